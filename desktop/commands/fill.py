"""`gridvisit fill`: fill a form from a file of steps."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import resources
from desktop import clock
from desktop.commands import Setting
from desktop.steps import Filling, Step, apply, read_steps
from desktop.usage import Parser
from forms.engine.instance.view import Violation
from forms.entry import FormEntry
from forms.entry.loose import LooseEntry, LooseHost
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.workspace import is_workspace

ABOUT = "CLI-ABOUT-FILL"


def add(parser: Parser) -> None:
    """Take the form, the steps and where the submission goes."""
    told = parser.speech
    parser.given.add_argument("form", metavar="FORM", help=told("CLI-HELP-FORM"))
    for option, key in (("--steps", "CLI-HELP-STEPS"), ("--out", "CLI-HELP-OUT")):
        parser.options.add_argument(
            option, type=Path, required=True, metavar="FILE", help=told(key)
        )
    parser.options.add_argument(
        "--form-language", metavar="NAME", help=told("CLI-HELP-FORM-LANGUAGE")
    )
    parser.options.add_argument(
        "--now",
        type=datetime.fromisoformat,
        metavar="ISO",
        help=told("CLI-HELP-NOW"),
    )


def run(setting: Setting) -> int:
    """Fill, print the violations, write the submission; 1 where it is not valid."""
    given = setting.given
    steps = read_steps(given.steps)
    form = Path(given.form)
    begun = is_workspace(setting.workspace)
    if begun and not form.exists():
        return _in_register(setting, steps)
    if not form.exists():
        form = resources.path(f"forms/{given.form}")
    if not (form.is_file() or (form / "survey.tsv").is_file()):
        raise KnownError("CLI-FORM-FILE", file=given.form, reason="?")
    if begun:
        with Records.open(setting.workspace, writer=False) as records:
            return _loose(setting, form, records, steps)
    return _loose(setting, form, None, steps)


def _loose(
    setting: Setting, form: Path, records: Records | None, steps: Sequence[Step]
) -> int:
    """Fill a form outside the register; nothing is kept but the files written."""
    given = setting.given
    beside = form if form.is_dir() else form.parent
    folders = (beside, beside / f"{form.stem}-media", beside / "media")
    host = LooseHost(folders, records, _clock(setting), "")
    language = given.form_language or setting.speech.language
    entry = LooseEntry(form, host, language)
    broken = _fill(setting, entry, steps, entry.violations)
    if not broken:
        entry.finalize()
    given.out.write_bytes(entry.submission())
    for name, data in entry.attachments().items():
        (given.out.parent / name).write_bytes(data)
    return 1 if broken else 0


def _in_register(setting: Setting, steps: Sequence[Step]) -> int:
    """Fill a form of the register; `finalise` makes it a visit, else it is dropped."""
    given = setting.given
    with (
        Records.open(setting.workspace) as records,
        Journal.open(setting.workspace) as journal,
    ):
        entry = FormEntry.start(
            records,
            journal,
            given.form,
            clock=_clock(setting),
            language=given.form_language or setting.speech.language,
        )
        broken = _fill(setting, entry, steps, entry.violations)
        last = bool(steps) and steps[-1].verb == "finalise"
        if broken or not last:
            given.out.write_bytes(entry.submission())
            entry.discard()
            return 1 if broken else 0
        result = entry.finalize()
        visit = records.visit(result.record_id)
        given.out.write_bytes(visit.shown.xml)
        setting.say("CLI-FILL-DONE", number=result.number)
    return 0


def _fill(
    setting: Setting,
    entry: Filling,
    steps: Sequence[Step],
    violations: Callable[[], tuple[Violation, ...]],
) -> tuple[Violation, ...]:
    """Do the steps; print and return what is wrong at the end."""
    for step in steps:
        if step.verb != "finalise":
            apply(entry, step, setting.given.steps.parent)
    broken = violations()
    for one in broken:
        setting.say(f"CLI-BROKEN-{one.kind.upper()}", path=one.ref, message=one.message)
    return broken


def _clock(setting: Setting) -> clock.Clock:
    fixed: datetime | None = setting.given.now
    if fixed is None:
        return clock.now
    moment = fixed if fixed.tzinfo else fixed.replace(tzinfo=clock.ZONE)
    return lambda: moment
