"""What an XForm's actions, ranges, repeats and languages name wrongly.

Our engine passes over most of it; JavaRosa, and so ODK Collect, refuses such forms.
"""

from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from forms.engine.definition.actions import EVENTS, NEW_REPEAT
from forms.engine.definition.check.finding import Place, Report, near, short
from forms.engine.definition.check.outline import Outline
from forms.engine.definition.document import attribute, local

_ACTIONS: Final = ("{*}setvalue", "{*}setgeopoint", "{*}recordaudio")
_INPUTS: Final = tuple(
    f"{{*}}{name}" for name in "input upload trigger select1 select rank range".split()
)
_EVENTS: Final = frozenset(
    "odk-instance-first-load odk-instance-load odk-new-repeat xforms-value-changed"
    " xforms-revalidate xforms-ready jr-insert".split()
)


def check_acts(html: etree._Element, outline: Outline, report: Report) -> None:
    """Check actions wherever they stand, and the body's ranges and repeats."""
    for element in html.iter(*_ACTIONS):
        _action(element, outline, report)
    for element in html.iter("{*}range"):
        _range(element, report)
    for element in html.iter("{*}repeat"):
        _repeat(element, report)
    _places(html, outline, report)
    for element in html.iter("{*}group"):
        told = attribute(element, "ref") or attribute(element, "appearance")
        inside = [one for one in element.iterfind("{*}*") if local(one) != "label"]
        if told and not inside:
            name = (attribute(element, "ref") or "").rpartition("/")[2]
            place = Place(attribute(element, "ref") or "", element.sourceline or 0)
            report.warn("CHECK-GROUP-EMPTY", place, kind="group", name=name)
    for element in html.iter("{*}translation"):
        if not attribute(element, "lang"):
            place = Place("itext", element.sourceline or 0, "lang")
            report.warn("CHECK-TEXT-LANGUAGE", place)


def _action(element: etree._Element, outline: Outline, report: Report) -> None:
    ref = attribute(element, "ref") or attribute(element, "bind") or ""
    line = element.sourceline or 0
    told = attribute(element, "event") or attribute(element, "event", EVENTS) or ""
    for event in told.split():
        if event not in _EVENTS:
            place, found = Place(ref, line, "event"), near(event, _EVENTS, 1)
            report.warn("CHECK-EVENT", place, event=short(event), near=found)
    inside = any(local(above) == "repeat" for above in element.iterancestors())
    if told.split() == [NEW_REPEAT] and not inside:
        report.warn("CHECK-EVENT-PLACE", Place(ref, line, "event"), event=NEW_REPEAT)
    plain = ref.startswith("/") and not set(ref) & set("[]():@*.")
    if plain and ref not in outline.by_nodeset:
        found = near(ref, outline.by_nodeset, 1)
        report.warn("CHECK-ACTION-REF", Place(ref, line, "ref"), path=ref, near=found)


def _range(element: etree._Element, report: Report) -> None:
    ref = attribute(element, "ref") or ""
    for name in ("start", "end", "step"):
        text = attribute(element, name)
        try:
            Decimal(text if text is not None else "0")
        except InvalidOperation:
            place = Place(ref, element.sourceline or 0, name)
            report.warn("CHECK-RANGE-TEXT", place, name=name, text=short(text or ""))


def _repeat(element: etree._Element, report: Report) -> None:
    if attribute(element, "nodeset") is None:
        place = Place(attribute(element, "ref") or "", element.sourceline or 0)
        report.warn("CHECK-REPEAT-NODESET", place)


def _places(html: etree._Element, outline: Outline, report: Report) -> None:
    """Tell of a question that body and instance put into different repeats."""
    for element in html.iter(*_INPUTS):
        field = outline.by_nodeset.get(attribute(element, "ref") or "")
        if field is None:
            continue
        own = field.repeats[-1] if field.repeats else ""
        around = next(
            (r for r in element.iterancestors() if local(r) == "repeat"), None
        )
        shown = "" if around is None else (attribute(around, "nodeset") or own)
        if own != shown:
            place = Place(field.nodeset, element.sourceline or 0, "ref")
            told = shown or own
            report.warn("CHECK-REPEAT-OUTSIDE", place, path=field.nodeset, repeat=told)
