"""Bad input gives a sentence within a second: bombs, broken forms, wrong files."""

import time
import zipfile
from pathlib import Path

import pytest

import resources
from forms.engine.definition.document import read_xml
from forms.engine.definition.secondary import parse_external
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.errors import KnownError
from tests.engine.filling import Filling, xform, xform_bytes

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    b"]><l>&b;</l>"
)


def code_of(action) -> str:
    started = time.process_time()
    with pytest.raises(KnownError) as caught:
        action()
    assert time.process_time() - started < 1
    error = caught.value
    for language in resources.LANGUAGES:
        assert resources.sentence(error.code, language, **error.fields)
    return error.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (LAUGHS, "XML-DOCTYPE"),
        (LAUGHS.decode().encode("utf-16"), "XML-DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "XML-DOCTYPE"),
        (b"<a><b></a>", "XML-BROKEN"),
        (b"", "XML-BROKEN"),
        (b"PK\x03\x04 not xml", "XML-BROKEN"),
        (b"<a/>" + b" " * (65 * 1024 * 1024), "XML-TOO-BIG"),
        (b"<a>" * 100_000, "XML-BROKEN"),
        (b"<html/>", "FORM-NOT-XFORM"),
        (xform_bytes("<a/>").replace(b"<h:body>", b"<h:b>"), "XML-BROKEN"),
        (xform_bytes("<a/>").replace(b"h:body>", b"h:b>"), "FORM-NOT-XFORM"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_form_is_told(data, code):
    assert code_of(lambda: parse_xform(data)) == code


def test_no_entity_is_expanded_and_no_file_read():
    with pytest.raises(KnownError):
        read_xml(b'<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/hostname">]><a>&x;</a>')


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (xform_bytes("<a/>", "", '<input ref="/data/b"/>'), "FORM-REF"),
        (
            xform_bytes("<a/>", '<bind nodeset="/data/a" calculate="1 +"/>'),
            "FORM-EXPRESSION",
        ),
        (
            xform_bytes("<a/>", '<bind nodeset="/data/a" calculate="shell(1)"/>'),
            "FORM-EXPRESSION",
        ),
        (
            xform_bytes("<a/>", f'<bind nodeset="/data/a" calculate="{"(" * 9000}1"/>'),
            "FORM-EXPRESSION",
        ),
        (
            xform_bytes(
                "<a/>", "", "<group>" * 90 + '<input ref="/data/a"/>' + "</group>" * 90
            ),
            "XML-DEEP",
        ),
        (xform_bytes("<n>" * 240 + "</n>" * 240), "XML-DEEP"),
    ],
)
def test_a_faulty_form_is_told(form, code):
    assert code_of(lambda: parse_xform(form)) == code


def test_the_reason_within_an_error_is_told_as_a_sentence():
    form = xform_bytes("<a/>", '<bind nodeset="/data/a" calculate="shell(1)"/>')
    with pytest.raises(KnownError) as caught:
        parse_xform(form)
    told = resources.sentence(caught.value.code, "en", **caught.value.fields)
    assert "calculate /data/a" in told
    assert "calls shell()" in told
    assert "XPATH" not in told


def test_a_regex_of_ten_megabytes_is_told():
    pattern = "a?" * 5_000_000
    form = xform_bytes(
        "<a/>", f'<bind nodeset="/data/a" constraint="regex(., \'{pattern}\')"/>'
    )
    assert code_of(lambda: parse_xform(form)) == "XML-BROKEN"


def test_a_regex_that_would_not_end_ends_and_the_answer_stays():
    form = Filling(
        xform(
            "<a/>",
            '<bind nodeset="/data/a" constraint="regex(., \'(a+)+b\')"/>',
            '<input ref="/data/a"/>',
        )
    )
    form.answer("/data/a", "a" * 40)
    assert form.value("/data/a") == "a" * 40
    started = time.process_time()
    assert form.broken() == [("/data/a", "constraint")]
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("src", "data", "code"),
    [
        ("jr://file-csv/x.csv", "name\né".encode("utf-16"), "FORM-CSV-TEXT"),
        ("jr://file-csv/x.csv", b"name,label\na,b,c\n", "FORM-CSV-ROW"),
        ("jr://file/x.geojson", b"{", "FORM-GEOJSON"),
        ("jr://file/x.geojson", b'{"features": [1]}', "FORM-GEOJSON"),
        ("jr://file/x.xml", LAUGHS, "XML-DOCTYPE"),
    ],
)
def test_a_damaged_list_is_told(src, data, code):
    assert code_of(lambda: parse_external(src, data)) == code


def test_files_that_are_no_sheets_are_told(tmp_path: Path):
    empty, wrong = tmp_path / "empty", tmp_path / "photo.jpg"
    empty.mkdir()
    wrong.write_bytes(b"x")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"not a workbook")
    faulty = tmp_path / "faulty.md"
    faulty.write_text("| survey |\n| | type | name |\n| | sing | a |\n", "utf-8")
    assert code_of(lambda: compile_sheets(empty)) == "FORM-KIND"
    assert code_of(lambda: compile_sheets(wrong)) == "FORM-KIND"
    assert code_of(lambda: compile_sheets(broken)) == "FORM-DAMAGED"
    assert code_of(lambda: compile_sheets(faulty)) == "FORM-SHEETS"
    assert code_of(lambda: compile_sheets(tmp_path / "gone.md")) == "FORM-GONE"


def test_a_workbook_that_unpacks_to_gigabytes_is_told(tmp_path: Path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024))
    assert code_of(lambda: compile_sheets(bomb)) == "FORM-TOO-BIG"
