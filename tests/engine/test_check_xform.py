"""An XForm is checked as sheets are: choices, texts, pictures, types, conditions."""

from pathlib import Path

import pytest

from forms.engine.definition.check.form import Media, check_form
from tests.engine.filling import xform_bytes


def found(
    folder: Path, data: bytes, media: Media | None = None
) -> set[tuple[str, str]]:
    file = folder / "form.xml"
    file.write_bytes(data)
    told = check_form(file, media or Media())
    for one in told:
        assert one.told("zh_CN")
        assert one.told("en")
    return {(one.code, one.sheet) for one in told if one.severity != "hint"}


def select(kind: str, *items: tuple[str, str]) -> str:
    inside = "".join(
        f"<item><label>{label}</label><value>{value}</value></item>"
        for value, label in items
    )
    return f'<{kind} ref="/data/a"><label>A</label>{inside}</{kind}>'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (select("select1", ("x", "X"), ("x", "Y")), "CHECK-ITEM-TWICE"),
        (select("select", ("x y", "X")), "CHECK-ITEM-SPACE"),
        (select("rank", ("x y", "X")), "CHECK-ITEM-SPACE"),
        (select("select1", ("", "X")), "CHECK-ITEM-BLANK"),
        (select("select1", ("x", "")), "CHECK-ITEM-LABEL"),
    ],
)
def test_a_static_choice_is_checked_as_a_row_of_choices_is(body, code, tmp_path):
    assert found(tmp_path, xform_bytes("<a/>", "", body)) == {(code, "/data/a")}


def test_a_choice_of_one_may_have_a_space(tmp_path):
    body = select("select1", ("x y", "X"), ("z", "Z"))
    assert found(tmp_path, xform_bytes("<a/>", "", body)) == set()


LIST = """<instance id="l"><root>
    <item><name>x</name><label>X</label><g>1</g></item>
    <item><name>y z</name><label>Y</label><g>1</g></item>
    <item><name>x</name><label>Z</label><g>2</g></item></root></instance>"""


@pytest.mark.parametrize(
    ("kind", "nodeset", "codes"),
    [
        ("select", "instance('l')/root/item", {"CHECK-ITEM-TWICE", "CHECK-ITEM-SPACE"}),
        ("select1", "instance('l')/root/item", {"CHECK-ITEM-TWICE"}),
        # A filter may part them.
        ("select1", "instance('l')/root/item[g = 1]", set()),
    ],
)
def test_a_list_within_the_form_is_checked_where_it_is_shown(
    kind, nodeset, codes, tmp_path
):
    body = (
        f'<{kind} ref="/data/a"><label>A</label><itemset nodeset="{nodeset}">'
        f'<value ref="name"/><label ref="label"/></itemset></{kind}>'
    )
    told = found(tmp_path, xform_bytes("<a/>", LIST, body))
    assert {code for code, _ in told} == codes


ITEXT = """<itext>
    <translation lang="中文"><text id="a"><value>甲</value></text>
        <text id="b"><value>乙</value>
        <value form="image">jr://images/b.png</value></text></translation>
    <translation lang="English"><text id="a"><value>A</value></text></translation>
    </itext>"""
ASKED = """<input ref="/data/a"><label ref="jr:itext('a')"/></input>
    <input ref="/data/b"><label ref="jr:itext('bb')"/></input>"""


def test_texts_that_a_language_lacks_or_that_are_nowhere_are_told(tmp_path):
    told = found(tmp_path, xform_bytes("<a/><b/>", ITEXT, ASKED))
    assert ("CHECK-TEXT-MISSING", "itext") in told
    assert ("CHECK-TEXT-ID", "/data/b") in told


def test_a_picture_that_the_media_folder_lacks_is_told(tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    form = xform_bytes("<a/><b/>", ITEXT, ASKED.replace("bb", "b"))
    wanted = ("CHECK-FILE-MISSING", "itext")
    assert wanted in found(tmp_path, form, Media((folder,)))
    (folder / "b.png").write_bytes(b"png")
    assert wanted not in found(tmp_path, form, Media((folder,)))


@pytest.mark.parametrize(
    ("bind", "code"),
    [
        ('relevant="false()"', "CHECK-RELEVANT-NEVER"),
        ('constraint="1 = 2"', "CHECK-CONSTRAINT-NEVER"),
        ("relevant=\"/data/b = 'x' and /data/b = 'y'\"", "CHECK-NEVER-BOTH"),
        ('type="strng"', "CHECK-BIND-TYPE"),
        ('required="true()" readonly="true()"', "CHECK-REQUIRED-LOCKED"),
    ],
)
def test_binds_are_checked_as_rows_are(bind, code, tmp_path):
    model = f'<bind nodeset="/data/a" {bind}/><bind nodeset="/data/b" type="string"/>'
    body = '<input ref="/data/a"><label>A</label></input>'
    told = found(tmp_path, xform_bytes("<a/><b/>", model, body))
    assert told == {(code, "/data/a")}


REPEAT = """<group ref="/data/r"><label>R</label>{0}<repeat nodeset="/data/r">
    <input ref="{1}"><label>X</label></input>{2}</repeat></group>"""


@pytest.mark.parametrize(
    ("head", "body", "code"),
    [
        ('<setvalue event="odk-instance-frist-load" ref="/data/b" value="1"/>', "",
         "CHECK-EVENT"),
        ('<setvalue event="odk-instance-first-load" ref="/data/bb" value="1"/>', "",
         "CHECK-ACTION-REF"),
        ('<setvalue event="odk-new-repeat" ref="/data/r/x" value="1"/>', "",
         "CHECK-EVENT-PLACE"),
        ("", '<range ref="/data/b" start="1" end="x"><label>B</label></range>',
         "CHECK-RANGE-TEXT"),
        ("", REPEAT.format("", "/data/b", ""), "CHECK-REPEAT-OUTSIDE"),
        ("", '<input ref="/data/r/x"><label>X</label></input>'
         + REPEAT.format("", "/data/r/x", ""), "CHECK-REPEAT-OUTSIDE"),
        ("", '<group ref="/data/r"><label>R</label></group>', "CHECK-GROUP-EMPTY"),
        ("<itext><translation><text id='a'><value>A</value></text></translation>"
         "</itext>", "", "CHECK-TEXT-LANGUAGE"),
        ('<bind nodeset="/data/b" calculate="../b + 1"/>', "", "CHECK-CYCLE-SELF"),
    ],
)  # fmt: skip
def test_what_odk_validate_refuses_is_told(head, body, code, tmp_path):
    shown = body or '<input ref="/data/b"><label>B</label></input>'
    form = xform_bytes("<b/><r><x/></r>", head, shown)
    assert {c for c, _ in found(tmp_path, form)} == {code}


def test_a_repeat_that_names_no_nodeset_is_told(tmp_path):
    body = REPEAT.format("", "/data/r/x", "").replace("repeat nodeset", "repeat ref")
    told = found(tmp_path, xform_bytes("<b/><r><x/></r>", "", body))
    assert "CHECK-REPEAT-NODESET" in {code for code, _ in told}


def test_what_is_set_in_a_new_repeat_is_fine_within_it(tmp_path):
    action = '<setvalue event="odk-new-repeat" ref="/data/r/x" value="1"/>'
    body = REPEAT.format("", "/data/r/x", action)
    assert found(tmp_path, xform_bytes("<b/><r><x/></r>", "", body)) == set()
