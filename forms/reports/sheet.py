"""Sheet: what stands on paper, as blocks in reading order, without coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Tone = Literal["ok", "bad", "warn", "na", "info", "plain"]
"""How a word is meant: each tone but plain has a colour and a shape of its own."""

SHAPES: dict[Tone, str] = {
    "ok": "[√] ",
    "bad": "[×] ",
    "warn": "[!] ",
    "na": "[-] ",
    "info": "[i] ",
    "plain": "",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word and its tone: "不合格" and bad."""

    word: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """One label with its value.

    Args:
        wide: Takes the whole width, whatever its length.
    """

    label: str
    value: Mark
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers, two a line; a long one takes a line of its own.

    Args:
        head: The facts under the title, on a tinted ground.
    """

    facts: tuple[Fact, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The title above what follows; never the last thing on a page."""

    title: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing checked: what, how it was found, and what was said or done."""

    question: str
    result: Mark
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Checks:
    """Things checked, numbered from 1.

    Args:
        heads: Words over number, question, result and remark.
    """

    heads: tuple[str, str, str, str]
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A long answer under its label; keeps its line breaks."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads that are said again on every page.

    Args:
        widths: The share of each column, in any unit.
        total: A last row in bold, empty where there is none.
        roomy: Rows have room to write by hand.
    """

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Mark, ...], ...]
    total: tuple[Mark, ...] = ()
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice of a list of boxes."""

    label: str
    on: bool
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question with all its choices as boxes, the given ones ticked."""

    label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture; `image` None where its file is not on this machine."""

    caption: str
    image: bytes | None


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures in rows.

    Args:
        columns: How many stand side by side: 2 are about 82 mm wide, 3 about 54.
    """

    photos: tuple[Photo, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs; `image` is the signature drawn on the screen, None without one."""

    label: str
    image: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Ink lines of 60 x 12 mm, also under drawn signatures, and room for a seal.

    Args:
        date: The words of the line for a date written by hand.
        seal: The words above 50 x 50 mm left free; blank where no seal is due.
    """

    signatures: tuple[Signature, ...]
    date: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """The verdict in a frame: the first line large, the others below it."""

    lines: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Small print: what a reading is worth, what the sheet rests on."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Facts
    | Section
    | Checks
    | Text
    | Table
    | Ticks
    | Photos
    | Signatures
    | Callout
    | Notes
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on paper with its own page numbers.

    Args:
        office: Whose sheet it is: 任城区××街道××社区××网格.
        number: Printed right of the office on every page, with its own word.
        code: What the QR code holds, blank for none.
        language: Of the words that the paper adds itself: page x of y.
        foot: Said at the bottom of every page.
        landscape: A4 on its side, for ledgers.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    office: str = ""
    number: str = ""
    subtitle: str = ""
    code: str = ""
    foot: str = ""
    landscape: bool = False


def text(sheet: Sheet) -> str:
    """Return what `sheet` says as plain lines, marks as "[×] word"."""
    head = (sheet.office, sheet.number, sheet.title, sheet.subtitle, sheet.code)
    lines = [line for line in head if line]
    for block in sheet.blocks:
        lines += ["", *_said(block)]
    if sheet.foot:
        lines += ["", sheet.foot]
    return "\n".join(lines) + "\n"


def strings(sheet: Sheet) -> Iterator[str]:
    """Yield every text that is drawn, to be looked through for missing characters."""
    yield from text(sheet).split("\n")


def _mark(mark: Mark) -> str:
    return f"{SHAPES[mark.tone]}{mark.word}" if mark.word else ""


def _cells(cells: tuple[Mark, ...]) -> str:
    return " | ".join(_mark(cell) for cell in cells)


def _picture(image: bytes | None) -> str:
    return "(+)" if image is not None else "(-)"


def _said(block: Block) -> list[str]:
    match block:
        case Facts(facts):
            return [f"{fact.label}: {_mark(fact.value)}" for fact in facts]
        case Section(title):
            return [f"== {title}"]
        case Checks(heads, rows):
            return [
                " | ".join(heads),
                *(
                    f"{at} | {row.question} | {_mark(row.result)} | {row.remark}"
                    for at, row in enumerate(rows, 1)
                ),
            ]
        case Text(label, said):
            return [f"{label}:", *said.split("\n")]
        case Table(heads, _, rows, total):
            told = [" | ".join(heads), *map(_cells, rows)]
            return [*told, _cells(total)] if total else told
        case Ticks(label, ticks):
            boxes = (f"{'[√]' if tick.on else '[ ]'}{tick.label}" for tick in ticks)
            return [f"{label}: {' '.join(boxes)}"]
        case Photos(photos):
            return [f"{_picture(p.image)} {p.caption}" for p in photos]
        case Signatures(signatures, date, seal):
            told = [f"{s.label} {_picture(s.image)} ______" for s in signatures]
            return [*told, date, *([f"<{seal}>"] if seal else [])]
        case Callout(lines):
            return [f"# {_mark(line)}" for line in lines]
        case Notes(said_lines):
            return [f"* {line}" for line in said_lines]
        case PageBreak():
            return ["----"]
