"""Body: the groups, questions and repeats of a form as blocks, in its order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import resources
from forms.engine.instance.view import Choice, Group, Question, Repeat
from forms.engine.refs import NodeRef
from forms.reports.reading import Reader
from forms.reports.repeats import (
    cell,
    instances,
    is_photo,
    own_columns,
    questions,
    table_of,
)
from forms.reports.sheet import (
    Block,
    CheckRow,
    Checks,
    Fact,
    Facts,
    Mark,
    Section,
    Text,
    Tick,
    Ticks,
)
from forms.reports.template import Hint, Item
from forms.reports.words import semicolon

# A longer answer is set as a text of its own.
_LONG = 90
# A repeat with more questions than this is set as a card an instance.
_COLUMNS = 6


@dataclass(slots=True)
class Body:
    """What the form's body became.

    Args:
        says: Notes that belong to the verdict.
        notes: Notes for the small print.
        signatures: Paths of the signature questions in order.
    """

    blocks: list[Block] = field(default_factory=list)
    says: list[Mark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Answers that stand together until another kind of block comes."""

    checks: bool
    facts: list[Fact] = field(default_factory=list)
    rows: list[CheckRow] = field(default_factory=list)


def item(path: str) -> Item:
    """Return an item that says a question as it is."""
    return Item(ref=path)


def blocks(reader: Reader, used: frozenset[str]) -> Body:
    """Return the body without the questions in `used`, said elsewhere."""
    found = Body()
    _Writer(reader, used, found).group(reader.session.root)
    return found


class _Writer:
    """Goes through a form once and writes its blocks."""

    def __init__(self, reader: Reader, used: frozenset[str], body: Body) -> None:
        self._reader = reader
        self._used = used
        self._body = body
        self._language = reader.about.language
        self._run = _Run(checks=False)
        self._opened = ""

    def group(self, group: Group) -> None:
        """Write what a group holds; the root is a group without a title."""
        hint = self._reader.hint(group.ref)
        if hint.kind == "hide" or not self._reader.session.relevant(group.ref):
            return
        root = group.ref == self._reader.session.root.ref
        title = "" if root else self._reader.label(group.ref)
        self._begin(title, checks=hint.kind == "checks")
        grouped = False
        for one in group.items:
            match one:
                case Question():
                    if root and grouped:
                        words = resources.sentence("SHEET-OTHER", self._language)
                        self._begin(words, checks=False)
                    self._question(one)
                    grouped = False
                case Group():
                    self.group(one)
                    grouped = True
                case Repeat():
                    self._repeat(one)
                    grouped = True
                    if not root:
                        self._begin("", checks=hint.kind == "checks")
        for extra in hint.add:
            self._add(self._reader.named(extra), self._reader.mark(extra), "")
        self._flush()

    def _begin(self, title: str, *, checks: bool) -> None:
        self._flush()
        self._run = _Run(checks)
        if title:
            self._opened = title

    def _put(self, block: Block) -> None:
        if self._opened:
            self._body.blocks.append(Section(self._opened))
            self._opened = ""
        self._body.blocks.append(block)

    def _flush(self) -> None:
        if self._run.facts:
            self._put(Facts(tuple(self._run.facts)))
            self._run.facts.clear()
        if self._run.rows:
            self._put(Checks(heads(self._language), tuple(self._run.rows)))
            self._run.rows.clear()

    def _add(self, label: str, mark: Mark, remark: str) -> None:
        if not mark.word:
            return
        if self._run.checks:
            self._run.rows.append(CheckRow(label, mark, remark))
        else:
            self._run.facts.append(Fact(label, mark))

    def _question(self, question: Question) -> None:
        reader, ref = self._reader, question.ref
        hint = reader.hint(ref)
        path = reader.path(ref)
        if hint.kind == "hide" or not reader.session.relevant(ref):
            return
        if question.kind == "note":
            self._note(question, hint)
            return
        # The head of a table of choices takes no answer.
        if path in self._used or "label" in question.appearance:
            return
        if "signature" in question.appearance:
            self._body.signatures.append(path)
            return
        value = reader.value(ref)
        if not value:
            return
        if question.kind == "upload":
            self._upload(question, value)
        elif hint.kind == "ticks":
            self._flush()
            self._put(_ticks(reader, question, hint))
        elif hint.kind == "checklist":
            self._flush()
            rows = tuple(_checklist(reader, question, hint))
            self._put(Checks(heads(self._language), rows))
        else:
            self._answer(question, hint)

    def _answer(self, question: Question, hint: Hint) -> None:
        reader, ref = self._reader, question.ref
        asked = replace(hint.item, ref=ref.name)
        mark = reader.mark(asked, ref.parent)
        label = reader.label(ref)
        long = len(mark.word) > _LONG or "\n" in mark.word
        if question.type == "string" and (long or hint.kind == "text"):
            self._flush()
            self._put(Text(label, mark.word))
        elif self._run.checks and question.kind == "select":
            self._add(label, *_summed(reader, question, mark))
        else:
            self._add(label, mark, "")

    def _note(self, question: Question, hint: Hint) -> None:
        words = self._reader.label(question.ref)
        if not words:
            return
        if hint.kind == "say":
            self._body.says.append(Mark(words, hint.item.tones.get("*", "info")))
        elif words not in self._body.notes:
            self._body.notes.append(words)

    def _upload(self, question: Question, value: str) -> None:
        label = self._reader.label(question.ref)
        if question.mediatype.startswith("image/"):
            self._reader.photo(question.ref, self._caption(question.ref, label))
        else:
            self._add(label, Mark(value), "")

    def _caption(self, ref: NodeRef, label: str) -> str:
        """Return a photo's caption, with the number of its repeat instance."""
        if not self._opened or not any(step.uid for step in ref.steps):
            return label
        return f"{self._opened} {label}"

    def _repeat(self, repeat: Repeat) -> None:
        reader = self._reader
        hint = reader.hint(repeat.ref)
        present = [i for i in repeat.instances if reader.session.relevant(i.ref)]
        if hint.kind == "hide" or not present:
            return
        title = reader.label(present[0].ref)
        columns = hint.columns or own_columns(reader, present)
        if hint.columns or len(columns) <= _COLUMNS:
            self._begin(title, checks=False)
            self._photos(present, title)
            self._put(table_of(reader, present, columns))
            return
        for at, instance in enumerate(present, 1):
            self._card(instance, f"{title} {at}")

    def _photos(self, present: Sequence[Group], title: str) -> None:
        """Take up the photos, so that the cells of the table can name them."""
        for at, instance in enumerate(present, 1):
            for question in questions(instance):
                if is_photo(question) and self._reader.value(question.ref):
                    label = self._reader.label(question.ref)
                    self._reader.photo(question.ref, f"{title} {at} {label}")

    def _card(self, instance: Group, title: str) -> None:
        self._begin(title, checks=False)
        for one in instance.items:
            match one:
                case Question():
                    self._question(one)
                case Group():
                    self.group(one)
                case Repeat():
                    self._repeat(one)
        self._flush()


def heads(language: str) -> tuple[str, str, str, str]:
    """Return the words over number, question, result and remark."""
    number, question, result, remark = (
        resources.sentence(f"SHEET-HEAD-{name}", language)
        for name in ("NUMBER", "QUESTION", "RESULT", "REMARK")
    )
    return number, question, result, remark


def _ticks(reader: Reader, question: Question, hint: Hint) -> Ticks:
    chosen = reader.chosen(question.ref)
    choices = reader.session.state(question.ref).choices or ()
    ticks = [
        Tick(
            choice.label,
            choice.value in chosen,
            reader.tone(hint.item, question.ref, choice.value),
        )
        for choice in choices
    ]
    return Ticks(reader.label(question.ref), tuple(ticks))


def _checklist(reader: Reader, question: Question, hint: Hint) -> Iterator[CheckRow]:
    language = reader.about.language
    chosen = reader.chosen(question.ref)
    for choice in reader.session.state(question.ref).choices or ():
        if choice.value in hint.skip:
            continue
        if choice.value not in chosen:
            yield CheckRow(choice.label, Mark(hint.clear[language], "ok"))
            continue
        tone = reader.tone(hint.item, question.ref, choice.value)
        told = semicolon(language).join(_details(reader, hint, choice))
        yield CheckRow(choice.label, Mark(hint.found[language], tone), told)


def _details(reader: Reader, hint: Hint, choice: Choice) -> Iterator[str]:
    if hint.detail is None:
        return
    repeat, key = hint.detail
    for instance in instances(reader, repeat):
        if reader.value(reader.at(key, instance.ref)) == choice.value:
            told = cell(reader, hint.parts, instance.ref, choice.label).word
            if told:
                yield told


def _summed(reader: Reader, question: Question, mark: Mark) -> tuple[Mark, str]:
    """Return a select of several as a count with what was chosen beside it."""
    chosen = reader.chosen(question.ref)
    if len(chosen) == 1 and mark.tone in ("ok", "na", "plain"):
        return mark, ""
    words = resources.sentence("SHEET-FOUND", reader.about.language, count=len(chosen))
    return Mark(words, mark.tone), mark.word
