"""Typed tables: one a form, one a repeat; versions meet by path; figures in SQL."""

import dataclasses

import pytest

from forms.engine.definition.model import UID_NAMESPACE
from forms.engine.definition.xform import parse_xform
from forms.records import typed
from forms.records.store import Records
from forms.records.types import VisitIn
from tests.records.conftest import NOW

XFORM = """
<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"
 xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Patrol</h:title><model><instance>
<data id="patrol" version="{version}"><sum><n/><t/><T/>{more}</sum>
<fc jr:template=""><fac/><kg/><hole jr:template=""><cm/></hole></fc>
<orx:meta><orx:instanceID/></orx:meta></data></instance>
<bind nodeset="/data/sum/n" type="int"/><bind nodeset="/data/sum/t" type="decimal"/>
<bind nodeset="/data/sum/T" type="string"/>{binds}
<bind nodeset="/data/fc/fac" type="string"/><bind nodeset="/data/fc/kg" type="decimal"/>
<bind nodeset="/data/fc/hole/cm" type="int"/>
</model></h:head><h:body>
<input ref="/data/sum/n"><label>n</label></input>
<group ref="/data/fc"><label>f</label><repeat nodeset="/data/fc">
<input ref="/data/fc/fac"><label>f</label></input>
<group ref="/data/fc/hole"><label>h</label><repeat nodeset="/data/fc/hole">
<input ref="/data/fc/hole/cm"><label>c</label></input></repeat></group>
</repeat></group></h:body></h:html>
"""
ONE = parse_xform(XFORM.format(version="1", more="", binds="").strip().encode())
TWO = parse_xform(
    XFORM.format(
        version="2", more="<note/>", binds='<bind nodeset="/data/sum/note"/>'
    ).strip().encode()
)  # fmt: skip

ANSWERS = f"""<data id="patrol" version="1" xmlns:g="{UID_NAMESPACE}">
<sum><n>3</n><t>18.5</t><T>big</T></sum>
<fc g:uid="u1"><fac>f1</fac><kg>4</kg><hole g:uid="h1"><cm>2</cm></hole></fc>
<fc g:uid="u2"><fac>f2</fac><kg/><hole g:uid="h2"><cm>5</cm></hole>
<hole g:uid="h3"><cm>x</cm></hole></fc></data>"""


def visit(draft: str, xml: str = ANSWERS, **more) -> VisitIn:
    told = VisitIn(
        draft, draft, "patrol", "1", xml.encode(), f"uuid:{draft}", "w", NOW, NOW,
        grid_code="G1",
    )  # fmt: skip
    return dataclasses.replace(told, **more)


@pytest.fixture
def patrol(records: Records) -> Records:
    records.finalise_visit(visit("d1"))
    assert records.refresh_answers(ONE) == 1
    return records


def test_answers_are_numbers_and_texts_by_path(patrol: Records) -> None:
    assert patrol.answers("patrol") == [{
        "rec": "d1", "uid": "", "parent": "", "position": 1,
        "sum/n": 3, "sum/t": 18.5, "sum/T": "big",
    }]  # fmt: skip
    rows = patrol.answers("patrol", "/data/fc")
    assert [(r["uid"], r["position"], r["fac"], r["kg"]) for r in rows] == [
        ("u1", 1, "f1", 4.0),
        ("u2", 2, "f2", None),
    ]
    holes = patrol.answers("patrol", "/data/fc/hole")
    assert sorted((r["parent"], r["uid"], r["cm"]) for r in holes) == [
        ("u1", "h1", 2),
        ("u2", "h2", 5),
        ("u2", "h3", "x"),
    ]


def test_figures_are_asked_in_sql(patrol: Records) -> None:
    table = patrol.answer_tables("patrol")["/data/fc"]
    total = patrol.figures(
        f'SELECT count(*), sum("{table.columns["kg"]}") FROM "{table.name}"'
    )
    assert total == [(2, 4.0)]


def test_edit_takes_the_place_of_what_it_replaces(patrol: Records) -> None:
    assert patrol.refresh_answers(ONE) == 0
    xml = "<data><sum><n>7</n></sum></data>"
    patrol.finalise_visit(
        visit("d1", xml, draft_id="d2", instance_id="u2", deprecated_id="uuid:d1")
    )
    assert patrol.refresh_answers(ONE) == 1
    assert [row["sum/n"] for row in patrol.answers("patrol")] == [7]
    assert patrol.answers("patrol", "/data/fc") == []


def test_versions_of_a_form_meet_by_path(patrol: Records) -> None:
    xml = "<data><sum><n>1</n><note>x</note></sum></data>"
    patrol.finalise_visit(visit("d9", xml, form_version="2"))
    assert patrol.refresh_answers(TWO) == 1
    told = {
        row["rec"]: (row["sum/n"], row["sum/note"]) for row in patrol.answers("patrol")
    }
    assert told == {"d1": (3, None), "d9": (1, "x")}


def test_hidden_visits_and_other_grids_are_left_out(patrol: Records) -> None:
    assert len(patrol.answers("patrol", grid_code="G1", since="2026-11-25")) == 1
    assert patrol.answers("patrol", grid_code="G2") == []
    assert patrol.answers("patrol", until="2026-11-24") == []
    patrol.hide_visit("d1", True, "w")
    assert patrol.answers("patrol") == []
    assert patrol.answers("other") == []


def test_rebuilding_makes_them_anew_when_asked(patrol: Records) -> None:
    before = patrol.answers("patrol", "/data/fc")
    assert patrol.doctor(rebuild=True).healthy
    assert patrol.answers("patrol") == []
    assert patrol.refresh_answers(ONE) == 1
    assert patrol.answers("patrol", "/data/fc") == before


def test_uids_are_read_where_the_engine_writes_them() -> None:
    assert typed._UID == f"{{{UID_NAMESPACE}}}uid"
