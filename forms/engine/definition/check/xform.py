"""An XForm's XML as an outline: fields of the instance, formulas of binds and body."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from lxml import etree

from forms.engine.definition.binds import absolute
from forms.engine.definition.check.finding import Place, Report, near
from forms.engine.definition.check.lists import Media, file_columns
from forms.engine.definition.check.outline import Field, Formula, Outline, Rows
from forms.engine.definition.check.xform_acts import check_acts
from forms.engine.definition.check.xform_shown import check_shown
from forms.engine.definition.document import attribute, local

_KINDS: Final = {
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "string": "text",
    "binary": "file",
}
_CONTROLS: Final = {
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "range": "range",
}
# Fields are known by their local names: "/data/orx:meta/orx:audit".
_PREFIX: Final = re.compile(r"/[\w.\-]+:")
_ROLES: Final = {"calculate": "calculation"}
_FORMULAS: Final = ("calculate", "relevant", "constraint", "required", "readonly")
_CONDITIONS: Final = ("relevant", "constraint")
_CONSTANT: Final = frozenset({"true()", "false()", "true", "false", "1", "0", ""})
_INPUTS: Final = frozenset(
    {"input", "upload", "trigger", "select1", "select", "rank", "range", "secret"}
)


def read_xform(html: etree._Element, media: Media, report: Report) -> Outline | None:
    """Return the outline of an XForm, None where it has no model or instance.

    Args:
        html: The root element.
        media: What lies beside it.
        report: Takes the findings.
    """
    model = html.find("{*}head/{*}model")
    body = html.find("{*}body")
    instance = None if model is None else model.find("{*}instance")
    root = None if instance is None else next(iter(instance), None)
    if model is None or root is None or body is None:
        missing = "model" if model is None else "instance" if root is None else "body"
        report.error("FORM-NOT-XFORM", Place(), part=missing)
        return None
    prefixes = {str(p): str(u) for p, u in model.nsmap.items() if p}
    outline = Outline(root=local(root), short="", namespaces=prefixes)
    _lists(model, instance, outline, media, report)
    binds = {attribute(b, "nodeset") or "": b for b in model.iterfind("{*}bind")}
    _fields(root, binds, body, outline)
    _identity(root, report)
    _binds(model, outline, report)
    _body(body, outline, report)
    _actions(html, outline)
    check_shown(model, body, media, report)
    check_acts(html, outline, report)
    return outline


def _identity(root: etree._Element, report: Report) -> None:
    place = Place(f"/{local(root)}", root.sourceline or 0)
    if attribute(root, "id") is None:
        report.warn("CHECK-FORM-ID-MISSING", place)
    if attribute(root, "version") is None:
        report.warn("CHECK-VERSION-MISSING", place)


def _lists(
    model: etree._Element,
    primary: etree._Element | None,
    outline: Outline,
    media: Media,
    report: Report,
) -> None:
    for element in model.iterfind("{*}instance"):
        name = attribute(element, "id") or ""
        if element is primary or not name:
            continue
        src = attribute(element, "src") or ""
        place = Place(f"instance {name}", element.sourceline or 0, "src")
        if src.endswith("last-saved"):
            outline.lists[name] = Rows()
        elif src:
            file = PurePath(src).name
            outline.lists[name] = Rows(file_columns(file, place, media, report))
        else:
            outline.lists[name] = _inline(element)


def _inline(element: etree._Element) -> Rows:
    columns: dict[str, None] = {}
    values: dict[str, None] = {}
    for item in element.iterfind("{*}root/{*}item"):
        for cell in item:
            columns[local(cell)] = None
            if local(cell) == "name":
                values[cell.text or ""] = None
    return Rows(tuple(columns) or None, tuple(values) or None)


def _fields(
    root: etree._Element,
    binds: Mapping[str, etree._Element],
    body: etree._Element,
    outline: Outline,
) -> None:
    controls: dict[str, etree._Element] = {}
    repeats: set[str] = set()
    for element in body.iter("{*}*"):
        ref = attribute(element, "ref") or attribute(element, "nodeset") or ""
        if local(element) == "repeat":
            repeats.add(ref)
        elif local(element) in _INPUTS and ref:
            controls[ref] = element
    stack: list[tuple[etree._Element, str, tuple[str, ...]]] = [(root, "", ())]
    while stack:
        node, above, around = stack.pop()
        nodeset = f"{above}/{local(node)}"
        inner = (*around, nodeset) if nodeset in repeats else around
        if above and nodeset not in outline.by_nodeset:
            kind = _kind(node, nodeset in repeats, binds, controls, nodeset)
            place = Place(nodeset, node.sourceline or 0)
            listed = _list_of(controls.get(nodeset))
            outline.add(
                Field(local(node), nodeset, kind, inner, place, list_name=listed)
            )
        stack.extend((child, nodeset, inner) for child in reversed(list(node)))


def _kind(
    node: etree._Element,
    repeat: bool,
    binds: Mapping[str, etree._Element],
    controls: Mapping[str, etree._Element],
    nodeset: str,
) -> str:
    if repeat:
        return "repeat"
    if len(node):
        return "group"
    bind, control = binds.get(nodeset), controls.get(nodeset)
    written = "" if bind is None else (attribute(bind, "type") or "")
    kind = _KINDS.get(written.rpartition(":")[2], written.rpartition(":")[2])
    if control is not None and local(control) in _CONTROLS:
        return _CONTROLS[local(control)]
    return kind if control is not None else ("calculate" if kind == "text" else kind)


def _list_of(control: etree._Element | None) -> str:
    itemset = None if control is None else control.find("{*}itemset")
    text = "" if itemset is None else (attribute(itemset, "nodeset") or "")
    inside = text.partition("instance(")[2][:200]
    return inside.split(")")[0].strip("'\" ") if inside else ""


def _binds(model: etree._Element, outline: Outline, report: Report) -> None:
    seen: set[str] = set()
    for bind in model.iterfind("{*}bind"):
        written = attribute(bind, "nodeset") or ""
        nodeset = _PREFIX.sub("/", absolute(written, f"/{outline.root}"))
        place = Place(nodeset, bind.sourceline or 0, "nodeset")
        owner = outline.by_nodeset.get(nodeset)
        known = owner is not None or nodeset == f"/{outline.root}"
        if not known and "@" not in nodeset:
            found = near(nodeset, outline.by_nodeset, 1)
            report.warn("CHECK-BIND-NODESET", place, path=nodeset, near=found)
        if nodeset in seen:
            report.warn("CHECK-BIND-TWICE", place, path=nodeset)
        seen.add(nodeset)
        for name in _FORMULAS:
            text = attribute(bind, name) or ""
            never = name in _CONDITIONS and text.strip() == "false()"
            if never or text.strip() not in _CONSTANT:
                at = Place(nodeset, bind.sourceline or 0, name)
                role = _ROLES.get(name, name)
                outline.formulas.append(Formula(text, role, owner, at))


def _body(body: etree._Element, outline: Outline, report: Report) -> None:
    for element, ref in _refs(body, f"/{outline.root}"):
        place = Place(ref, element.sourceline or 0, "ref")
        if ref not in outline.by_nodeset and ref != f"/{outline.root}":
            found = near(ref, outline.by_nodeset, 1)
            report.error("CHECK-BODY-REF", place, path=ref, near=found)
        owner = outline.by_nodeset.get(ref)
        itemset = element.find("{*}itemset")
        if itemset is not None:
            text = attribute(itemset, "nodeset") or ""
            at = Place(ref, itemset.sourceline or 0, "itemset")
            outline.formulas.append(Formula(text, "itemset", owner, at))
        elif local(element) in ("select", "select1", "rank") and not any(
            local(child) == "item" for child in element
        ):
            report.warn("CHECK-SELECT-EMPTY", place, name=ref.rpartition("/")[2])
        for key, text in element.attrib.items():
            if str(key).endswith("}count"):
                at = Place(ref, element.sourceline or 0, "jr:count")
                made = Formula(str(text), "repeat_count", owner, at)
                outline.formulas.append(made)


def _refs(body: etree._Element, root: str) -> Iterator[tuple[etree._Element, str]]:
    for element in body.iter("{*}*"):
        if local(element) in _INPUTS | {"group", "repeat"}:
            name = "nodeset" if local(element) == "repeat" else "ref"
            ref = attribute(element, name)
            if ref and not ref.startswith("//"):
                yield element, _PREFIX.sub("/", absolute(ref, _around(element) or root))


def _around(element: etree._Element) -> str:
    for above in element.iterancestors():
        ref = attribute(above, "nodeset") or attribute(above, "ref")
        if ref and ref.startswith("/"):
            return ref
    return ""


def _actions(html: etree._Element, outline: Outline) -> None:
    for element in html.iter("{*}setvalue", "{*}output"):
        text = attribute(element, "value") or ""
        ref = attribute(element, "ref") or ""
        if not text or text.strip() in _CONSTANT:
            continue
        output = local(element) == "output"
        owner = outline.by_nodeset.get(ref)
        place = Place(ref or _around(element), element.sourceline or 0, "value")
        if output and owner is None and not text.startswith("/"):
            # A relative path in itext is seen from each question that shows it.
            continue
        owner = owner or outline.by_nodeset.get(_around(element))
        if output and owner is None:
            continue
        role = "text" if output else "default"
        outline.formulas.append(Formula(text, role, owner, place))
