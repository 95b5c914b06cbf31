"""What a session shows: items of the body, groups without nodes, XML, positions."""

import pytest
from lxml import etree

from forms.engine.instance.positions import path_of, ref_at
from forms.engine.instance.view import Group, Question, Repeat
from forms.engine.refs import NodeRef
from forms.errors import KnownError
from tests.engine.filling import Filling, markdown, xform

SHAPED = xform(
    "<a/><g><b/></g><r jr:template=''><c/></r><r><c/></r>",
    '<bind nodeset="/data/a" type="int"/>',
    '<group><label>Part <output value="/data/a"/></label><input ref="/data/a">'
    "<label>A</label></input></group>"
    '<group ref="/data/g" appearance="field-list"><label>G</label>'
    '<range ref="b" start="0" end="10" step="2" appearance="vertical no-ticks">'
    "<label>B</label></range></group>"
    '<group ref="/data/r" appearance="field-list"><label>Entry</label>'
    '<repeat nodeset="/data/r"><input ref="/data/r/c"/></repeat></group>'
    '<trigger ref="/data/g/b"/>',
)


def test_the_body_comes_as_items_in_order():
    form = Filling(SHAPED)
    part, group, repeat, trigger = form.session.root.items
    assert isinstance(part, Group)
    assert str(part.ref) == "/data/#1"
    assert isinstance(group, Group)
    assert group.appearance == ("field-list",)
    (question,) = group.items
    assert isinstance(question, Question)
    assert (question.kind, question.type) == ("range", "string")
    assert question.appearance == ("vertical", "no-ticks")
    assert question.parameters == {"start": "0", "end": "10", "step": "2"}
    assert isinstance(repeat, Repeat)
    assert repeat.appearance == ("field-list",)
    assert [len(i.items) for i in repeat.instances] == [1]
    assert isinstance(trigger, Question)
    assert trigger.kind == "trigger"


def test_a_group_without_a_node_and_a_repeat_as_a_whole_have_states():
    form = Filling(SHAPED)
    form.answer("/data/a", "7")
    state = form.session.state(NodeRef.parse("/data/#1"))
    assert state.label.text == "Part 7"
    whole = form.session.state(NodeRef.parse("/data/r"))
    assert whole.label.text == "Entry"
    assert form.label("/data/r[1]") == "Entry"
    with pytest.raises(KeyError):
        form.session.state(NodeRef.parse("/data/none"))


def test_items_are_kept_until_instances_come_or_go():
    form = Filling(SHAPED)
    root = form.session.root
    form.answer("/data/a", "1")
    assert form.session.root is root
    form.add("/data/r")
    assert form.session.root is not root


def test_paths_with_positions_name_refs_and_back():
    form = Filling(SHAPED)
    form.add("/data/r")
    root = form.session.root
    for path in ("/data/a", "/data/g/b", "/data/r[2]/c", "/data/r[1]", "/data/r"):
        assert path_of(root, ref_at(root, path)) == path
    assert ref_at(root, "/anything/r[2]/c") == ref_at(root, "/data/r[2]/c")
    assert ref_at(root, "/data/r/c") == ref_at(root, "/data/r[1]/c")
    with pytest.raises(KeyError):
        ref_at(root, "/data/r[3]/c")
    with pytest.raises(ValueError, match="data"):
        ref_at(root, "data/a")


def test_an_added_instance_needs_a_uid_of_its_own():
    form = Filling(SHAPED)
    ref = NodeRef.parse("/data/r")
    form.session.add_repeat(ref, "same", form.moment())
    with pytest.raises(KnownError, match="FORM-UID"):
        form.session.add_repeat(ref, "same", form.moment())
    with pytest.raises(KeyError):
        form.session.add_repeat(NodeRef.parse("/data/g"), "x", form.moment())
    with pytest.raises(KeyError):
        form.session.remove_repeat(NodeRef.parse("/data/g"), form.moment())


def test_a_submission_is_xml_that_others_read():
    form = Filling(SHAPED)
    form.answer("/data/g/b", 'a <b> & "c"\r\nd')
    root = etree.fromstring(form.session.submission())
    assert root.get("id") == "test"
    assert root.get("version") == "1"
    assert root.findtext("g/b") == 'a <b> & "c"\r\nd'
    uid = root.find("r").get("{http://gridvisit.org/xforms/uid}uid")
    assert str(form.session.root.items[2].instances[0].ref) == f"/data/r[{uid}]"
    assert root.findtext("meta/instanceID") == form.session.instance_id


def test_a_form_of_pyxform_round_trips_with_its_namespaces():
    form = Filling(
        markdown("""
            | survey |      |      |       |
            |        | type | name | label |
            |        | text | a    | A     |
            | settings |         |                        |
            |          | form_id | instance_xmlns         |
            |          | own     | http://example.org/own |
        """)
    )
    form.answer("/data/a", "x")
    root = etree.fromstring(form.session.submission())
    assert etree.QName(root).namespace in (None, "http://example.org/own")
    assert form.reopened().sent() == form.sent()
    assert form.edited().value("/data/a") == "x"


def test_answers_with_any_text_come_back():
    form = Filling(SHAPED)
    for text in ("\t tab ", "]]>", "<!-- -->", "’“”", "𠮷", "a\nb", "&amp;"):
        form.answer("/data/g/b", text)
        assert form.reopened().value("/data/g/b") == text
        assert form.edited().value("/data/g/b") == text


EMPTY_REPEAT = (
    "<have/><fc jr:template=''><ok/></fc>",
    '<bind nodeset="/data/fc" relevant="/data/have = \'yes\'"/>',
    '<input ref="/data/have"/><group ref="/data/fc"><label>Extinguishers'
    '</label><repeat nodeset="/data/fc"><input ref="/data/fc/ok"/></repeat></group>',
)


def test_a_repeat_without_instances_is_relevant_by_its_own_condition():
    form = Filling(xform(*EMPTY_REPEAT))
    repeat = NodeRef.parse("/data/fc")
    assert not form.session.state(repeat).relevant
    changes = form.answer("/data/have", "yes")
    assert repeat in changes.nodes
    assert form.session.state(repeat).relevant
    form.add("/data/fc")
    changes = form.answer("/data/have", "no")
    assert repeat in changes.nodes
    assert not form.session.state(repeat).relevant


def test_a_group_without_a_node_tells_when_its_label_changes():
    form = Filling(
        xform(
            "<who/><a/>",
            "",
            '<input ref="/data/who"/><group><label>Of <output value="/data/who"/>'
            '</label><input ref="/data/a"/></group>',
        )
    )
    group = form.session.root.items[1].ref
    assert form.session.state(group).label.text == "Of"
    changes = form.answer("/data/who", "Li")
    assert group in changes.nodes
    assert form.session.state(group).label.text == "Of Li"
    assert group not in form.answer("/data/a", "1").nodes
