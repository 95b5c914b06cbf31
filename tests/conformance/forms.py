"""Fills every form of a folder at random: none may fail, whoever wrote it."""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment, Question, Repeat
from forms.errors import KnownError
from tests.conformance.scenario import items_of

AT = datetime(2026, 12, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = ("", "1", "0", "2", "3.5", "abc", "2020-01-01", "12:00:00", "10 20", "x y")
EVENTS = 60
MOST_BYTES = 3_000_000


@dataclass(frozen=True)
class FolderHost:
    """A world whose files are those of the folder, by name wherever they lie."""

    files: dict[str, Path]

    def now(self) -> datetime:
        return AT

    def external(self, src: str) -> bytes | None:
        file = self.files.get(src.rpartition("/")[2])
        if file is None or file.stat().st_size > MOST_BYTES:
            return None
        return file.read_bytes()

    def property(self, name: str) -> str:
        return name

    def location(self) -> str:
        return ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        return False


def xforms(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Go through the forms of a folder, sheets that pyxform refuses left out."""
    for file in sorted(folder.rglob("*")):
        try:
            if file.suffix in (".xls", ".xlsx", ".md"):
                yield file, compile_sheets(file)
            elif file.suffix == ".xml" and b"<model" in file.read_bytes():
                yield file, file.read_bytes()
        except KnownError:
            continue


def fill(definition: FormDefinition, host: FolderHost, dice: random.Random) -> None:
    """Answer, add and remove at random; show, send, keep, reopen and edit it."""
    session = FormSession.new(definition, host, Moment(AT, "begin"))
    for event in range(EVENTS):
        _event(session, dice, Moment(AT, str(event)))
    for language in (*definition.languages, definition.default_language):
        session.set_language(language)
        for item in items_of(session.root):
            choices = session.state(item.ref).choices
            if choices is not None:
                choices.find("a", 3)
    session.validate()
    session.finalize(Moment(AT, "end"))
    session.entity_writes()
    session.attachments()
    kept = session.snapshot()
    assert FormSession.restore(definition, host, kept).snapshot() == kept
    edit = FormSession.edit(definition, host, session.submission(), Moment(AT, "edit"))
    edit.validate()
    edit.submission()


def _event(session: FormSession, dice: random.Random, moment: Moment) -> None:
    items = list(items_of(session.root))
    questions = [item for item in items if isinstance(item, Question)]
    repeats = [item for item in items if isinstance(item, Repeat) and not item.fixed]
    if questions and dice.random() < 0.75:
        _answer(session, dice.choice(questions), dice, moment)
    elif repeats:
        repeat = dice.choice(repeats)
        if len(repeat.instances) < 4:
            session.add_repeat(repeat.ref, f"u{moment.seed}", moment)
        else:
            session.remove_repeat(dice.choice(repeat.instances).ref, moment)


def _answer(
    session: FormSession, question: Question, dice: random.Random, moment: Moment
) -> None:
    state = session.state(question.ref)
    if state.readonly:
        return
    text = dice.choice(WORDS)
    if state.choices is not None:
        values = [choice.value for choice in state.choices.find("", 8)] or [""]
        several = question.kind in ("select", "rank")
        text = " ".join(dice.sample(values, min(len(values), 3 if several else 1)))
    try:
        session.set_value(question.ref, text, moment)
    except KnownError as error:
        # A date typed for a count, say: refused, and the form goes on.
        if error.code != "FORM-TOO-MANY":
            raise


def main(path: Path) -> int:
    """Fill every form under `path`; print the failures and the count."""
    host = FolderHost({file.name: file for file in path.rglob("*") if file.is_file()})
    passed = failed = 0
    for file, data in xforms(path):
        try:
            fill(parse_xform(data), host, random.Random(file.name))
            passed += 1
        except KnownError as error:
            sys.stdout.write(f"refused: {file.relative_to(path)}: {error}\n")
        except Exception as error:  # noqa: BLE001  (every fault is to be listed)
            failed += 1
            sys.stdout.write(f"failed: {file.relative_to(path)}: {error!r}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return 1 if failed else 0
