"""A form reads the files beside it and no others, and runs nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from forms.engine.definition.secondary import parse_external
from forms.engine.definition.xform import parse_xform
from forms.entry.host import RecordsHost, rule_rows
from forms.entry.loose import LooseHost
from forms.errors import KnownError
from forms.records.store import Records, create_workspace
from forms.records.types import Profile
from tests.engine.filling import Filling, World, xform, xform_bytes

AT = datetime(2026, 12, 24, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
OUTSIDE = [
    "jr://file/../secret.csv",
    "jr://file-csv/../../secret.csv",
    "jr://file/..%2Fsecret.csv",
    "jr://file/..\\secret.csv",
    "jr://file/C:secret.csv",
    "../secret.csv",
    "file:///{folder}/secret.csv",
    "{folder}/secret.csv",
    "http://example.org/secret.csv",
]


@pytest.fixture
def media(tmp_path):
    (tmp_path / "secret.csv").write_text("name,label\ns,Secret\n", encoding="utf-8")
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "own.csv").write_text("name,label\no,Own\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("src", OUTSIDE)
def test_a_loose_form_reads_no_file_outside_its_folder(media, src):
    host = LooseHost((media,), None, lambda: AT, "w02")
    assert host.external(src.format(folder=media.parent)) is None
    assert host.external("jr://file-csv/own.csv") == b"name,label\no,Own\n"


@pytest.mark.parametrize("src", OUTSIDE)
def test_a_form_of_a_register_reads_no_file_at_all(tmp_path, media, src):
    folder = tmp_path / "workspace"
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(folder, profile=profile, demo=False, now=AT)
    with Records.open(folder, clock=lambda: AT) as records:
        host = RecordsHost(records, "f", "w02", lambda: AT)
        found = host.external(src.format(folder=media.parent))
        assert not isinstance(found, bytes)
        assert found is not None
        assert len(found) == 0
    assert rule_rows("../" + src) is None


def test_a_list_of_xml_includes_no_other_file(media):
    data = (
        b'<root xmlns:xi="http://www.w3.org/2001/XInclude"><item><name>'
        b'<xi:include href="../secret.csv" parse="text"/></name></item></root>'
    )
    (media / "x.xml").write_bytes(data)
    host = LooseHost((media,), None, lambda: AT, "w02")
    found = host.external("jr://file/x.xml")
    assert isinstance(found, bytes)
    document = parse_external("jr://file/x.xml", found)
    assert "Secret" not in getattr(document, "string_value", "")


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE h SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE h PUBLIC "-//X//Y" "http://example.org/x.dtd">',
        b'<!DOCTYPE h [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    ],
)
def test_a_form_with_a_document_type_is_refused(head):
    with pytest.raises(KnownError, match="XML-DOCTYPE"):
        parse_xform(head + xform_bytes("<a/>"))


@pytest.mark.parametrize(
    "call",
    ["document('/etc/passwd')", "system('id')", "eval('1')", "unparsed-text('x')"],
)
def test_no_function_of_a_form_reaches_the_computer(call):
    with pytest.raises(KnownError, match="FORM-EXPRESSION"):
        parse_xform(
            xform_bytes("<a/>", f'<bind nodeset="/data/a" calculate="{call}"/>')
        )


def test_what_a_form_names_is_asked_of_the_host_alone():
    definition = xform(
        "<a/>",
        '<instance id="l" src="file:///etc/passwd"/>'
        '<bind nodeset="/data/a" calculate="count(instance(\'l\')/root/item)"/>',
    )
    world = World()
    filling = Filling(definition, world)
    assert filling.value("/data/a") == "0"
    assert world.asked == ["file:///etc/passwd"]
