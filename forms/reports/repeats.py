"""Repeats: their instances as rows of a table, several answers to a cell."""

from collections.abc import Iterator, Sequence

import resources
from forms.engine.instance.view import Group, Question, Repeat
from forms.engine.refs import NodeRef
from forms.reports.reading import Reader, worst
from forms.reports.sheet import Mark, Table, Tone
from forms.reports.template import Column, Conditions, Item
from forms.reports.words import in_line, semicolon


def instances(reader: Reader, path: str) -> tuple[Group, ...]:
    """Return the relevant instances of a repeat by its path."""
    found = _find(reader.session.root, reader.at(path).nodeset)
    return tuple(i for i in found if reader.session.relevant(i.ref))


def _find(group: Group, nodeset: str) -> tuple[Group, ...]:
    for one in group.items:
        match one:
            case Repeat() if one.ref.nodeset == nodeset:
                return one.instances
            case Group() if nodeset.startswith(f"{one.ref.nodeset}/"):
                return _find(one, nodeset)
            case _:
                pass
    return ()


def instance_rows(
    reader: Reader, repeat: str, columns: Sequence[Column], where: Conditions
) -> list[tuple[Mark, ...]]:
    """Return a row of cells for each instance of a repeat that fulfils `where`."""
    if not repeat:
        return []
    return [
        tuple(cell(reader, column.items, instance.ref) for column in columns)
        for instance in instances(reader, repeat)
        if reader.holds(where, instance.ref)
    ]


def cell(
    reader: Reader, items: Sequence[Item], base: NodeRef, caption: str = ""
) -> Mark:
    """Return what several items say in one cell, with the worst of their tones.

    Args:
        reader: Of the visit.
        items: What is said, paths below `base`.
        base: A repeat instance.
        caption: Begins the captions of the photos that the cell names.
    """
    parts: list[tuple[str, str]] = []
    tones: list[Tone] = []
    for one in items:
        ref = reader.at(one.ref, base)
        question = reader.question(ref)
        label = reader.named(one, base) if one.named else ""
        if question is not None and is_photo(question):
            if reader.value(ref):
                parts.append(("", reader.photo(ref, f"{caption} {reader.label(ref)}")))
            continue
        mark = reader.mark(one, base, short=True)
        if mark.word:
            parts.append((label, mark.word))
            tones.append(mark.tone)
    language = reader.about.language
    return Mark(in_line(parts, language, semicolon(language)), worst(tones))


def own_columns(reader: Reader, present: Sequence[Group]) -> tuple[Column, ...]:
    """Return a column for each question that any instance answers."""
    language = reader.about.language
    found: dict[str, Column] = {}
    depth = len(present[0].ref.steps)
    for instance in present:
        for question in questions(instance):
            path = "/".join(step.name for step in question.ref.steps[depth:])
            if is_photo(question) or question.kind == "note":
                continue
            if path in found or not reader.value(question.ref):
                continue
            label = reader.label(question.ref)
            longest = max(
                len(cell(reader, (Item(ref=path),), i.ref).word) for i in present
            )
            width = float(min(max(len(label), longest, 4), 24))
            found[path] = Column({language: label}, width, (Item(ref=path),))
    return tuple(found.values())


def table_of(
    reader: Reader, present: Sequence[Group], columns: Sequence[Column]
) -> Table:
    """Return the instances as numbered rows."""
    language = reader.about.language
    number = resources.sentence("SHEET-HEAD-NUMBER", language)
    rows = tuple(
        (Mark(str(at)), *(cell(reader, c.items, instance.ref) for c in columns))
        for at, instance in enumerate(present, 1)
    )
    return Table(
        (number, *(column.head[language] for column in columns)),
        (sum(column.width for column in columns) * 0.05, *(c.width for c in columns)),
        rows,
    )


def questions(group: Group) -> Iterator[Question]:
    """Go through the questions of a group and its groups, inner repeats left out."""
    for one in group.items:
        match one:
            case Question():
                yield one
            case Group():
                yield from questions(one)
            case Repeat():
                pass


def is_photo(question: Question) -> bool:
    """Tell whether a question is answered by a picture that is no signature."""
    return (
        question.kind == "upload"
        and question.mediatype.startswith("image/")
        and "signature" not in question.appearance
    )
