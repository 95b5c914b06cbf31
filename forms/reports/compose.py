"""Compose: a finalised visit becomes a sheet in its form's order and language."""

import resources
from forms.engine.instance.view import EntityWrite
from forms.reports import body, masks
from forms.reports.reading import About, Reader, Session
from forms.reports.repeats import instance_rows
from forms.reports.sheet import (
    Block,
    Callout,
    Checks,
    Fact,
    Facts,
    Mark,
    Notes,
    PageBreak,
    Photos,
    Section,
    Sheet,
    Signature,
    Signatures,
    Table,
    Ticks,
)
from forms.reports.template import Line, Page, Signer
from forms.reports.templates import entity_lines, template
from forms.reports.words import day_words, plain

# More entities than this are counted, not named one by one.
_NAMED = 8


def visit_sheet(session: Session, about: About) -> Sheet:
    """Return the sheet of a visit.

    Args:
        session: The visit opened read only, in the language it is printed in (see
            `FormDefinition.language_for`).
        about: What is not among the answers.
    """
    laid = template(session.definition.form_id)
    reader = Reader(session, laid, about)
    head = _head(reader)
    inside = body.blocks(reader, _used(reader))
    verdict = _verdict(reader, inside)
    after = _after(reader, inside)
    foot = resources.sentence("SHEET-FOOT", about.language)
    return Sheet(
        laid.title[about.language] if laid.title else session.definition.title,
        about.language,
        (*head, *verdict, *inside.blocks, *after),
        office=_office(reader),
        number=_number(about),
        subtitle=_subtitle(reader),
        code=about.record_id,
        foot=foot,
    )


def _office(reader: Reader) -> str:
    path = reader.template.office
    said = reader.mark(body.item(path)).word if path else ""
    return said or reader.about.office


def _number(about: About) -> str:
    if not about.number:
        return ""
    return resources.sentence("SHEET-NUMBER", about.language, number=about.number)


def _subtitle(reader: Reader) -> str:
    about = reader.about
    said = [reader.mark(body.item(path)).word for path in reader.template.subtitle]
    # The time of day follows its day without a dot between them.
    said = [" ".join(filter(None, said[:2])), *said[2:]]
    if not any(said):
        day = day_words(about.started_at.date(), about.language)
        said = [f"{day} {about.started_at:%H:%M}", about.author]
    if about.revision > 1:
        words = resources.sentence(
            "SHEET-REVISION", about.language, revision=about.revision
        )
        said.append(words)
    return "  ·  ".join(part for part in said if part)


def _head(reader: Reader) -> list[Block]:
    facts = [
        Fact(reader.named(item), mark)
        for item in reader.template.head
        if (mark := reader.mark(item)).word
    ]
    return [Facts(tuple(facts), head=True)] if facts else []


def _used(reader: Reader) -> frozenset[str]:
    laid = reader.template
    shown = (item.ref for item in laid.head if not item.column)
    return frozenset((laid.office, *laid.subtitle, *shown))


def _verdict(reader: Reader, inside: body.Body) -> list[Block]:
    bad = _count(inside.blocks)
    lines = [
        Mark(reader.filled(line.text, bad), line.tone)
        for line in reader.template.verdicts
        if reader.holds(line.conditions, None, bad)
    ][:1]
    lines += inside.says
    lines += [
        Mark(reader.filled(line.text, bad), line.tone)
        for line in reader.template.says
        if reader.holds(line.conditions, None, bad)
    ]
    lines += _created(reader)
    return [Callout(tuple(lines))] if lines else []


def _count(blocks: list[Block]) -> int:
    """Return how many things on the sheet are bad."""
    count = 0
    for block in blocks:
        match block:
            case Checks(_, rows):
                count += sum(row.result.tone == "bad" for row in rows)
            case Table(_, _, table_rows):
                count += sum(any(c.tone == "bad" for c in row) for row in table_rows)
            case Facts(facts):
                count += sum(fact.value.tone == "bad" for fact in facts)
            case Ticks(_, ticks):
                count += sum(tick.on and tick.tone == "bad" for tick in ticks)
            case _:
                pass
    return count


def _created(reader: Reader) -> list[Mark]:
    lines = entity_lines()
    created = [
        write
        for write in reader.session.entity_writes()
        if write.action == "create" and write.list_name in lines
    ]
    said = [_entity(lines[write.list_name], write, reader) for write in created]
    if len(said) <= _NAMED:
        return said
    language = reader.about.language
    more = resources.sentence("SHEET-MORE", language, count=len(said) - _NAMED)
    return [*said[:_NAMED], Mark(more, "info")]


def _entity(line: Line, write: EntityWrite, reader: Reader) -> Mark:
    language = reader.about.language
    properties = {
        name: plain(value, "", language) for name, value in write.properties.items()
    }
    said = line.text[language].format_map(_Blank(properties))
    return Mark(masks.told(said, reader.about.audience), line.tone)


class _Blank(dict[str, str]):
    """Says nothing for a property that the form does not write."""

    def __missing__(self, key: str) -> str:
        return "—"


def _after(reader: Reader, inside: body.Body) -> list[Block]:
    language = reader.about.language
    laid = reader.template
    found: list[Block] = []
    if reader.photos:
        words = resources.sentence("SHEET-PHOTOS", language)
        found += [Section(words), Photos(tuple(reader.photos), laid.photos)]
    signers = laid.signers or tuple(Signer(ref=path) for path in inside.signatures)
    found += _signed(reader, signers, laid.seal[language] if laid.seal else "")
    notes = (*inside.notes, *(note[language] for note in laid.notes))
    if notes:
        found.append(Notes(notes))
    for page in laid.pages:
        found += _page(reader, page)
    return found


def _signed(reader: Reader, signers: tuple[Signer, ...], seal: str) -> list[Block]:
    language = reader.about.language
    signatures = [
        signature for signer in signers if (signature := _signature(reader, signer))
    ]
    if not signatures:
        words = resources.sentence("SHEET-SIGNED", language)
        signatures = [Signature(words)]
    date = resources.sentence("SHEET-DATE", language)
    return [
        Section(resources.sentence("SHEET-SIGNATURES", language)),
        Signatures(tuple(signatures), date, seal),
    ]


def _signature(reader: Reader, signer: Signer) -> Signature | None:
    if not signer.ref:
        return Signature((signer.label or {}).get(reader.about.language, ""))
    ref = reader.at(signer.ref)
    if not reader.session.relevant(ref):
        return None
    name = reader.value(ref)
    image = reader.about.attachment(name) if name else None
    return Signature(reader.label(ref), image)


def _page(reader: Reader, page: Page) -> list[Block]:
    language = reader.about.language
    rows = instance_rows(reader, page.repeat, page.columns, page.where)
    if page.repeat and not rows:
        return []
    blank = (Mark(""),) * len(page.columns)
    numbered = [
        (Mark(str(at)), *row)
        for at, row in enumerate([*rows, *[blank] * page.blank], 1)
    ]
    first = resources.sentence("SHEET-HEAD-NUMBER", language)
    heads = (first, *(column.head[language] for column in page.columns))
    widths = (7.0, *(column.width for column in page.columns))
    found: list[Block] = [
        PageBreak(),
        Section(page.title[language]),
        Table(heads, widths, tuple(numbered), roomy=True),
    ]
    if page.signers:
        signed = tuple(
            Signature((signer.label or {}).get(language, "")) for signer in page.signers
        )
        date = resources.sentence("SHEET-DATE", language)
        found.append(Signatures(signed, date))
    return found
