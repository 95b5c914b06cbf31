"""Sheets: the inspection sheet of a visit, as PDF or to be read; made on a lane."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.entry.shown import ShownVisit, show_visit
from forms.records.store import Records
from forms.reports import sheet as paper
from forms.reports.compose import visit_sheet
from forms.reports.reading import About
from ui.subjects import Fact

TONES = {"ok": "ok", "bad": "bad", "warn": "warn"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as it will lie on paper.

    Args:
        name: What it was asked by.
        holes: Characters that the font lacks.
    """

    name: str
    number: str
    title: str
    pdf: bytes
    holes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a sheet as a page shows it; `notice` has its tone."""

    title: str
    facts: tuple[Fact, ...]
    notice: tuple[str, str] = ("", "")


def draw(folder: Path, name: str, language: str) -> Drawn:
    """Draw the sheet of a visit, or of one of its versions.

    Args:
        folder: The workspace.
        name: A record id, an instanceID or a printed number.
        language: "zh_CN" or "en".

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE, what the disk says.
    """
    # reportlab comes with it: half the time of the first paint, and most days no
    # sheet is asked for in the first seconds.
    from forms.reports import pdf

    with Records.open(folder, writer=False) as records:
        shown = show_visit(records, name, clock=_now, language=language)
        sheet = _sheet(records, shown, language)
        data = pdf.draw([sheet], demo=records.demo)
        return Drawn(name, shown.visit.number, sheet.title, data, pdf.holes([sheet]))


def read(folder: Path, name: str, language: str) -> tuple[Part, ...]:
    """Return the sheet of a visit in parts, without photos and signatures.

    Raises:
        KnownError: As `draw`.
    """
    with Records.open(folder, writer=False) as records:
        shown = show_visit(records, name, clock=_now, language=language)
        return _parts(_sheet(records, shown, language))


def _sheet(records: Records, shown: ShownVisit, language: str) -> paper.Sheet:
    files = shown.revision.attachments

    def attachment(file: str) -> bytes | None:
        sha = files.get(file, "")
        return records.blob(sha) if records.has_blob(sha) else None

    def lookup(list_name: str, entity_id: str) -> Mapping[str, str] | None:
        found = records.entity(list_name, entity_id)
        return None if found is None else {"label": found.label, **found.properties}

    about = About(
        record_id=shown.visit.record_id,
        number=shown.visit.number,
        started_at=shown.visit.row.started_at,
        author=shown.revision.author,
        revision=shown.number,
        language=language,
        attachment=attachment,
        lookup=lookup,
    )
    return visit_sheet(shown.session, about)


def _parts(sheet: paper.Sheet) -> tuple[Part, ...]:
    parts: list[Part] = []
    title, facts = "", list[Fact]()

    def close() -> None:
        if facts:
            parts.append(Part(title, tuple(facts)))
            facts.clear()

    for block in sheet.blocks:
        if isinstance(block, paper.Section):
            close()
            title = block.title
        elif isinstance(block, paper.Callout):
            close()
            told = [mark.word for mark in block.lines]
            tone = next((TONES.get(m.tone, "idle") for m in block.lines), "idle")
            parts.append(Part("", (), ("\n".join(told), tone)))
        else:
            facts.extend(_facts(block))
    close()
    return tuple(parts)


def _facts(block: paper.Block) -> list[Fact]:
    if isinstance(block, paper.Facts):
        return [_fact(one.label, one.value) for one in block.facts]
    if isinstance(block, paper.Checks):
        return [_fact(row.question, row.result, row.remark) for row in block.rows]
    if isinstance(block, paper.Text):
        return [Fact(block.label, block.text)]
    if isinstance(block, paper.Ticks):
        on = [tick.label for tick in block.ticks if tick.on]
        return [Fact(block.label, " ".join(on))] if on else []
    if isinstance(block, paper.Table):
        return [
            Fact(row[0].word, "  ".join(cell.word for cell in row[1:]))
            for row in block.rows
        ]
    return []


def _fact(label: str, mark: paper.Mark, remark: str = "") -> Fact:
    value = "  ".join(part for part in (mark.word, remark) if part)
    return Fact(label, value, tone=TONES.get(mark.tone, ""))


def _now() -> datetime:
    return datetime.now().astimezone()
