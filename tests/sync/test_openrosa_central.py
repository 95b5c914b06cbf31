"""ODK Central beside OpenRosa: forms with their files and lists, entities both ways."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.begin import bring_forms
from forms.engine.definition.xform import parse_xform
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from sync.openrosa import (
    Brought,
    Central,
    Media,
    Published,
    Server,
    entities_of,
    export,
    lists_of,
    made_by_visits,
    send,
)
from sync.openrosa.spelling import form_for_server, submission_for_server
from sync.openrosa.submission import Submission
from tests.sync.net_places import CALM
from tests.sync.registers import workspace
from tests.sync.standin import Standin, standin
from tests.sync.standin_lists import List
from tests.sync.test_openrosa import FORM, form, told, visit

pytestmark = pytest.mark.net
FLAT = "7b6a1b6e-57c5-4f0f-9a84-3d4f0f7f3c11"
ENTITY_FORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms"
 xmlns:entities="http://www.opendatakit.org/xforms/entities">
<h:head><h:title>Flat</h:title><model entities:entities-version="2024.1.0">
<instance><flat id="flat" version="1"><t/><orx:meta><orx:instanceID/>
<entity dataset="household" id="" update="1" baseVersion="" trunkVersion=""
 branchId=""><label/></entity></orx:meta></flat></instance>
<instance id="household" src="jr://file-csv/household.csv"/>
<instance id="grid" src="jr://file-csv/grid.csv"/>
<instance id="sla" src="jr://file-csv/sla.csv"/>
<bind nodeset="/flat/t" type="string" entities:saveto="t"/></model></h:head>
<h:body><input ref="/flat/t"><label>T</label></input></h:body></h:html>"""
SENT = (
    '<flat xmlns:orx="http://openrosa.org/xforms" id="flat" version="1"><t>{t}</t>'
    "<orx:meta><orx:instanceID>uuid:{n}</orx:instanceID>"
    '<entity dataset="household" id="{flat}" {action}="1" baseVersion="{base}"'
    ' trunkVersion="" branchId=""><label>L</label></entity></orx:meta></flat>'
)


@pytest.fixture
def server() -> Iterator[Standin]:
    with standin() as running:
        yield running


@pytest.fixture
def central(server: Standin) -> Iterator[Central]:
    with Server(server.url, None, CALM) as opened:
        yield Central(opened)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with workspace(tmp_path / "worker") as opened:
        yield opened


def sent(n: int, action: str = "update", base: str = "15") -> bytes:
    return SENT.format(n=n, t=f"T{n}", flat=FLAT, action=action, base=base).encode()


def test_a_form_goes_with_its_files_and_only_once(
    server: Standin, central: Central
) -> None:
    files = {"household.csv": b"name,label\n"}
    done = central.publish("flat", "1", ENTITY_FORM, files.get)
    # The list that the form writes stood not there before it: it is no list to it.
    assert done == Published(True, "1", ("grid.csv", "sla.csv"))
    assert server.state.media == {"flat": files}
    assert central.publish("flat", "1", ENTITY_FORM) == Published(False, "1")
    assert central.publish("flat", "2", ENTITY_FORM.replace(b'"1">', b'"2">')).new
    # formList tells the newest alone, so it is not what is asked.
    assert central.publish("flat", "1", ENTITY_FORM) == Published(False, "1")


def test_a_list_that_stood_there_before_needs_no_file(
    server: Standin, central: Central
) -> None:
    done = central.publish("flat", "1", ENTITY_FORM, lists=["household"])
    assert done.lacking == ("grid.csv", "sla.csv")
    assert server.state.lists["household"].properties == {"t"}


def test_a_project_that_encrypts_has_another_name_for_a_version(
    server: Standin, central: Central
) -> None:
    server.state.encrypts = "[encrypted:abc]"
    assert central.publish("heat", "1", form()).version == "1[encrypted:abc]"
    assert central.publish("heat", "1", form()) == Published(False, "1[encrypted:abc]")
    listed = central.server.forms()[0]
    assert central.server.form(listed) == form()


def test_the_registers_lists_leave_only_where_that_was_asked(records: Records) -> None:
    info = records.put_form(ENTITY_FORM, "test")
    grid = EntityWriteIn("grid", "create", "G1", {"community": "北苑"}, label="一")
    records.write_entities([grid], author="w02")
    assert Media(records, info)("grid.csv") is None
    assert Media(records, info, {"grid.csv": b"own"})("grid.csv") == b"own"
    told_grid = Media(records, info, lists=True)("grid.csv")
    assert told_grid
    assert next(csv.DictReader(io.StringIO(told_grid.decode())))["community"] == "北苑"
    # Rules hold nobody's data.
    assert b"," in (Media(records, info)("sla.csv") or b"")
    assert Media(records, info)("../sla.csv") is None
    assert lists_of(records, ENTITY_FORM) == ("household",)


def test_a_list_gets_what_it_lacks_and_what_visits_make_is_left_to_them(
    server: Standin, central: Central, records: Records
) -> None:
    other = FLAT.replace("7b", "8b")
    writes = [
        EntityWriteIn("household", "create", FLAT, {"t": "1", "x": "2"}, label="一"),
        EntityWriteIn("household", "create", other, {"t": "3"}, label="二"),
        EntityWriteIn("household", "create", "H3", {}, label="三"),
    ]
    records.write_entities(writes, author="w02")
    server.state.lists["household"] = List({"t"})
    entities = list(entities_of(records, "household", {other}))
    assert central.bring("household", entities) == Brought(1, 1)
    assert central.bring("household", entities) == Brought(0, 1)
    assert central.lists() == ("household",)
    assert central.entities("household") == f"__id,label,t\n{FLAT},一,1\n".encode()
    with pytest.raises(KnownError) as caught:
        central.entities("nobody's")
    assert caught.value.code == "OPENROSA-NOTHING"


def test_what_central_refuses_of_a_list_is_told(
    server: Standin, central: Central, records: Records
) -> None:
    server.state.lists["household"] = List({"t"})
    write = EntityWriteIn("household", "create", FLAT, {"t": "1"}, label="一")
    records.write_entities([write], author="w02")
    twice = [*entities_of(records, "household"), *entities_of(records, "household")]
    with pytest.raises(KnownError) as caught:
        central.bring("household", twice)
    assert caught.value.code == "OPENROSA-LIST-REFUSED"
    assert "The entity is invalid" in told(caught.value)


def test_updates_are_taken_whatever_this_laptops_versions_are(
    server: Standin, central: Central
) -> None:
    central.publish("flat", "1", ENTITY_FORM)
    for n, action in enumerate(["create", "update", "update"]):
        xml = submission_for_server(sent(n, action))
        assert xml.startswith(b"<data ")
        # The same again is the same body, on whichever laptop.
        assert submission_for_server(sent(n, action)) == xml
        assert submission_for_server(xml) == xml
        central.server.send(_submission(n, xml))
    assert server.state.entity_errors == []
    kept = server.state.lists["household"].entities[FLAT]
    assert [one["t"] for one in kept] == ["T0", "T1", "T2"]


def test_as_they_lie_here_central_would_take_neither_lists_nor_updates(
    server: Standin, central: Central
) -> None:
    """What `spelling` is for; gone when a Central takes them."""
    server.state.drafts["flat"] = ("1", ENTITY_FORM)
    central.server.line.ask("POST", f"{server.url}forms/flat/draft/publish")
    assert server.state.lists["household"].properties == set()
    central.server.send(_submission(1, sent(1)))
    assert server.state.entity_errors == ["Base version (15) does not exist"]


def _submission(n: int, xml: bytes) -> Submission:
    return Submission(f"uuid:{n}", "flat", "1", xml)


def test_the_bundled_forms_are_published_with_their_lists(
    server: Standin, central: Central, records: Records
) -> None:
    bring_forms(records)
    for info in records.forms():
        xform = records.form(info.form_id, info.version)
        done = central.publish(
            info.form_id,
            info.version,
            xform,
            Media(records, info),
            lists_of(records, xform),
        )
        assert set(done.lacking) <= {"grid.csv", "staff.csv"}
        published = parse_xform(server.state.forms[info.form_id][info.version])
        ours = parse_xform(xform)
        assert published.root == "/data"
        assert len(published.nodes) == len(ours.nodes)
        assert published.entity_lists == ours.entity_lists
    named = {"household", "resident", "facility", "hazard", "estate", "activity"}
    assert named <= {n for n, one in server.state.lists.items() if one.properties}


def test_an_export_is_spelled_for_servers_too(records: Records, tmp_path: Path) -> None:
    records.put_form(ENTITY_FORM, "test")
    export(records, tmp_path / "out")
    (file,) = (tmp_path / "out/flat").glob("*.xml")
    assert file.read_bytes() == form_for_server(ENTITY_FORM)
    assert made_by_visits(records) == set()


def test_a_form_that_is_spelled_so_already_stays_byte_for_byte() -> None:
    xform = FORM.format(version="1", submission="").encode()
    assert form_for_server(xform) is xform
    xml = b'<data id="heat"><t>1</t></data>'
    assert submission_for_server(xml) is xml


def test_visits_go_as_they_are_published(server: Standin, records: Records) -> None:
    records.put_form(form(), "test")
    visit(records, 1)
    with Server(server.url, None, CALM) as opened:
        Central(opened).publish("heat", "1", form())
        assert send(records, opened).sent == 1
