"""Recovery sheet: the secret of a register on paper, and where to keep it."""

import resources
from forms.records.certificates import Told, fingerprint
from forms.reports.sheet import (
    Callout,
    Fact,
    Facts,
    Mark,
    Notes,
    Section,
    Sheet,
    Table,
)
from sync.exchange.recovery import Recovery

_COLUMNS = 7
_RULES = ("WHERE", "TWICE", "NEVER", "USE", "LOST")


def recovery_sheet(recovery: Recovery, founding: Told, language: str) -> Sheet:
    """Return the sheet to print once, when a register is made.

    Args:
        recovery: Kept nowhere else.
        founding: The register's certificate.
        language: "zh_CN" or "en".
    """

    def said(code: str, **fields: object) -> str:
        return resources.sentence(f"RECOVERY-SHEET-{code}", language, **fields)

    facts = (
        Fact(said("REGISTER"), Mark(founding["name"]), wide=True),
        Fact(said("MADE"), Mark(founding["at"][:10])),
        Fact(said("FINGERPRINT"), Mark(fingerprint(founding["root"]))),
    )
    groups = recovery.groups
    rows = tuple(
        tuple(Mark(group) for group in groups[at : at + _COLUMNS])
        for at in range(0, len(groups), _COLUMNS)
    )
    heads = tuple(f"{at}" for at in range(1, _COLUMNS + 1))
    return Sheet(
        title=said("TITLE"),
        language=language,
        blocks=(
            Facts(facts, head=True),
            Callout((Mark(said("SECRET"), "warn"),)),
            Section(said("GROUPS")),
            Table(heads, (1.0,) * _COLUMNS, rows, roomy=True),
            Section(said("RULES")),
            Notes(tuple(said(rule) for rule in _RULES)),
        ),
        office=founding["name"],
        code=recovery.code,
        foot=said("FOOT"),
    )
