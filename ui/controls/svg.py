"""SVG of a form, made harmless: nothing outside the file is read, nothing unrolls."""

from lxml import etree

_MOST_BYTES = 4 * 1024 * 1024
_MOST_ELEMENTS = 20_000
_MOST_USES = 500
_DEEPEST = 60
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
# What draws shapes and nothing else. A picture in a picture may name a file.
_DROPPED = frozenset(
    "image script foreignObject feImage animate animateTransform animateMotion set"
    " animateColor video audio iframe".split()
)


def is_svg(data: bytes) -> bool:
    """Tell whether `data` looks like an SVG file."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:4096]


def cleaned(data: bytes) -> bytes:
    """Return the SVG `data` without what reaches out of it; blank where it is none.

    Dropped: pictures, scripts, animations, foreign content, document types, links to
    anything but a part of the file, uses of uses. Refused whole: what is too large or
    too deep to be drawn in a moment.
    """
    if len(data) > _MOST_BYTES:
        return b""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return b""
    if etree.QName(root).localname != "svg" or not _bearable(root):
        return b""
    for element in list(root.iter(etree.Element)):
        if etree.QName(element).localname in _DROPPED:
            _drop(element)
        elif any(not element.get(name, "#").startswith("#") for name in _HREF):
            _drop(element)
    _drop_chains(root)
    return bytes(etree.tostring(root))


def _bearable(root: etree._Element) -> bool:
    """Count elements, uses and depth without unrolling anything."""
    found = uses = 0
    todo = [(root, 0)]
    while todo:
        element, depth = todo.pop()
        found += 1
        uses += element.tag == f"{_SVG}use"
        if found > _MOST_ELEMENTS or uses > _MOST_USES or depth > _DEEPEST:
            return False
        if element.tag is etree.Entity:
            return False
        todo.extend((child, depth + 1) for child in element)
    return True


def _drop_chains(root: etree._Element) -> None:
    """Drop each <use> of what holds a <use>: they would multiply."""
    by_id = {one.get("id"): one for one in root.iter(etree.Element) if one.get("id")}
    for use in list(root.iter(f"{_SVG}use")):
        names = (use.get(name, "").removeprefix("#") for name in _HREF)
        used = [by_id[name] for name in names if name in by_id]
        if any(next(one.iter(f"{_SVG}use"), None) is not None for one in used):
            _drop(use)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
