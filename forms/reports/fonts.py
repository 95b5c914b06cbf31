"""The two faces of Noto Sans SC: loaded once, measured, and known for their holes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import resources

# A form feed or a zero-width joiner is no hole: nothing of it would be seen.
_UNSEEN = frozenset([*range(0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), 0xFE0F, 0xFEFF])


@dataclass(frozen=True, slots=True)
class Face:
    """One face as reportlab knows it, with the advance of each character.

    Args:
        advances: By code point, in thousandths of the font size.
    """

    name: str
    advances: Mapping[int, float]

    def width(self, text: str, size: float) -> float:
        """Return how wide `text` is drawn at `size`, both in points."""
        advances = self.advances
        return sum(advances.get(ord(char), 1000.0) for char in text) * size / 1000


@dataclass(frozen=True, slots=True)
class Faces:
    """What sheets are set in."""

    regular: Face
    bold: Face

    def face(self, bold: bool) -> Face:
        """Return the bold face or the regular one."""
        return self.bold if bold else self.regular

    def holes(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the characters of `texts` that cannot be drawn, each once, sorted."""
        seen = set().union(*texts)
        drawn = self.regular.advances
        return tuple(
            sorted(c for c in seen if ord(c) not in drawn and ord(c) not in _UNSEEN)
        )


@cache
def faces() -> Faces:
    """Return both faces, registered with reportlab for the life of the process.

    Parsing them takes 50-75 ms each, and reportlab itself as long: so on first use.
    """
    from reportlab import rl_config
    from reportlab.pdfbase import ttfonts

    # Photos double in size and take twice the time when written as text (base 85).
    rl_config.useA85 = 0
    # reportlab writes one character above U+FFFF as two wrong ones, so that a rare
    # name copies out of the sheet as another (test_rare_name_reads_back).
    ttfonts.makeToUnicodeCMap = to_unicode
    return Faces(_load("NotoSansSC-Regular"), _load("NotoSansSC-Bold"))


def _load(name: str) -> Face:
    from reportlab.pdfbase import pdfmetrics, ttfonts

    font = ttfonts.TTFont(name, str(resources.path(f"fonts/{name}.ttf")))
    pdfmetrics.registerFont(font)
    advances = {code: float(w) for code, w in font.face.charWidths.items()}
    return Face(name, {c: w for c, w in advances.items() if c in font.face.charToGlyph})


def to_unicode(name: str, codes: Iterable[int]) -> str:
    """Return the CMap that tells readers which character each code of a font is.

    Args:
        name: The font's name in the document.
        codes: The code points in the order of their byte, at most 256.

    Source: PDF 32000-1, 9.10.3 and Adobe Technical Note 5411: UTF-16BE, at most
    100 entries a block.
    """
    entries = [
        f"<{byte:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for byte, code in enumerate(codes)
    ]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name})",
            f"/Supplement 0 >> def /CMapName /{name} def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(
                "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
                for block in blocks
            ),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )
