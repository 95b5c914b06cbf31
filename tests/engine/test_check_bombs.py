"""Files made to do harm, or saved oddly, end in a sentence within a second.

Processor time is measured: other programs of the machine do not count.
"""

import contextlib
import csv
import io
import os
import random
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

import resources
from desktop import cli
from forms.engine.definition.check.finding import Finding
from forms.engine.definition.check.form import Media, check_form
from forms.engine.definition.form_file import own_file
from forms.engine.definition.xlsform import compile_sheets
from forms.errors import KnownError
from ui.work import reading

ROWS = {
    "survey": [["type", "name", "label"], ["text", "who", "谁在家"]],
    "settings": [["form_title", "form_id", "version"], ["走访", "visit", "1"]],
}
PAIRS = list(zip("abcdefgh", "bcdefghi", strict=True))
TENFOLD = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in PAIRS)
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50}">{TENFOLD}]>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(folder: Path, name: str = "form.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in ROWS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


def with_part(folder: Path, part: str, data: bytes, name: str = "form.xlsx") -> Path:
    """Return a good workbook one part of which is another."""
    good = workbook(folder, "good.xlsx")
    with (
        zipfile.ZipFile(good) as old,
        zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in {*old.namelist(), part}:
            new.writestr(one, data if one == part else old.read(one))
    good.unlink()
    return folder / name


def sheet(inside: str, head: str = HEAD) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = f'{head}<worksheet xmlns="{space}"><sheetData>{inside}</sheetData>'
    return f"{told}</worksheet>".encode()


def a_million_rows(folder: Path) -> Path:
    cell = '<c t="inlineStr"><is><t>text</t></is></c>'
    return with_part(folder, SHEET, sheet(f"<row>{cell}</row>" * 1_000_000))


def a_million_blank_rows(folder: Path) -> Path:
    return with_part(folder, SHEET, sheet("<row/>" * 1_000_000))


def laughs_in_a_sheet(folder: Path) -> Path:
    cell = '<row><c t="inlineStr"><is><t>&i;</t></is></c></row>'
    return with_part(folder, SHEET, sheet(cell, HEAD + LAUGHS))


def laughs_in_the_strings(folder: Path) -> Path:
    told = f"{HEAD}{LAUGHS}<sst><si><t>&i;</t></si></sst>"
    return with_part(folder, "xl/sharedStrings.xml", told.encode())


def a_file_read_by_an_entity(folder: Path) -> Path:
    head = f'{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    cell = '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'
    return with_part(folder, SHEET, sheet(cell, head))


def nested_deeply(folder: Path) -> Path:
    return with_part(folder, SHEET, sheet("<row>" * 200_000 + "</row>" * 200_000))


def unpacking_to_gigabytes(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "form.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/media/{number}.png", b"\0" * 40_000_000)
    return folder / "form.xlsx"


def of_ten_thousand_parts(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "form.xlsx", "w") as archive:
        for number in range(10_000):
            archive.writestr(f"xl/{number}.xml", b"<a/>")
    return folder / "form.xlsx"


def whose_size_lies(folder: Path) -> Path:
    path = with_part(folder, SHEET, b"<a>" + b" " * 70_000_000)
    data = path.read_bytes()
    real = (70_000_003).to_bytes(4, "little")
    path.write_bytes(data.replace(real, (9).to_bytes(4, "little")))
    return path


def a_hole_of_a_gigabyte(suffix: str):
    def make(folder: Path) -> Path:
        with (folder / f"form{suffix}").open("wb") as file:
            file.truncate(1024**3)
        return folder / f"form{suffix}"

    make.__name__ = f"a_gigabyte_of_{suffix}"
    return make


def locked(folder: Path) -> Path:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    (folder / "form.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    return folder / "form.xlsx"


def an_old_workbook_called_new(folder: Path) -> Path:
    (folder / "form.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9)
    return folder / "form.xlsx"


def a_web_page_called_workbook(folder: Path) -> Path:
    (folder / "form.xls").write_text("<html><table><tr><td>type", encoding="utf-8")
    return folder / "form.xls"


def an_old_workbook_cut_short(folder: Path) -> Path:
    (folder / "form.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600)
    return folder / "form.xls"


def of_two_hundred_thousand_lines(folder: Path) -> Path:
    line = "| | text | a | A |\n"
    text = "| survey |\n| | type | name | label |\n" + line * 200_000
    (folder / "form.md").write_text(text, encoding="utf-8")
    return folder / "form.md"


def of_a_hundred_thousand_questions(folder: Path) -> Path:
    lines = "\n".join(f"text\tq{n}\tQ" for n in range(100_000))
    (folder / "survey.tsv").write_text(f"type\tname\tlabel\n{lines}", encoding="utf-8")
    return folder


def a_name_of_ten_megabytes(folder: Path) -> Path:
    text = f"| survey |\n| | type | name | label |\n| | text | {'n' * 10**7} | A |\n"
    (folder / "form.md").write_text(text, encoding="utf-8")
    return folder / "form.md"


def strange_bytes(folder: Path) -> Path:
    (folder / "survey.tsv").write_bytes(b"type\tname\n\xff\xff\xff\0")
    return folder


def an_empty_workbook(folder: Path) -> Path:
    (folder / "form.xlsx").write_bytes(b"")
    return folder / "form.xlsx"


REFUSED = {
    a_million_rows: "FORM-CELLS",
    a_million_blank_rows: "CHECK-NO-SURVEY",
    laughs_in_a_sheet: "XML-DOCTYPE",
    laughs_in_the_strings: "XML-DOCTYPE",
    a_file_read_by_an_entity: "XML-DOCTYPE",
    nested_deeply: "",
    unpacking_to_gigabytes: "FORM-TOO-BIG",
    of_ten_thousand_parts: "FORM-TOO-BIG",
    whose_size_lies: "FORM-DAMAGED",
    a_hole_of_a_gigabyte(".md"): "FORM-TOO-BIG",
    a_hole_of_a_gigabyte(".csv"): "FORM-TOO-BIG",
    a_hole_of_a_gigabyte(".xlsx"): "FORM-TOO-BIG",
    a_hole_of_a_gigabyte(".xls"): "FORM-TOO-BIG",
    a_hole_of_a_gigabyte(".xml"): "FORM-TOO-BIG",
    locked: "FORM-LOCKED",
    an_old_workbook_called_new: "FORM-DAMAGED",
    a_web_page_called_workbook: "FORM-DAMAGED",
    an_old_workbook_cut_short: "FORM-DAMAGED",
    of_two_hundred_thousand_lines: "FORM-CELLS",
    of_a_hundred_thousand_questions: "CHECK-SURVEY-LONG",
    a_name_of_ten_megabytes: "CHECK-CELL-LONG",
    strange_bytes: "FORM-TEXT",
    an_empty_workbook: "FORM-DAMAGED",
}


@pytest.fixture(autouse=True, scope="module")
def readers():
    """What reads workbooks is imported once, at the first form of a session."""
    check_form(Path(__file__).parent / "faulty" / "unknown_reference.md")


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_a_bomb_ends_in_a_sentence_within_a_second(make, tmp_path: Path, capsys):
    form = make(tmp_path)
    begun = time.process_time()
    found = check_form(form)
    assert time.process_time() - begun < 1
    errors = [one for one in found if one.severity == "error"]
    assert errors
    if REFUSED[make]:
        assert errors[0].code == REFUSED[make]
    for language in resources.LANGUAGES:
        assert 10 < len(errors[0].told(language)) < 300
    assert cli.main(["check", str(form), "--lang", "en"]) == 1
    assert errors[0].told("en") in capsys.readouterr().out


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_the_compiler_refuses_a_bomb_as_well(make, tmp_path: Path):
    form = make(tmp_path)
    if form.suffix == ".xml" or make in (
        # A form of that size compiles, slowly: the checker stands before it.
        of_a_hundred_thousand_questions,
        a_name_of_ten_megabytes,
    ):
        pytest.skip("no sheets, or no bomb to the compiler")
    begun = time.process_time()
    with pytest.raises(KnownError) as caught:
        compile_sheets(form)
    assert time.process_time() - begun < 1
    for language in resources.LANGUAGES:
        assert resources.sentence(caught.value.code, language, **caught.value.fields)


def errors_of(form: Path) -> list[Finding]:
    return [one for one in check_form(form) if one.severity == "error"]


def test_a_workbook_with_links_to_other_files_is_read_without_them(tmp_path: Path):
    link = (
        f'{HEAD}<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        '2006/main"><externalBook/></externalLink>'
    )
    form = with_part(tmp_path, "xl/externalLinks/externalLink1.xml", link.encode())
    assert errors_of(form) == []
    assert "谁在家".encode() in compile_sheets(form)


def test_a_workbook_is_read_for_what_it_is_whatever_its_ending(tmp_path: Path):
    form = workbook(tmp_path).rename(tmp_path / "form.xls")
    assert errors_of(form) == []
    old = Path(__file__).parents[1] / "records" / "files" / "residents.xls"
    (tmp_path / "form.xlsx").write_bytes(old.read_bytes())
    # It is read; that it is no form is told.
    assert [one.code for one in errors_of(tmp_path / "form.xlsx")] == [
        "SHEETS-COLUMN-MISSING"
    ]


def test_a_workbook_with_macros_is_read_and_runs_none(tmp_path: Path):
    form = with_part(tmp_path, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro", "f.xlsm")
    assert errors_of(form) == []
    assert "谁在家".encode() in compile_sheets(form)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_of_an_office_program_is_read_in_its_writing(encoding, tmp_path: Path):
    text = io.StringIO()
    writer = csv.writer(text)
    for name, rows in ROWS.items():
        writer.writerows([[name], *(["", *row] for row in rows)])
    (tmp_path / "form.csv").write_bytes(text.getvalue().encode(encoding))
    assert errors_of(tmp_path / "form.csv") == []
    assert "谁在家".encode() in compile_sheets(tmp_path / "form.csv")


def test_a_damaged_workbook_of_any_kind_is_told(tmp_path: Path):
    good = workbook(tmp_path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = [
            name for name in archive.namelist() if name.endswith((".xml", ".rels"))
        ]
    for part in parts:
        for data in (
            b"",
            b"<a/>",
            b"<a><b>",
            b"\xff\xfe",
            HEAD.encode() + b"<x r='\0'/>",
        ):
            form = with_part(tmp_path, part, data)
            for one in check_form(form):
                assert one.told("zh_CN")
            with contextlib.suppress(KnownError):
                compile_sheets(form)


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_bytes_knocked_over_is_told(seed: int, tmp_path: Path):
    dice = random.Random(seed)
    form = workbook(tmp_path)
    data = bytearray(form.read_bytes())
    for _ in range(dice.choice((1, 3, 20))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    form.write_bytes(data[: dice.randrange(len(data))] if seed % 5 == 0 else data)
    for one in check_form(form):
        assert one.told("zh_CN")
    with contextlib.suppress(KnownError):
        compile_sheets(form)


def test_the_page_takes_a_workbook_with_macros_as_the_command_does():
    assert ".xlsm" in reading.SUFFIXES


NAMES = [
    "../secret.csv",
    "..",
    ".",
    "",
    "/etc/passwd",
    "a/../../secret.csv",
    "..\\secret.csv",
    "\\\\server\\share\\secret.csv",
    "//server/share/secret.csv",
    "C:secret.csv",
    "secret.csv:stream",
    "secret.csv\0.csv",
    "link.csv",
    "folder/secret.csv",
]


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "secret.csv").write_text("name,label\ns,Secret\n", encoding="utf-8")
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "own.csv").write_text("name,label\no,Own\n", encoding="utf-8")
    if hasattr(os, "symlink"):
        (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
        (folder / "folder").symlink_to(tmp_path, target_is_directory=True)
        (folder / "near.csv").symlink_to(folder / "own.csv")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_the_media_folder(name: str, media: Path):
    assert own_file((media,), name) is None
    assert Media((media,)).find(name) is None
    assert Media((media,)).columns(name) is None


def test_a_link_within_the_media_folder_is_a_file_of_it(media: Path):
    assert own_file((media,), "near.csv") == media / "near.csv"
    assert own_file((media,), "own.csv") == media / "own.csv"


def test_no_picture_is_taken_along_from_outside_the_folder(media: Path):
    (media.parent / "secret.png").write_bytes(b"png")
    (media / "link.png").symlink_to(media.parent / "secret.png")
    xform = b"<value form='image'>jr://images/../secret.png</value>"
    assert reading.label_files(xform, (media,)) == {}
