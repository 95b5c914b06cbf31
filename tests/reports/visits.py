"""One filled visit of each form, on the demo grid of 2026-12-24."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

import resources
from desktop import demo_grid
from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Group, Item, Moment, Repeat
from forms.engine.refs import NodeRef
from forms.engine.xpath.nodes import RowSource
from forms.entry.host import rule_rows
from forms.reports.compose import visit_sheet
from forms.reports.reading import About
from forms.reports.sheet import text

FORMS = tuple(sorted(path.name for path in resources.path("forms").iterdir()))
NOON = datetime.fromisoformat("2026-12-24T20:00:00+08:00")


@cache
def lists() -> Mapping[str, MemoryRows]:
    """The demo grid's lists, every entity in its first version."""
    made = demo_grid.generate(date(2026, 12, 24))
    return {
        name: MemoryRows(
            ("__version", *rows[0]), [{"__version": "1", **row} for row in rows]
        )
        for name, rows in made.items()
    }


class DemoHost:
    """The demo grid and the rules, at one instant."""

    def now(self) -> datetime:
        return NOON

    def external(self, src: str) -> RowSource | bytes | None:
        name = Path(src).stem
        return lists().get(name) or rule_rows(name)

    def property(self, name: str) -> str:
        return "w02" if name == "username" else ""

    def location(self) -> str:
        return ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        known = lists().get(list_name)
        return known is not None and bool(known.find({"name": entity_id}))


def look_up(list_name: str, entity_id: str) -> Mapping[str, str] | None:
    """The columns of an entity of the demo grid."""
    found = lists()[list_name].find({"name": entity_id}) if list_name in lists() else ()
    return found[0] if found else None


@cache
def definition(form: str) -> FormDefinition:
    return parse_xform(compile_sheets(resources.path(f"forms/{form}")))


@cache
def visits() -> dict[str, list[list[str]]]:
    file = Path(__file__).with_name("visits.json")
    found: dict[str, list[list[str]]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def filled(form: str, *more: tuple[str, str]) -> FormSession:
    """A session with the visit's answers, finalised."""
    session = FormSession.new(definition(form), DemoHost(), Moment(NOON, form))
    for at, (path, value) in enumerate([*visits()[form], *more]):
        moment = Moment(NOON, f"{form}:{at}")
        if path == "+":
            session.add_repeat(_ref(session, value), f"u{at}", moment)
        else:
            session.set_value(_ref(session, path), value, moment)
    session.finalize(Moment(NOON, "end"))
    return session


def opened(form: str, language: str, *more: tuple[str, str]) -> FormSession:
    """The same visit read from its submission, as a sheet reads it."""
    kept = filled(form, *more).submission()
    return FormSession.restore(
        definition(form), DemoHost(), kept, definition(form).language_for(language)
    )


def about(language: str = "zh_CN") -> About:
    return About(
        record_id="0199f3c4-7f2e-7c11-9a51-0242ac120002",
        number="GV-XYQY03-20261224-K3M9-0007",
        started_at=NOON.replace(hour=9, minute=46),
        language=language,
        attachment=picture,
        lookup=look_up,
    )


@cache
def picture(name: str) -> bytes | None:
    """A picture for each file name: strokes for signatures, stripes for photos."""
    out = BytesIO()
    if name.endswith(".png"):
        image = Image.new("RGBA", (800, 240), (0, 0, 0, 0))
        points = [(20, 180), (140, 40), (180, 200), (300, 90), (600, 60), (760, 120)]
        ImageDraw.Draw(image).line(points, fill=(15, 23, 42, 255), width=9)
        image.save(out, "PNG")
    else:
        shade = sum(name.encode()) % 120
        image = Image.new("RGB", (1600, 1200), (60 + shade, 120, 190 - shade))
        for at in range(0, 1600, 40):
            ImageDraw.Draw(image).line((at, 0, 1600 - at, 1200), (220, 210, 170), 6)
        image.save(out, "JPEG", quality=80)
    return out.getvalue()


def without_number(told: About) -> About:
    return replace(told, number="")


def _ref(session: FormSession, path: str) -> NodeRef:
    ref = session.root.ref
    for name, position in re.findall(r"([^/\[\]]+)(?:\[(\d+)\])?", path):
        ref = ref.child(name)
        if position:
            ref = _repeat(session.root, ref).instances[int(position) - 1].ref
    return ref


def _repeat(item: Item, ref: NodeRef) -> Repeat:
    for inner in item.items if isinstance(item, Group) else ():
        if isinstance(inner, Repeat) and inner.ref == ref:
            return inner
        if isinstance(inner, Group) and ref.within(inner.ref):
            return _repeat(inner, ref)
    raise KeyError(str(ref))


def _write_expected() -> None:
    """Write what the sheets say now, to be read before it is believed."""
    for form in FORMS:
        for language in resources.LANGUAGES:
            if language == "en" and form not in (
                "fire_patrol",
                "heating_visit",
                "special_followup",
            ):
                continue
            told = text(visit_sheet(opened(form, language), about(language)))
            file = Path(__file__).with_name("expected") / f"{form}.{language}.txt"
            file.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    _write_expected()
