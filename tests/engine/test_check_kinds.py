"""Every kind of file is checked alike, bundled forms are clean, bombs do no harm."""

import csv
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

import resources
from forms.engine.definition.check.finding import Finding
from forms.engine.definition.check.form import Media, check_form
from forms.engine.definition.xlsform import compile_sheets
from tests.engine.filling import xform_bytes

BUNDLED = sorted(p.parent for p in resources.path("forms").glob("*/survey.tsv"))
SURVEY = [
    ["type", "name", "label", "relevant"],
    ["integer", "age", "Age", ""],
    ["text", "school", "School", "${agee} < 18"],
]
SETTINGS = [["form_title", "form_id", "version"], ["Form", "form", "1"]]
SHEETS = {"survey": SURVEY, "settings": SETTINGS}


def xlsx(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


def tsv(folder: Path) -> Path:
    for name, rows in SHEETS.items():
        text = "\n".join("\t".join(row) for row in rows)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def as_csv(folder: Path) -> Path:
    with (folder / "form.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for name, rows in SHEETS.items():
            writer.writerows([[name], *(["", *row] for row in rows)])
    return folder / "form.csv"


def markdown(folder: Path) -> Path:
    lines: list[str] = []
    for name, rows in SHEETS.items():
        lines.append(f"| {name} |")
        lines += [f"| | {' | '.join(row)} |" for row in rows]
    (folder / "form.md").write_text("\n".join(lines), encoding="utf-8")
    return folder / "form.md"


@pytest.mark.parametrize("make", [xlsx, tsv, as_csv, markdown])
def test_each_kind_of_file_gives_the_same_finding_at_the_same_place(make, tmp_path):
    (found,) = check_form(make(tmp_path))
    assert (found.code, found.sheet, found.row, found.column) == (
        "CHECK-REFERENCE",
        "survey",
        3,
        "relevant",
    )
    assert found.place.letter == "D"
    assert found.fields["near"] == ("age",)
    assert found.fields["position"] == 1


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in (SURVEY[0], [], SURVEY[1], [None], [], SURVEY[2]):
        sheet.append(row)
    sheet = book.create_sheet("settings")
    for row in SETTINGS:
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    assert [f.row for f in check_form(tmp_path / "form.xlsx")] == [6]


@pytest.mark.parametrize("form", BUNDLED, ids=lambda form: form.name)
def test_a_bundled_form_has_no_error_and_no_warning(form: Path):
    assert [f.told("en") for f in check_form(form) if f.severity != "hint"] == []


@pytest.mark.parametrize("form", BUNDLED, ids=lambda form: form.name)
def test_a_compiled_bundled_form_has_no_error(form: Path, tmp_path):
    file = tmp_path / "form.xml"
    file.write_bytes(compile_sheets(form))
    assert [f.told("en") for f in check_form(file) if f.severity != "hint"] == []


def test_an_xform_is_checked_with_the_nodeset_as_place(tmp_path):
    nodes = "<age/><school/><r><x/></r><day/><many/><name/>"
    model = """
        <bind nodeset="/data/age" type="int"/>
        <bind nodeset="/data/school" relevant="/data/agee &lt; 18"/>
        <bind nodeset="/data/r/x" type="string" calculate="lenght(/data/school)"/>
        <bind nodeset="/data/day" type="date" constraint=". &gt; 2020-01-01"/>
        <bind nodeset="/data/many" type="string" relevant="/data/many = 1"/>
        <bind nodeset="/data/name" type="string" calculate="/data/r/x"/>
        <bind nodeset="/data/nam" type="string" constraint="regex(., '[0-9]')"/>"""
    body = """<input ref="/data/school"/><input ref="/data/nowhere"/>
        <group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/>
        </repeat></group>"""
    file = tmp_path / "form.xml"
    file.write_bytes(xform_bytes(nodes, model, body))
    found = {(f.code, f.sheet, f.column) for f in check_form(file)}
    assert found == {
        ("CHECK-PATH", "/data/school", "relevant"),
        ("CHECK-FUNCTION", "/data/r/x", "calculate"),
        ("CHECK-DATE-UNQUOTED", "/data/day", "constraint"),
        ("CHECK-CYCLE-SELF", "/data/many", "relevant"),
        ("CHECK-REPEAT-SCALAR", "/data/name", "calculate"),
        ("CHECK-BIND-NODESET", "/data/nam", "nodeset"),
        ("CHECK-REGEX-ANCHOR", "/data/nam", "constraint"),
        ("CHECK-BODY-REF", "/data/nowhere", "ref"),
    }


def test_a_list_from_elsewhere_brings_its_columns(tmp_path):
    survey = [
        ["type", "name", "label", "calculation"],
        ["csv-external", "household", "", ""],
        [
            "calculate",
            "c",
            "",
            "instance('household')/root/item[name = 'x']/heat_bnd",
        ],
    ]
    for name, rows in {"survey": survey, "settings": SETTINGS}.items():
        text = "\n".join("\t".join(row) for row in rows)
        (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
    lists = {"household": ("name", "label", "heat_band")}
    (found,) = check_form(tmp_path, Media(lists=lists))
    assert found.code == "CHECK-LIST-COLUMN"
    assert found.fields["near"] == ("heat_band",)


def survey_of(formula: str, column: str = "constraint") -> bytes:
    return (
        f"| survey | | | | |\n| | type | name | label | {column} |\n"
        f"| | text | a | A | {formula} |\n| settings |\n"
        "| | form_id | version | form_title |\n| | f | 1 | F |\n"
    ).encode()


def deep_groups(count: int) -> bytes:
    begins = "".join(f"| | begin group | g{n} | G |\n" for n in range(count))
    ends = "| | end group | | |\n" * count
    return f"| survey |\n| | type | name | label |\n{begins}{ends}".encode()


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 10) for n in range(10))
    + b"]><x>&a9;</x>"
)
BOMBS = {
    "regex_of_10_mb.md": survey_of("regex(., '" + "(a+)+" * 2_000_000 + "')"),
    "cell_of_10_mb.md": survey_of("1 + " * 2_500_000 + "1"),
    "cell_of_300_kb.md": survey_of("1 + " * 75_000 + "1"),
    "deep_brackets.md": survey_of("(" * 100_000 + "1" + ")" * 100_000),
    "references.md": survey_of("${b} + " * 40_000 + "1"),
    "open_references.md": survey_of("${" * 100_000),
    "regex_that_grows.md": survey_of("regex(., '^" + "(a?){99}" * 50 + "$')"),
    "deep_groups.md": deep_groups(2_000),
    "deep_xml.xml": b"<a>" * 100_000 + b"</a>" * 100_000,
    "entities.xml": ENTITIES,
    "nothing.xml": b"",
    "noise.xlsx": bytes(range(256)) * 40,
    "noise.xls": bytes(range(256)) * 40,
    "noise.md": bytes(range(256)) * 40,
    "noise.csv": bytes(range(256)) * 40,
    "unknown.docx": b"",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_form_bomb_gives_a_sentence_within_a_second(name: str, tmp_path):
    file = tmp_path / name
    file.write_bytes(BOMBS[name])
    begun = time.process_time()
    found = check_form(file)
    assert time.process_time() - begun < 1
    assert any(f.severity == "error" for f in found)
    assert all(len(f.told("zh_CN")) < 700 for f in found)


def test_a_small_archive_of_gigabytes_is_refused(tmp_path):
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    begun = time.process_time()
    (found,) = check_form(file)
    assert found.code == "FORM-TOO-BIG"
    assert time.process_time() - begun < 1


def test_a_missing_file_is_a_finding_too(tmp_path):
    (found,) = check_form(tmp_path / "form.md")
    assert found.code == "FORM-GONE"
    assert isinstance(found, Finding)
