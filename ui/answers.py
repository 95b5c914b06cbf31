"""Answers: what a finished visit says, in the parts of its sheet, for a page."""

from dataclasses import dataclass
from pathlib import Path

from forms.records.store import Records
from forms.reports import sheet as paper
from ui.sheets import compose
from ui.subjects import Fact

TONES = {"ok": "ok", "bad": "bad", "warn": "warn"}


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a sheet as a page shows it; `notice` has its tone."""

    title: str
    facts: tuple[Fact, ...]
    notice: tuple[str, str] = ("", "")


def read(folder: Path, name: str, language: str) -> tuple[Part, ...]:
    """Return the sheet of a visit in parts, without photos and signatures.

    Args:
        folder: The workspace.
        name: A record id, an instanceID or a printed number.
        language: "zh_CN" or "en".

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE, what the disk says.
    """
    with Records.open(folder, writer=False) as records:
        _, sheet = compose(records, name, language)
        return _parts(sheet)


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
