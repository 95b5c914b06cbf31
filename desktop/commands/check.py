"""`gridvisit check`: what is wrong with a form, each with its sheet, row and column."""

from collections.abc import Sequence
from pathlib import Path

import resources
from desktop.commands import Setting
from desktop.usage import Parser
from forms.engine.definition.check.finding import SEVERITIES, Finding
from forms.engine.definition.check.form import Media, check_form
from forms.entry.host import rule_rows
from forms.errors import KnownError
from forms.records.intake import uncollected

ABOUT = "CLI-ABOUT-CHECK"


def add(parser: Parser) -> None:
    """Take the form and the folder of its files."""
    told = parser.speech
    parser.given.add_argument(
        "form", type=Path, metavar="FORM", help=told("CLI-HELP-CHECK")
    )
    parser.options.add_argument(
        "--media", type=Path, metavar="DIR", help=told("CLI-HELP-MEDIA")
    )


def run(setting: Setting) -> int:
    """Print a line a finding and how many there are; 1 where there is an error."""
    form = _form(setting)
    media = Media(_folders(form, setting.given.media), _rules())
    # Of a large form, looking for cycles among its formulas was half of the time.
    with uncollected():
        found = check_form(form, media)
    for one in found:
        print(_line(one, setting))
    counts = {s: sum(f.severity == s for f in found) for s in SEVERITIES}
    setting.say("CLI-CHECK-COUNTS" if found else "CLI-CHECK-WELL", **counts)
    return 1 if counts["error"] else 0


def _form(setting: Setting) -> Path:
    form: Path = setting.given.form
    if form.exists():
        return form
    bundled = resources.path(f"forms/{form}")
    if (bundled / "survey.tsv").is_file():
        return bundled
    raise KnownError("CLI-FORM-FILE", file=str(form), reason="?")


def _folders(form: Path, media: Path | None) -> Sequence[Path]:
    if media is not None:
        return (media,)
    beside = form if form.is_dir() else form.parent
    usual = (beside / f"{form.stem}-media", beside / "media")
    return tuple(folder for folder in usual if folder.is_dir())


def _rules() -> dict[str, Sequence[str]]:
    """Return the columns of the tables of rules, which every form may ask."""
    tables = resources.path("rules").glob("*.csv")
    found = {table.stem: rule_rows(table.stem) for table in tables}
    return {name: rows.columns for name, rows in found.items() if rows is not None}


def _line(one: Finding, setting: Setting) -> str:
    speech = setting.speech
    where = [one.sheet] if one.sheet else []
    if one.row:
        where.append(speech("CLI-CHECK-ROW", row=one.row))
    if one.column:
        letter = f" ({one.place.letter})" if one.place.letter else ""
        where.append(f"{one.column}{letter}")
    severity = speech(f"CLI-CHECK-{one.severity.upper()}")
    told = one.told(speech.language)
    return f"{' '.join(where)}: {severity}: {told}" if where else f"{severity}: {told}"
