"""${name} in cells: found, checked, and written as paths of the same length."""

import re
from typing import Final

from forms.engine.definition.check.finding import Place, Report, near, short
from forms.engine.definition.check.outline import Outline

REFERENCE: Final = re.compile(r"\$\{([^{}$]*)\}")
_LAST_SAVED: Final = "last-saved#"
NAME: Final = re.compile(r"[^\W\d][\w.\-]*")
_BROKEN: Final = re.compile(r"\$\s*\{|\$\(|#\{|(?<![\w$])\$[^\W\d]\w*|\{[^\W\d]\w*\}")
# What a Chinese input method gives in place of a sign, and the sign.
_WIDE_SIGNS: Final = "（），．＝＜＞＋－＊／［］｛｝＂＇＄！"
WIDE: Final = dict(zip(_WIDE_SIGNS, "(),.=<>+-*/[]{}\"'$!", strict=True))
CURLY: Final = str.maketrans("“”‘’", "\"\"''")
_LITERAL: Final = re.compile(r'"[^"]*"|\'[^\']*\'')


def names(text: str) -> list[tuple[int, str]]:
    """Return each ${name} in `text` with its place, from 0."""
    return [(m.start(), m[1].strip()) for m in REFERENCE.finditer(text)]


def check_references(
    text: str, place: Place, outline: Outline, report: Report, *, exact: bool
) -> None:
    """Tell of each ${name} that names nothing, two things, or is written wrongly.

    Args:
        text: The cell as written.
        place: Of the cell.
        outline: The form.
        report: Takes the findings.
        exact: It is a formula, where a stray $ or { is a fault too.
    """
    seen: set[str] = set()
    for start, whole in names(text):
        name = whole.removeprefix(_LAST_SAVED)
        if name in seen:
            continue
        seen.add(name)
        known = outline.by_name.get(name, ())
        position = start + 1
        if not known:
            found = near(name, outline.by_name)
            report.error(
                "CHECK-REFERENCE", place, name=name, position=position, near=found
            )
        elif len({one.nodeset for one in known}) > 1:
            rows = ", ".join(str(one.place.row) for one in known)
            report.error("CHECK-REFERENCE-TWO", place, name=name, rows=rows)
    rest = REFERENCE.sub(lambda m: " " * len(m[0]), text)
    if exact:
        rest = _LITERAL.sub(lambda m: " " * len(m[0]), rest)
    elif "${" not in rest:
        return
    broken = _BROKEN.search(rest)
    if broken:
        part = short(text[broken.start() : broken.start() + 20], 20)
        report.error(
            "CHECK-REFERENCE-BROKEN", place, part=part, position=broken.start() + 1
        )


def as_paths(text: str, short_root: str) -> str:
    """Return `text` with each ${name} as the path "/r/name", equally long."""

    def path(match: re.Match[str]) -> str:
        whole = match[1].strip()
        name = whole.removeprefix(_LAST_SAVED)
        if not NAME.fullmatch(name):
            name = whole = "x" * max(len(match[0]) - 3, 1)
        if whole != name:
            # A value of the last visit is no value of this one: another root.
            return f"/l/last-saved_{name}".ljust(len(match[0]))
        return f"/{short_root}/{name}".ljust(len(match[0]))

    return REFERENCE.sub(path, text)
