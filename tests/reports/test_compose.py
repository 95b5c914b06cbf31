"""Visits as sheets: order, language, relevance, marks, masks, entities, photos."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import resources
from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef
from forms.engine.xpath.nodes import RowSource
from forms.reports import pdf
from forms.reports.compose import visit_sheet
from forms.reports.sheet import Checks, Facts, Photos, Sheet, Signatures, Table, text
from forms.reports.template import Hint, Item, Line
from forms.reports.templates import entity_lines, template
from tests.reports import visits

EXPECTED = Path(__file__).with_name("expected")
ENGLISH = ("fire_patrol", "heating_visit", "special_followup")
SHEETS = [(form, "zh_CN") for form in visits.FORMS] + [(f, "en") for f in ENGLISH]


def composed(form: str, language: str = "zh_CN", *more: tuple[str, str]) -> Sheet:
    return visit_sheet(visits.opened(form, language, *more), visits.about(language))


@pytest.mark.parametrize(("form", "language"), SHEETS)
def test_the_sheet_of_every_form_says_what_was_reviewed(
    form: str, language: str
) -> None:
    """To renew: python -m tests.reports.visits, then read the difference."""
    expected = EXPECTED / f"{form}.{language}.txt"
    assert text(composed(form, language)) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", visits.FORMS)
def test_every_visit_of_these_tests_is_valid(form: str) -> None:
    assert visits.filled(form).validate() == ()


@pytest.mark.parametrize("form", visits.FORMS)
@pytest.mark.parametrize("language", resources.LANGUAGES)
def test_the_pdf_of_every_form_reads_back(form: str, language: str) -> None:
    sheet = composed(form, language)
    assert pdf.holes([sheet]) == ()
    pages = PdfReader(BytesIO(pdf.draw([sheet], demo=True))).pages
    read = "".join("".join(page.extract_text().split()) for page in pages)
    assert "".join(sheet.title.split()) in read
    assert "GV-XYQY03-20261224-K3M9-0007" in read
    assert "0199f3c4-7f2e-7c11-9a51-0242ac120002" in read
    numbers = re.findall(r"\d{11,}", " ".join(page.extract_text() for page in pages))
    assert not [n for n in numbers if re.fullmatch(r"1[3-9]\d{9}|\d{17,20}", n)]


def test_sections_stand_in_the_forms_order() -> None:
    told = text(composed("heating_visit"))
    titles = re.findall(r"^== (.*)$", told, re.MULTILINE)
    assert titles == [
        "量室温",
        "问题与安全",
        "问题处理",
        "宣传与满意度",
        "照片",
        "签字",
    ]


def test_what_is_not_relevant_is_not_on_the_sheet() -> None:
    closed = composed("heating_visit", "zh_CN", ("who/result", "noone"))
    told = text(closed)
    assert "# [!] 本次未入户：敲门无人应答" in told
    assert "客厅温度" not in told
    assert "晚上冷" not in told
    assert not any(isinstance(block, Photos) for block in closed.blocks)
    (signed,) = (b for b in closed.blocks if isinstance(b, Signatures))
    assert [s.label for s in signed.signatures] == ["填表人签名"]


def test_every_signature_keeps_its_ink_line_and_the_seal_its_room() -> None:
    sheet = composed("fire_patrol")
    first = next(b for b in sheet.blocks if isinstance(b, Signatures))
    assert [s.label for s in first.signatures] == [
        "巡查人签名",
        "巡查人（二）签名",
        "物业/责任单位签收",
    ]
    assert first.signatures[0].image is not None
    assert first.seal == "社区（盖章）"


def test_twelve_facilities_run_over_pages_under_their_heads() -> None:
    more: list[tuple[str, str]] = []
    for at in range(7, 13):
        more += [
            ("+", "fc"),
            (f"fc[{at}]/fac", "e51b67a8-d77c-4019-990e-15893023d1fc"),
            (f"fc[{at}]/f_ok", "bad"),
            (f"fc[{at}]/g_ext/e_def", "blocked no_seal rust"),
            (f"fc[{at}]/f_fix", "report_pm"),
            (f"fc[{at}]/f_desc", "瓶体锈蚀，铅封不见，前面堆着纸箱，住户不肯搬。" * 3),
            (f"fc[{at}]/f_photo", f"fac{at}.jpg"),
        ]
    sheet = composed("fire_patrol", "zh_CN", *more)
    table = next(b for b in sheet.blocks if isinstance(b, Table))
    assert len(table.rows) == 12
    pages = PdfReader(BytesIO(pdf.draw([sheet]))).pages
    headed = [p for p in pages if "下次检查" in p.extract_text().replace(" ", "")]
    assert len(headed) >= 2
    joined = "".join(p.extract_text().replace("\n", "") for p in pages)
    assert joined.count("瓶体锈蚀") == 18


def test_photos_are_numbered_in_reading_order_and_named_in_cells() -> None:
    sheet = composed("fire_patrol")
    photos = next(b for b in sheet.blocks if isinstance(b, Photos))
    assert [p.caption for p in photos.photos] == [
        "图1　楼道/楼梯间堆物 整改前照片",
        "图2　飞线充电 整改前照片",
        "图3　飞线充电 整改后照片",
        "图4　设施逐件检查 6 照片",
    ]
    checks = next(b for b in sheet.blocks if isinstance(b, Checks))
    assert checks.rows[3].remark.endswith("图2；图3")


def test_photo_that_has_not_arrived_is_told() -> None:
    about = replace(visits.about(), attachment=lambda name: None)
    sheet = visit_sheet(visits.opened("heating_visit", "zh_CN"), about)
    photos = next(b for b in sheet.blocks if isinstance(b, Photos))
    assert [p.image for p in photos.photos] == [None, None]
    read = PdfReader(BytesIO(pdf.draw([sheet]))).pages[-1].extract_text()
    assert "照片不在这台电脑上" in read.replace("\n", "")


def test_later_versions_say_so() -> None:
    about = replace(visits.about(), revision=3)
    sheet = visit_sheet(visits.opened("heating_visit", "zh_CN"), about)
    assert sheet.subtitle.endswith("第 3 版")


def test_street_office_reads_no_phone_and_no_id() -> None:
    about = replace(visits.about(), audience="street")
    told = text(visit_sheet(visits.opened("household_reg", "zh_CN"), about))
    assert "****" not in told
    assert "370899" not in told


class ChangedHost(visits.DemoHost):
    """The same grid after every event was closed and every person moved on."""

    def external(self, src: str) -> RowSource | bytes | None:
        known = super().external(src)
        if not isinstance(known, MemoryRows) or Path(src).stem in ("grid", "staff"):
            return known
        late = {"status": "S5", "risk": "R4", "birth_date": "2001-01-01"}
        rows = [
            {**row, **{k: v for k, v in late.items() if k in row}}
            for row in known.rows()
        ]
        return MemoryRows(known.columns, rows)


@pytest.mark.parametrize("form", ["hazard_handling", "special_followup"])
def test_a_visit_keeps_its_sheet_when_the_register_has_moved_on(form: str) -> None:
    kept = visits.filled(form).submission()
    blank = visits.definition(form)
    later = FormSession.restore(blank, ChangedHost(), kept, blank.language_for("zh_CN"))
    assert text(visit_sheet(later, visits.about())) == text(composed(form))


ANY_FORM = """
| survey |
| | type | name | label | relevant | appearance |
| | text | who | Who? | | |
| | note | hint | Be kind to ${who}. | | |
| | begin group | g | House | | |
| | integer | rooms | Rooms | | |
| | text | story | Story | | multiline |
| | text | hidden | Hidden | ${rooms} > 5 | |
| | select_multiple colour | seen | Colours | | |
| | image | pic | Picture | | |
| | end group | | | | |
| | begin repeat | few | Pets | | |
| | text | name | Name | | |
| | integer | age | Age | | |
| | end repeat | | | | |
| | begin repeat | many | Carts | | |
PARTS
| | end repeat | | | | |
| | image | sig | Signed | | signature |
| choices |
| | list_name | name | label |
| | colour | r | Red |
| | colour | g | Green |
| settings |
| | form_title | form_id |
| | Any form | any_form |
"""
PARTS = "\n".join(f"| | text | m{at} | Part {at} | | |" for at in range(8))


def test_a_form_without_a_template_prints_well(tmp_path: Path) -> None:
    file = tmp_path / "any.md"
    file.write_text(ANY_FORM.replace("PARTS", PARTS), encoding="utf-8")
    blank = parse_xform(compile_sheets(file))
    session = FormSession.new(blank, visits.DemoHost(), Moment(visits.NOON, "any"))
    root = session.root.ref

    def answer(ref: NodeRef, value: str) -> None:
        session.set_value(ref, value, Moment(visits.NOON, str(ref)))

    answer(root.child("who"), "Kong")
    house = root.child("g")
    answer(house.child("rooms"), "3")
    answer(house.child("story"), "long " * 40)
    answer(house.child("seen"), "r g")
    answer(house.child("pic"), "pic.jpg")
    for name in ("few", "many"):
        session.add_repeat(root.child(name), f"{name}2", Moment(visits.NOON, name))
    few = [root.child("few", uid) for uid in _uids(session, "few")]
    answer(few[0].child("name"), "Rex")
    answer(few[0].child("age"), "4")
    answer(few[1].child("name"), "Tom")
    for uid in _uids(session, "many"):
        for at in range(8):
            answer(root.child("many", uid).child(f"m{at}"), f"{uid[:1]}{at}")
    about = replace(visits.about("en"), author="Zhou Min", office="Grid 3")
    told = text(visit_sheet(session, about))
    for said in (
        "Grid 3\n",
        "2026-12-24 09:46  ·  Zhou Min",
        "Who?: Kong",
        "== House",
        "Rooms: 3",
        "Story:\nlong long",
        "Colours: Red, Green",
        "== Pets\n\nNo. | Name | Age\n1 | Rex | 4\n2 | Tom | ",
        "== Carts 1\n",
        "== Carts 2\n\nPart 0: m0",
        "(+) Fig. 1　Picture",
        "Signed (-) ______",
        "* Be kind to Kong.",
    ):
        assert said in told, said
    assert "Hidden" not in told


def _uids(session: FormSession, name: str) -> list[str]:
    found = re.findall(rf"/{name}\[([^\]]+)\]", " ".join(map(str, _refs(session))))
    return list(dict.fromkeys(found))


def _refs(session: FormSession) -> Iterator[NodeRef]:
    for item in session.root.items:
        for instance in getattr(item, "instances", ()):
            yield instance.ref


# ---- Templates as data


def paths(told: Any) -> Iterator[str]:
    """Every path that the JSON of a template names, repeats' columns left out."""
    for key in ("office",):
        if told.get(key):
            yield told[key]
    yield from told.get("subtitle", ())
    yield from (i if isinstance(i, str) else i["ref"] for i in told.get("head", ()))
    yield from told.get("hints", {})
    yield from (s for s in told.get("signers", ()) if isinstance(s, str))
    for hint in told.get("hints", {}).values():
        if isinstance(hint, Mapping):
            yield from (i["ref"] for i in hint.get("add", ()))
            yield from ([hint["below"]] if "below" in hint else [])
    for line in (*told.get("verdicts", ()), *told.get("says", ())):
        yield from (path for path in line.get("if", {}) if path != "@bad")
        for language in resources.LANGUAGES:
            named = re.findall(r"\{([^{}]+)\}", line[language])
            yield from (path for path in named if path != "@bad")


def inner_paths(told: Any) -> Iterator[str]:
    """Every path inside repeats."""
    for path, hint in told.get("hints", {}).items():
        if not isinstance(hint, Mapping):
            continue
        for column in hint.get("columns", ()):
            yield from _below(path, column["items"])
        if "detail" in hint:
            repeat, key = hint["detail"]
            yield from _below(repeat, [key, *hint["parts"]])
    for page in told.get("pages", ()):
        for column in page["columns"]:
            yield from _below(page.get("repeat", ""), column.get("items", ()))


def _below(repeat: str, items: Any) -> Iterator[str]:
    for item in items:
        yield f"{repeat}/{item if isinstance(item, str) else item['ref']}"


@pytest.mark.parametrize("form", visits.FORMS)
def test_every_path_of_a_template_is_in_its_form(form: str) -> None:
    told = json.loads(resources.text(f"templates/sheet_{form}.json"))
    nodes = visits.definition(form).nodes
    for path in (*paths(told), *inner_paths(told)):
        assert f"/{form}/{path}" in nodes, path


def test_every_text_of_every_template_stands_in_both_languages() -> None:
    folder = resources.path("templates")
    for file in folder.glob("*.json"):
        for told in _texts(json.loads(file.read_text(encoding="utf-8"))):
            assert set(resources.LANGUAGES) <= told.keys(), (file.name, told)
            assert all(told[language] for language in resources.LANGUAGES)


def _texts(told: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, Mapping):
        if any(language in told for language in resources.LANGUAGES):
            yield told
        for inner in told.values():
            yield from _texts(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from _texts(inner)


def test_templates_become_typed_values() -> None:
    laid = template("heating_visit")
    assert isinstance(laid.head[0], Item)
    assert isinstance(laid.hints["chk"], Hint)
    assert all(isinstance(line, Line) for line in entity_lines().values())
    assert template("no_such_form").seal is not None
    assert not any(isinstance(b, Facts) for b in laid.pages)
