"""Where toy engines fail, points 18 to 25: order, readonly, numbers, entities, meta."""

import pytest

from forms.errors import KnownError
from tests.engine.filling import Filling, World, markdown, xform

# ---- 18 order


def test_18_a_diamond_is_computed_once_and_right():
    form = Filling(
        xform(
            "<bottom/><left/><right/><top/>",
            '<bind nodeset="/data/bottom" '
            "calculate=\"concat(/data/left, '-', /data/right)\"/>"
            '<bind nodeset="/data/left" calculate="/data/top + 1"/>'
            '<bind nodeset="/data/right" calculate="/data/top + 2"/>'
            '<bind nodeset="/data/top" type="int"/>',
            '<input ref="/data/top"/>',
        )
    )
    changes = form.answer("/data/top", "1")
    assert form.value("/data/bottom") == "2-3"
    assert len(changes.values) == 4


def test_18_relevance_and_calculates_chain():
    form = Filling(
        xform(
            "<a/><b/><c/><d/>",
            '<bind nodeset="/data/d" calculate="concat(\'d\', /data/c)"/>'
            '<bind nodeset="/data/c" relevant="/data/b = 2" calculate="/data/b * 10"/>'
            '<bind nodeset="/data/b" calculate="/data/a + 1"/>',
            '<input ref="/data/a"/>',
        )
    )
    form.answer("/data/a", "1")
    assert form.value("/data/d") == "d20"
    form.answer("/data/a", "5")
    assert form.value("/data/d") == "d"


@pytest.mark.parametrize(
    ("binds", "path"),
    [
        (
            '<bind nodeset="/data/a" calculate="/data/b"/>'
            '<bind nodeset="/data/b" calculate="/data/c"/>'
            '<bind nodeset="/data/c" calculate="/data/a"/>',
            "/data/a → /data/b → /data/c → /data/a",
        ),
        (
            '<bind nodeset="/data/a" relevant="/data/b = 1"/>'
            '<bind nodeset="/data/b" calculate="/data/a"/>',
            "/data/a → /data/b → /data/a",
        ),
        (
            '<bind nodeset="/data/g" relevant="/data/g/x = 1"/>',
            "/data/g → /data/g",
        ),
    ],
)
def test_18_a_cycle_is_refused_with_its_path(binds, path):
    with pytest.raises(KnownError, match="FORM-CYCLE") as caught:
        xform("<a/><b/><c/><g><x/></g>", binds, '<input ref="/data/a"/>')
    assert caught.value.fields["path"] == path


def test_18_a_value_from_the_instance_before_is_no_cycle():
    form = Filling(
        xform(
            "<r jr:template=''><a/><sum/></r>",
            '<bind nodeset="/data/r/a" type="int"/>'
            '<bind nodeset="/data/r/sum" calculate="../a + coalesce(/data/r[position() '
            '= position(current()/..) - 1]/sum, 0)"/>',
            '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>',
        )
    )
    for place in (1, 2, 3):
        form.add("/data/r")
        form.answer(f"/data/r[{place}]/a", "10")
    assert form.value("/data/r[3]/sum") == "30"
    form.answer("/data/r[1]/a", "1")
    assert form.value("/data/r[3]/sum") == "21"


def test_18_readonly_may_depend_on_each_other():
    form = Filling(
        xform(
            "<a/><b/>",
            '<bind nodeset="/data/a" readonly="/data/b != \'\'"/>'
            '<bind nodeset="/data/b" readonly="/data/a != \'\'"/>',
            '<input ref="/data/a"/><input ref="/data/b"/>',
        )
    )
    form.answer("/data/a", "1")
    assert form.state("/data/b").readonly
    assert not form.state("/data/a").readonly


# ---- 19 readonly

LOCKED = xform(
    "<lock/><g><a/><sum/></g>",
    '<bind nodeset="/data/g" readonly="/data/lock = 1"/>'
    '<bind nodeset="/data/g/sum" readonly="true()" calculate="/data/lock + 1"/>',
    '<input ref="/data/lock"/><group ref="/data/g"><input ref="/data/g/a"/>'
    '<input ref="/data/g/sum"/></group>',
)


def test_19_a_group_lends_its_readonly_to_what_is_inside():
    form = Filling(LOCKED)
    assert not form.state("/data/g/a").readonly
    changes = form.answer("/data/lock", "1")
    assert "/data/g/a" in {str(ref) for ref in changes.nodes}
    assert form.state("/data/g/a").readonly
    with pytest.raises(KnownError, match="FORM-READONLY"):
        form.answer("/data/g/a", "x")


def test_19_readonly_does_not_stop_a_calculate():
    form = Filling(LOCKED)
    form.answer("/data/lock", "1")
    assert form.value("/data/g/sum") == "2"


def test_19_an_input_that_is_always_readonly_is_a_note():
    form = Filling(LOCKED)
    group = form.session.root.items[1]
    assert [q.kind for q in group.items] == ["input", "note"]


# ---- 20 numbers


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1000000 * 1000000", "1000000000000"),
        ("1 div 8", "0.125"),
        ("2.0", "2"),
        ("number('x')", ""),
        ("/data/blank + 1", ""),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 div 0", "Infinity"),
        ("1 div 10000000", "0.0000001"),
    ],
)
def test_20_numbers_read_as_people_write_them(expression, text):
    form = Filling(
        xform("<blank/><a/>", f'<bind nodeset="/data/a" calculate="{expression}"/>')
    )
    assert form.value("/data/a") == text


# ---- 21 attributes and entities

ENTITIES = markdown("""
    | survey |                          |       |       |            |           |          |
    |        | type                     | name  | label | required   | relevant  | save_to  |
    |        | csv-external             | tree  |       |            |           |          |
    |        | text                     | kind  | Kind  |            |           | tree#kind |
    |        | text                     | more  | More  |            | ${kind} = 'oak' | tree#more |
    |        | text                     | pick  | Id    |            |           |          |
    | entities |           |           |                |               |                |
    |          | list_name | entity_id | create_if      | update_if     | label          |
    |          | tree      | ${pick}   | ${pick} != ''  | ${pick} != '' | ${kind}        |
""")  # noqa: E501
TREE = "5b2ef76c-91a5-4bcb-9d4a-5a3ae47fd6f5"


def test_21_an_upsert_creates_what_is_not_known_and_updates_what_is():
    form = Filling(ENTITIES)
    assert form.session.entity_writes() == ()
    form.answer("/data/kind", "oak")
    form.answer("/data/more", "old")
    form.answer("/data/pick", TREE)
    (made,) = form.session.entity_writes()
    assert (made.action, made.id, made.list_name) == ("create", TREE, "tree")
    assert (made.label, made.properties) == ("oak", {"kind": "oak", "more": "old"})
    form.world.entities.add(("tree", TREE))
    assert form.session.entity_writes()[0].action == "update"


def test_21_a_property_of_what_is_not_relevant_is_left_out_and_blank_clears():
    form = Filling(ENTITIES)
    form.answer("/data/pick", TREE)
    (written,) = form.session.entity_writes()
    assert written.properties == {"kind": ""}


def test_21_an_update_names_the_version_it_saw():
    data = f"name,label,__version\n{TREE},Oak,7\n".encode()
    form = Filling(ENTITIES, World({"jr://file-csv/tree.csv": data}))
    form.world.entities.add(("tree", TREE))
    form.answer("/data/pick", TREE)
    assert form.session.entity_writes()[0].base_version == "7"


REPEATED = markdown("""
    | survey |              |      |       |          |
    |        | type         | name | label | save_to  |
    |        | text         | farm | Farm  |          |
    |        | begin repeat | r    | Tree  |          |
    |        | text         | kind | Kind  | tree#kind |
    |        | end repeat   |      |       |          |
    | entities |           |              |
    |          | list_name | label        |
    |          | tree      | ${kind}      |
""")


def test_21_each_repeat_instance_makes_an_entity_with_an_id_of_its_own():
    form = Filling(REPEATED)
    form.answer("/data/r[1]/kind", "oak")
    form.add("/data/r")
    form.answer("/data/r[2]/kind", "elm")
    writes = form.session.entity_writes()
    assert [w.label for w in writes] == ["oak", "elm"]
    assert len({w.id for w in writes}) == 2
    assert [w.container.name for w in writes] == ["r", "r"]
    ids = [w.id for w in form.edited().session.entity_writes()]
    assert ids == [w.id for w in writes]


def test_21_attributes_can_be_bound_calculated_and_sent():
    form = Filling(
        xform(
            '<a/><b note=""/>',
            '<bind nodeset="/data/b/@note" calculate="concat(\'n\', /data/a)"/>'
            '<bind nodeset="/data/b" relevant="/data/a != 2"/>',
            '<input ref="/data/a"/><input ref="/data/b"/>',
        )
    )
    form.answer("/data/a", "1")
    assert '<b note="n1"/>' in form.sent()
    form.answer("/data/a", "2")
    assert "<b" not in form.sent()
    again = form.reopened()
    again.answer("/data/a", "3")
    assert '<b note="n3"/>' in again.sent()


# ---- 22 meta


def test_22_meta_questions_are_filled_in_and_the_end_at_the_end():
    form = Filling(
        markdown("""
            | survey |             |             |       |
            |        | type        | name        | label |
            |        | start       | start       |       |
            |        | end         | end         |       |
            |        | today       | today       |       |
            |        | username    | username    |       |
            |        | deviceid    | deviceid    |       |
            |        | text        | who         | Who   |
            | settings |                        |
            |          | instance_name          |
            |          | concat('Of ', ${who})  |
        """),
        World(properties={"username": "w02", "deviceid": "gridvisit:d1"}),
    )
    assert form.value("/data/start") == "2026-12-24T09:30:00.000+08:00"
    assert form.value("/data/today") == "2026-12-24"
    assert form.value("/data/username") == "w02"
    assert form.value("/data/deviceid") == "gridvisit:d1"
    assert form.value("/data/end") == ""
    form.answer("/data/who", "Li")
    assert form.session.instance_name == "Of Li"
    assert form.session.instance_id.startswith("uuid:")
    form.session.finalize(form.moment())
    assert form.value("/data/end") == "2026-12-24T09:32:00.000+08:00"


def test_22_a_form_without_meta_is_given_an_instance_id():
    form = Filling(xform("<a/>"))
    assert len(form.session.instance_id) == len("uuid:") + 36


# ---- 23 randomize


def shuffled(seed):
    return Filling(
        xform(
            f"<a/><seed>{seed}</seed>",
            '<instance id="list"><root>'
            + "".join(f"<item><name>{n}</name></item>" for n in "ABCDEF")
            + "</root></instance>",
            '<select1 ref="/data/a"><itemset nodeset="randomize(instance(\'list\')'
            "/root/item, /data/seed)\"><value ref='name'/><label ref='name'/>"
            "</itemset></select1>",
        )
    )


def test_23_a_seed_gives_the_order_that_collect_gives():
    # JavaRosa: Park-Miller numbers, seed 42.
    assert "".join(shuffled("42").offered("/data/a")) == "AFCBDE"


def test_23_a_text_seed_gives_one_order_of_its_own():
    one, other = shuffled("alpha"), shuffled("beta")
    assert one.offered("/data/a") == shuffled("alpha").offered("/data/a")
    assert one.offered("/data/a") != other.offered("/data/a")


def test_23_without_a_seed_the_order_stays_while_the_form_is_open():
    form = Filling(
        xform(
            "<a/><b/>",
            '<instance id="list"><root>'
            + "".join(f"<item><name>{n}</name></item>" for n in "ABCDEF")
            + "</root></instance>",
            '<input ref="/data/b"/><select1 ref="/data/a"><itemset nodeset="randomize('
            "instance('list')/root/item)\"><value ref='name'/><label ref='name'/>"
            "</itemset></select1>",
        )
    )
    order = form.offered("/data/a")
    form.answer("/data/b", "1")
    form.session.set_language("x")
    assert form.offered("/data/a") == form.reopened().offered("/data/a") == order


# ---- 24 attachments

PICTURES = xform(
    "<on>1</on><photo/><r jr:template=''><photo/></r>",
    '<bind nodeset="/data/photo" type="binary" relevant="/data/on = 1" '
    'orx:max-pixels="1600"/><bind nodeset="/data/r/photo" type="binary"/>',
    '<input ref="/data/on"/><upload ref="/data/photo" mediatype="image/*"/>'
    '<repeat nodeset="/data/r"><upload ref="/data/r/photo" mediatype="image/*"/>'
    "</repeat>",
)


def test_24_attachments_are_the_relevant_files_wherever_they_are():
    form = Filling(PICTURES)
    form.answer("/data/photo", "a.jpg")
    form.add("/data/r")
    form.answer("/data/r[1]/photo", "b.jpg")
    assert [name for _, name in form.session.attachments()] == ["a.jpg", "b.jpg"]
    form.answer("/data/on", "0")
    assert [name for _, name in form.session.attachments()] == ["b.jpg"]
    form.remove("/data/r[1]")
    assert form.session.attachments() == ()


def test_24_an_upload_says_what_it_takes():
    photo = Filling(PICTURES).session.root.items[1]
    assert (photo.kind, photo.type) == ("upload", "binary")
    assert photo.mediatype == "image/*"
    assert photo.parameters == {"max-pixels": "1600"}


# ---- 25 regex


def test_25_a_pattern_must_match_the_whole_answer_as_in_collect():
    form = Filling(
        xform(
            "<a/>",
            '<bind nodeset="/data/a" constraint="regex(., \'[0-9]{3}\')"/>',
            '<input ref="/data/a"/>',
        )
    )
    form.answer("/data/a", "123")
    assert form.broken() == []
    form.answer("/data/a", "x123")
    assert form.broken() == [("/data/a", "constraint")]
