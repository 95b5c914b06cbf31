"""Lines: text broken to a width by the rules of Chinese and of Latin setting."""

from forms.reports.fonts import Face

# What may not begin a line, and what may not end one (GB/T 15834, line breaks).
_NOT_FIRST = frozenset("，。、；：？！”’）》〉】〕」』…—·～％‰℃°,.;:?!)]}>%/")
_NOT_LAST = frozenset("“‘（《〈【〔「『([{<￥$#№")
# These are written in pairs, which stay together.
_PAIRED = frozenset("…—")
# Inside a long number or address a line ends here rather than anywhere.
_WEAK = frozenset("-_/.@")


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """Return `text` as the lines that fit `width` points, never empty.

    Chinese breaks between any two characters but at marks that may not begin or end
    a line; a Latin word or a number is broken only where it fills more than a line.
    """
    lines: list[str] = []
    for paragraph in text.replace("\t", "  ").split("\n"):
        lines += _paragraph(paragraph.rstrip(), face, size, width)
    return lines


def _paragraph(text: str, face: Face, size: float, width: float) -> list[str]:
    lines: list[str] = []
    advances = face.advances
    # Half a thousandth more: sums of widths that just fit are a hair off.
    limit = width * 1000 / size + 0.5
    start = 0
    while start < len(text):
        at, used, last, weak = start, 0.0, start, start
        while at < len(text):
            used += advances.get(ord(text[at]), 1000.0)
            if used > limit:
                break
            at += 1
            if at < len(text) and _may_break(text[at - 1], text[at]):
                last = at
            elif text[at - 1] in _WEAK:
                weak = at
        end = at
        if at < len(text):
            end = max(last if last > start else weak, start)
            end = end if end > start else max(at, start + 1)
        lines.append(text[start:end].rstrip())
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines or [""]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return after in _PAIRED and before not in _PAIRED and before not in _NOT_LAST
    if before == " " or before in "-/":
        return not (before == "-" and after.isdigit())
    return _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    return char >= "\u2e80"


def shorten(text: str, face: Face, size: float, width: float) -> str:
    """Return `text`, or as much of it as fits `width` with an ellipsis."""
    if face.width(text, size) <= width:
        return text
    kept = text
    while kept and face.width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
