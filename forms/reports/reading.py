"""Reading: a finalised visit's answers as words, in its language and masked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import resources
from forms.engine.definition.model import FormDefinition
from forms.engine.instance.view import (
    Choices,
    EntityWrite,
    Group,
    Item,
    NodeState,
    Question,
    Repeat,
)
from forms.engine.refs import NodeRef
from forms.reports import masks, template
from forms.reports.sheet import Mark, Photo, Tone
from forms.reports.templates import shared_words, tone_of
from forms.reports.words import choice_words, comma, plain

_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_WORSE: tuple[Tone, ...] = ("plain", "na", "info", "ok", "warn", "bad")

Lookup = Callable[[str, str], Mapping[str, str] | None]
"""Gives the columns of an entity by list and id, None where it is not known."""


class Session(Protocol):
    """What of a form session a sheet reads; it changes nothing."""

    @property
    def definition(self) -> FormDefinition:
        """The form."""
        ...

    @property
    def root(self) -> Group:
        """The body with the repeat instances there are."""
        ...

    def state(self, ref: NodeRef) -> NodeState:
        """Return how a node stands."""
        ...

    def value(self, ref: NodeRef) -> str:
        """Return a node's value as text."""
        ...

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether a node and all around it are relevant."""
        ...

    def entity_writes(self) -> Sequence[EntityWrite]:
        """Return what the submission does to entities."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet is told besides the answers.

    Args:
        record_id: Goes into the QR code.
        number: The printed number, blank before there is one.
        started_at: When the visit began, aware.
        author: Name of the worker, where the form does not ask for it.
        office: Street, community and grid, where the form does not ask for it.
        revision: 1 for the first; later ones are told on the sheet.
        language: Of our own words, "zh_CN" or "en"; the form's is the session's.
        attachment: Gives a file of the visit by name, None where it is not here.
        lookup: For names of entities that the form no longer offers.
    """

    record_id: str
    number: str
    started_at: datetime
    author: str = ""
    office: str = ""
    revision: int = 1
    language: str = "zh_CN"
    audience: masks.Audience = "worker"
    attachment: Callable[[str], bytes | None] = lambda _: None
    lookup: Lookup = lambda _list, _id: None


class Reader:
    """Says the answers of one visit, and numbers its photos as they come up."""

    def __init__(self, session: Session, laid: template.Template, about: About) -> None:
        self.session = session
        self.template = laid
        self.about = about
        self.photos: list[Photo] = []
        self._numbers: dict[NodeRef, int] = {}
        self._root = session.root.ref
        self._questions = {q.ref: q for q in _questions(session.root)}

    def at(self, path: str, base: NodeRef | None = None) -> NodeRef:
        """Return the ref of `path` below `base`, the root where none is given."""
        ref = base or self._root
        for name in path.split("/"):
            ref = ref.child(name)
        return ref

    def path(self, ref: NodeRef) -> str:
        """Return the path of a node below the root, without uids: "fc/f_ok"."""
        return "/".join(step.name for step in ref.steps[1:])

    def hint(self, ref: NodeRef) -> template.Hint:
        """Return what the template says of a node."""
        return self.template.hints.get(self.path(ref), template.Hint())

    def question(self, ref: NodeRef) -> Question | None:
        """Return the control at a node, None for calculated ones."""
        return self._questions.get(ref)

    def label(self, ref: NodeRef) -> str:
        """Return the label of a question, group or repeat instance."""
        title = self.hint(ref).title
        if title:
            return title[self.about.language]
        label = self.session.state(ref).label.text.strip().rstrip(":：")
        return masks.told(label, self.about.audience)

    def value(self, ref: NodeRef) -> str:
        """Return a value, blank where it is not relevant or not there."""
        try:
            return self.session.value(ref) if self.session.relevant(ref) else ""
        except KeyError:
            # The template names a node that this version of the form lacks.
            return ""

    def holds(
        self, conditions: template.Conditions, base: NodeRef | None, bad: int = 0
    ) -> bool:
        """Tell whether each path has one of the values given for it."""
        for path, allowed in conditions.items():
            value = self.value(self.at(path, base)) if path != "@bad" else ""
            value = str(bad) if path == "@bad" and bad else value
            if value not in allowed and not (value and "*" in allowed):
                return False
        return True

    def filled(self, said: template.Said, bad: int = 0) -> str:
        """Return a sentence with each {path} replaced by what is said of it."""

        def one(found: re.Match[str]) -> str:
            if found[1] == "@bad":
                return str(bad)
            return self.mark(template.Item(ref=found[1])).word

        return re.sub(r"\{([^{}]+)\}", one, said[self.about.language])

    def mark(
        self, item: template.Item, base: NodeRef | None = None, *, short: bool = False
    ) -> Mark:
        """Return what is said of an item: blank words where it has no answer.

        Args:
            item: What is said.
            base: The repeat instance that its path starts at, None for the root.
            short: Days as 2026-12-24 in every language, for cells.
        """
        ref = self.at(item.ref, base)
        value = self.value(ref)
        if not value or value in item.blank or not self.holds(item.when, base):
            return Mark("")
        if item.column:
            row = self.about.lookup(self._list(ref), value) or {}
            return Mark(self._masked(item, row.get(item.column, "")))
        word = self._masked(item, self._word(item, ref, value, short=short))
        tone = "plain" if item.quiet else self.tone(item, ref, value)
        return Mark(f"{word} {item.unit}" if item.unit else word, tone)

    def named(self, item: template.Item, base: NodeRef | None = None) -> str:
        """Return the label of an item."""
        if item.label:
            return item.label[self.about.language]
        return self.label(self.at(item.ref, base))

    def tone(self, item: template.Item, ref: NodeRef, value: str) -> Tone:
        """Return how an answer is meant: the worst of several."""
        if item.below:
            least = _number(self.value(self.at(item.below)))
            return "bad" if _number(value) < least else "plain"
        question = self.question(ref)
        many = question is not None and question.kind in ("select", "rank")
        values = value.split() if many or item.words else [value]
        scope = f"{self._root.name}/{self.path(ref)}"
        tones: list[Tone] = [
            item.tones.get(v, "plain")
            if item.tones
            else tone_of(scope, self._list(ref), v)
            for v in values
        ]
        return worst(tones)

    def photo(self, ref: NodeRef, caption: str) -> str:
        """Take a photo up and return its number as words: "图3"."""
        if ref not in self._numbers:
            name = self.session.value(ref)
            self._numbers[ref] = len(self.photos) + 1
            words = self._numbered(ref)
            self.photos.append(
                Photo(f"{words}　{caption}", self.about.attachment(name))
            )
        return self._numbered(ref)

    def chosen(self, ref: NodeRef) -> tuple[str, ...]:
        """Return the codes of a select."""
        return tuple(self.value(ref).split())

    def choice_label(self, ref: NodeRef, value: str) -> str:
        """Return what a choice is called, also where it is no longer offered."""
        choices: Choices | None = self.session.state(ref).choices
        choice = choices.get(value) if choices is not None else None
        if choice is not None:
            return choice.label
        row = self.about.lookup(self._list(ref), value) or {}
        return row.get("label", value)

    def _numbered(self, ref: NodeRef) -> str:
        number = self._numbers[ref]
        return resources.sentence("SHEET-PHOTO", self.about.language, number=number)

    def _list(self, ref: NodeRef) -> str:
        node = self.session.definition.nodes.get(ref.nodeset)
        question = node.question if node is not None else None
        if question is None or question.itemset is None:
            return ""
        found = _INSTANCE.match(question.itemset.nodeset.text.strip())
        return found[1] if found else ""

    def _word(
        self, item: template.Item, ref: NodeRef, value: str, *, short: bool
    ) -> str:
        language = self.about.language
        written = "en" if short else language
        if item.words:
            words = self._words(item.words)
            return comma(language).join(words.get(v, v) for v in value.split())
        question = self.question(ref)
        if question is None:
            return plain(value, "", written)
        if question.kind in ("select1", "select", "rank"):
            values = [value] if question.kind == "select1" else value.split()
            return comma(language).join(self.choice_label(ref, v) for v in values)
        return plain(value, question.type, written)

    def _words(self, words: str | Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
        if not isinstance(words, str):
            return words[self.about.language]
        if "/" in words:
            return choice_words(words, self.about.language)
        return shared_words()[words][self.about.language]

    def _masked(self, item: template.Item, word: str) -> str:
        match item.mask:
            case "phone":
                return masks.phone(word, self.about.audience)
            case "id":
                return masks.id_number(word, self.about.audience)
            case "name":
                return masks.name(word, self.about.audience)
        return masks.told(word, self.about.audience)


def worst(tones: Sequence[Tone]) -> Tone:
    """Return the tone that weighs most."""
    found: Tone = "plain"
    for tone in tones:
        if _WORSE.index(tone) > _WORSE.index(found):
            found = tone
    return found


def _questions(group: Group) -> list[Question]:
    found: list[Question] = []
    for item in group.items:
        found += _inside(item)
    return found


def _inside(item: Item) -> list[Question]:
    match item:
        case Question():
            return [item]
        case Group():
            return _questions(item)
        case Repeat():
            return [q for instance in item.instances for q in _questions(instance)]


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")
