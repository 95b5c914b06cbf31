"""What an XForm shows: static choices, texts of each language, pictures, data types."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from forms.engine.definition.check.finding import Place, Report, near, short
from forms.engine.definition.check.lists import Media
from forms.engine.definition.document import attribute, local

_ITEXT: Final = re.compile(r"jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_FILE: Final = re.compile(r"jr://(?:images|audio|video|file)/([^/]+)")
_TYPES: Final = frozenset(
    "string int integer long decimal boolean date time datetime geopoint geotrace"
    " geoshape binary barcode intent select select1 rank anyuri list"
    " base64binary".split()
)


def check_shown(
    model: etree._Element, body: etree._Element, media: Media, report: Report
) -> None:
    """Check what a person who fills the form sees of it."""
    for element in body.iter("{*}select", "{*}select1", "{*}rank"):
        _items(element, report)
    _lists(model, body, report)
    _texts(model, body, report)
    _files(model, media, report)
    _types(model, report)


def _ref(element: etree._Element) -> str:
    return attribute(element, "ref") or attribute(element, "bind") or ""


def _value(item: etree._Element, name: str) -> str:
    found = item.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "").strip()


def _items(select: etree._Element, report: Report) -> None:
    """Tell of static choices without value, twice, or read as several."""
    ref = _ref(select)
    name, seen = ref.rpartition("/")[2], dict[str, int]()
    for item in select.iterfind("{*}item"):
        line, value = item.sourceline or 0, _value(item, "value")
        place = Place(ref, line, "item")
        if not value:
            report.warn("CHECK-ITEM-BLANK", place, name=name)
            continue
        _twice(value, name, place, seen, report)
        if re.search(r"\s", value) and local(select) != "select1":
            fixed = "_".join(value.split())
            report.error(
                "CHECK-ITEM-SPACE", place, name=name, value=short(value), fixed=fixed
            )
        label = item.find("{*}label")
        told = label is not None and (attribute(label, "ref") or len(label))
        if not told and not _value(item, "label"):
            report.warn("CHECK-ITEM-LABEL", place, name=name, value=short(value))


def _twice(
    value: str, name: str, place: Place, seen: dict[str, int], report: Report
) -> None:
    if value in seen:
        report.error(
            "CHECK-ITEM-TWICE", place, name=name, value=short(value), row=seen[value]
        )
    seen.setdefault(value, place.row)


def _lists(model: etree._Element, body: etree._Element, report: Report) -> None:
    """Tell of the same in lists written into the form, where no filter parts them."""
    inline = {attribute(one, "id"): one for one in model.iterfind("{*}instance")}
    for itemset in body.iter("{*}itemset"):
        above = itemset.getparent()
        text = attribute(itemset, "nodeset") or ""
        found = re.fullmatch(r"instance\(['\"]([^'\"]+)['\"]\)/root/item", text.strip())
        value = itemset.find("{*}value")
        column = "" if value is None else (attribute(value, "ref") or "")
        instance = inline.get(found[1]) if found else None
        if above is None or instance is None or not re.fullmatch(r"[\w.\-]+", column):
            continue
        seen: dict[str, int] = {}
        for item in instance.iterfind("{*}root/{*}item"):
            place = Place(f"instance {found[1] if found else ''}", item.sourceline or 0)
            name, told = _ref(above).rpartition("/")[2], _value(item, column)
            _twice(told, name, place, seen, report)
            if " " in told and local(above) != "select1":
                fixed = "_".join(told.split())
                report.error(
                    "CHECK-ITEM-SPACE", place, name=name, value=told, fixed=fixed
                )


def _texts(model: etree._Element, body: etree._Element, report: Report) -> None:
    """Tell of texts that are asked for and nowhere, or that a language lacks."""
    tongues: dict[str, dict[str, int]] = {}
    for translation in model.iterfind("{*}itext/{*}translation"):
        texts = translation.iterfind("{*}text")
        known = {attribute(t, "id") or "": t.sourceline or 0 for t in texts}
        tongues[attribute(translation, "lang") or ""] = known
    every = {name: line for known in tongues.values() for name, line in known.items()}
    for tongue, known in tongues.items():
        for name, line in every.items():
            if name not in known:
                place = Place("itext", line)
                report.warn("CHECK-TEXT-MISSING", place, id=name, tongue=tongue)
    for element, text in _asked(model, body):
        if text not in every:
            place = Place(_around(element) or "itext", element.sourceline or 0)
            found = near(text, every, 1)
            report.warn("CHECK-TEXT-ID", place, id=short(text), near=found)


def _around(element: etree._Element) -> str:
    """Return the nodeset of the question that an element belongs to."""
    for above in (element, *element.iterancestors()):
        for name in ("nodeset", "ref"):
            found = attribute(above, name) or ""
            if found.startswith("/"):
                return found
    return ""


def _asked(
    model: etree._Element, body: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    for part in (model, body):
        for element in part.iter("{*}*"):
            for text in element.attrib.values():
                found = _ITEXT.fullmatch(str(text).strip())
                if found:
                    yield element, found[1] or found[2] or ""


def _files(model: etree._Element, media: Media, report: Report) -> None:
    for value in model.iter("{*}value") if media.folders else ():
        found = _FILE.fullmatch((value.text or "").strip())
        if found and len(value) == 0 and media.find(found[1]) is None:
            place = Place("itext", value.sourceline or 0)
            report.warn("CHECK-FILE-MISSING", place, file=short(found[1]))


def _locked(bind: etree._Element, report: Report) -> None:
    always = {n for n in ("required", "readonly") if attribute(bind, n) == "true()"}
    if len(always) == 2 and attribute(bind, "calculate") is None:
        nodeset = attribute(bind, "nodeset") or ""
        place = Place(nodeset, bind.sourceline or 0, "required")
        report.warn("CHECK-REQUIRED-LOCKED", place, name=nodeset.rpartition("/")[2])


def _types(model: etree._Element, report: Report) -> None:
    """Tell of types that nobody knows, and of what nobody can fill in."""
    for bind in model.iterfind("{*}bind"):
        _locked(bind, report)
        written = attribute(bind, "type") or ""
        bare = written.rpartition(":")[2]
        if bare and bare.lower() not in _TYPES:
            nodeset = attribute(bind, "nodeset") or ""
            place = Place(nodeset, bind.sourceline or 0, "type")
            report.warn(
                "CHECK-BIND-TYPE",
                place,
                type=short(written),
                near=near(bare, _TYPES, 1),
            )
