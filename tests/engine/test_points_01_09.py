"""Where toy engines fail, points 1 to 9: events, repeats, values, lists, edits."""

import pytest

from forms.engine.definition.choices import MemoryRows
from forms.errors import KnownError
from tests.engine.filling import Filling, World, markdown, xform

# ---- 1 setvalue


NESTED = xform(
    "<a/><g><b/></g><r jr:template=''><c/></r><r><c/></r><n>0</n><t/><u/>",
    '<bind nodeset="/data/n" type="int"/>'
    '<setvalue ref="/data/a" event="odk-instance-first-load" value="\'model\'"/>',
    '<group ref="/data/g"><input ref="/data/g/b">'
    '<setvalue ref="/data/g/b" event="odk-instance-first-load" value="\'group\'"/>'
    "</input></group>"
    '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/c"/>'
    '<setvalue ref="/data/r/c" event="odk-instance-first-load">first</setvalue>'
    '<setvalue ref="/data/r/c" event="odk-new-repeat">later</setvalue>'
    "</repeat></group>"
    '<setvalue ref="/data/n" event="odk-instance-load" value="/data/n + 1"/>'
    '<input ref="/data/a">'
    '<setvalue ref="/data/t" event="xforms-value-changed" value="/data/a"/>'
    '<setvalue ref="/data/u" event="xforms-value-changed" value="\'seen\'"/></input>',
)


def test_01_first_load_runs_in_the_model_in_groups_in_repeats_and_in_the_body():
    form = Filling(NESTED)
    assert form.value("/data/a") == "model"
    assert form.value("/data/g/b") == "group"
    assert form.value("/data/r[1]/c") == "first"


def test_01_instance_load_runs_at_every_load():
    form = Filling(NESTED)
    assert form.value("/data/n") == "1"
    assert form.edited().value("/data/n") == "2"


def test_01_a_restored_form_has_not_been_loaded_again():
    assert Filling(NESTED).reopened().value("/data/n") == "1"


def test_01_new_repeat_runs_only_for_instances_added_after_the_load():
    form = Filling(NESTED)
    form.add("/data/r")
    assert form.value("/data/r[1]/c") == "first"
    assert form.value("/data/r[2]/c") == "later"


def test_01_one_change_runs_several_setvalues_and_two_may_share_a_ref():
    form = Filling(NESTED)
    form.answer("/data/a", "x")
    assert (form.value("/data/t"), form.value("/data/u")) == ("x", "seen")


def test_01_value_changed_runs_after_the_recompute():
    form = Filling(
        xform(
            "<a/><double/><copy/>",
            '<bind nodeset="/data/a" type="int"/>'
            '<bind nodeset="/data/double" calculate="/data/a * 2"/>',
            '<input ref="/data/a"><setvalue ref="/data/copy" '
            'event="xforms-value-changed" value="/data/double"/></input>',
        )
    )
    form.answer("/data/a", "4")
    assert form.value("/data/copy") == "8"


def test_01_setting_the_same_value_changes_nothing():
    form = Filling(NESTED)
    form.answer("/data/a", "x")
    changes = form.answer("/data/a", "x")
    assert not changes.values
    assert not changes.nodes


# ---- 2 jr:count

COUNTED = xform(
    "<n/><total/><r jr:template=''><a/><pos/></r>",
    '<bind nodeset="/data/n" type="decimal"/><bind nodeset="/data/r/a" type="int"/>'
    '<bind nodeset="/data/r/pos" calculate="position(..)"/>'
    '<bind nodeset="/data/total" calculate="sum(/data/r/a)"/>',
    '<input ref="/data/n"/><group ref="/data/r"><label>R</label>'
    '<repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"/>'
    '<setvalue ref="/data/r/a" event="odk-new-repeat" value="7"/></repeat></group>',
)


def test_02_a_count_adds_and_removes_at_once_and_cuts_fractions():
    form = Filling(COUNTED)
    changes = form.answer("/data/n", "2.9")
    assert len(changes.added) == 2
    assert form.value("/data/r[2]/pos") == "2"
    assert form.value("/data/total") == "14"
    assert len(form.answer("/data/n", "1").removed) == 1
    assert form.value("/data/total") == "7"


def test_02_excess_answers_are_not_sent_but_come_back_with_the_count():
    form = Filling(COUNTED)
    form.answer("/data/n", "3")
    form.answer("/data/r[3]/a", "30")
    form.answer("/data/n", "1")
    assert "30" not in form.sent()
    again = form.reopened()
    assert again.sent() == form.sent()
    for one in (form, again):
        one.answer("/data/n", "3")
        assert one.value("/data/r[3]/a") == "30"
    assert again.session.snapshot() == form.session.snapshot()


@pytest.mark.parametrize("typed", ["", "-1", "0", "0.9"])
def test_02_no_number_and_less_than_one_count_as_none(typed):
    form = Filling(COUNTED)
    form.answer("/data/n", "2")
    form.answer("/data/n", typed)
    assert "<r " not in form.sent()


def test_02_a_counted_repeat_cannot_be_changed_by_hand():
    form = Filling(COUNTED)
    form.answer("/data/n", "1")
    with pytest.raises(KnownError, match="FORM-FIXED"):
        form.add("/data/r")
    with pytest.raises(KnownError, match="FORM-FIXED"):
        form.remove("/data/r[1]")


def test_02_a_wild_count_is_refused_with_a_sentence():
    form = Filling(
        xform(
            "<n/><r jr:template=''>" + "".join(f"<a{i}/>" for i in range(50)) + "</r>",
            "",
            '<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n">'
            '<input ref="/data/r/a1"/></repeat>',
        )
    )
    form.answer("/data/n", "2")
    before = form.session.snapshot()
    with pytest.raises(KnownError, match="FORM-TOO-MANY"):
        form.answer("/data/n", "1000000000")
    assert form.session.snapshot() == before


def test_02_no_add_remove_keeps_what_the_form_brings():
    form = Filling(
        xform(
            "<r><a>1</a></r><r><a>2</a></r><s jr:template=''><b/></s>",
            "",
            '<repeat nodeset="/data/r" jr:noAddRemove="true()"><input ref="/data/r/a"/>'
            '</repeat><repeat nodeset="/data/s" jr:noAddRemove="true()">'
            '<input ref="/data/s/b"/></repeat>',
        )
    )
    assert [form.value(f"/data/r[{i}]/a") for i in (1, 2)] == ["1", "2"]
    assert form.value("/data/s[1]/b") == ""
    with pytest.raises(KnownError, match="FORM-FIXED"):
        form.add("/data/r")


def test_02_a_template_is_what_new_instances_are_and_no_instance_itself():
    form = Filling(
        xform(
            "<r jr:template=''><a>new</a></r><r><a>first</a></r>",
            "",
            '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>',
        )
    )
    form.add("/data/r")
    assert form.value("/data/r[1]/a") == "first"
    assert form.value("/data/r[2]/a") == "new"


@pytest.mark.parametrize("count", ["", ' jr:count="2"'])
def test_02_without_template_what_stands_in_an_instance_is_its_own(count):
    form = Filling(
        xform(
            "<r><a>1</a><g><b>x<!-- y -->z</b></g><s><c>2</c></s></r><sum/>",
            '<bind nodeset="/data/sum" calculate="sum(/data/r/a)"/>',
            f'<repeat nodeset="/data/r"{count}><input ref="/data/r/a"/>'
            '<input ref="/data/r/g/b"/><repeat nodeset="/data/r/s">'
            '<input ref="/data/r/s/c"/></repeat></repeat>',
        )
    )
    if not count:
        form.add("/data/r")
    assert [form.value(f"/data/r[1]/{n}") for n in ("a", "g/b", "s/c")] == [
        "1",
        "xz",
        "2",
    ]
    assert [form.value(f"/data/r[2]/{n}") for n in ("a", "g/b", "s/c")] == [""] * 3
    assert form.value("/data/sum") == "1"


# ---- 3 canonical values


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("int", "3.9", "3"),
        ("int", " 007 ", "7"),
        ("int", "1e3", "1000"),
        ("decimal", "19.50", "19.50"),
        ("decimal", "+2", "2"),
        ("decimal", "1e-7", "0.0000001"),
        ("date", "2026-12-24T23:30:00.000+08:00", "2026-12-24"),
        ("date", "2026-12-24T23:30:00.000Z", "2026-12-25"),
        ("dateTime", "2026-12-24T09:00:00.000+08:00", "2026-12-24T09:00:00.000+08:00"),
        ("time", "09:05:00.000+08:00", "09:05:00.000+08:00"),
        ("geopoint", "35.4 116.58", "35.4 116.58 0.0 0.0"),
        ("geopoint", "35.4 116.58 40 4.5", "35.4 116.58 40.0 4.5"),
        ("geotrace", "1 2;3 4", "1.0 2.0 0.0 0.0; 3.0 4.0 0.0 0.0"),
        ("boolean", "true", "true"),
        ("string", " kept as it is ", " kept as it is "),
        ("string", "no\x00control\x0b", "nocontrol"),
    ],
)
def test_03_an_answer_is_kept_in_the_canonical_form_of_its_type(kind, typed, kept):
    form = Filling(
        xform(
            "<a/>", f'<bind nodeset="/data/a" type="{kind}"/>', '<input ref="/data/a"/>'
        )
    )
    form.answer("/data/a", typed)
    assert form.value("/data/a") == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("int", "twelve"),
        ("int", "9" * 500),
        ("decimal", "1,5"),
        ("date", "2026-02-30"),
        ("date", "24.12.2026"),
        ("time", "25:00:00"),
        ("dateTime", "2026-12-24 09:00"),
        ("geopoint", "35.4"),
        ("geopoint", "95 10"),
        ("boolean", "maybe"),
    ],
)
def test_03_what_the_type_cannot_read_is_shown_back_but_is_no_value(kind, typed):
    form = Filling(
        xform(
            "<a/><copy/>",
            f'<bind nodeset="/data/a" type="{kind}"/>'
            '<bind nodeset="/data/copy" calculate="/data/a"/>',
            '<input ref="/data/a"/>',
        )
    )
    form.answer("/data/a", typed)
    for one in (form, form.reopened()):
        assert one.value("/data/a") == one.value("/data/copy") == ""
        assert one.state("/data/a").value == typed
        assert one.broken() == [("/data/a", "type")]
    form.answer("/data/a", "")
    assert form.broken() == []


# ---- 4 stale selections

CASCADE = markdown("""
    | survey |                        |         |         |                     |
    |        | type                   | name    | label   | choice_filter       |
    |        | select_one street      | street  | Street  |                     |
    |        | select_one estate      | estate  | Estate  | street = ${street}  |
    |        | select_multiple house  | houses  | Houses  | estate = ${estate}  |
    |        | select_one many        | many    | Many    | selected(${houses}, house) |
    | choices |           |      |       |        |        |       |
    |         | list_name | name | label | street | estate | house |
    |         | street    | s1   | S1    |        |        |       |
    |         | street    | s2   | S2    |        |        |       |
    |         | estate    | e1   | E1    | s1     |        |       |
    |         | estate    | e2   | E2    | s2     |        |       |
    |         | estate    | e3   | E3    | s2     |        |       |
    |         | house     | h1   | H1    |        | e1     |       |
    |         | house     | h2   | H2    |        | e1     |       |
    |         | house     | h3   | H3    |        | e2     |       |
    |         | many      | m1   | M1    |        |        | h1    |
    |         | many      | m2   | M2    |        |        | h2    |
""")


def test_04_a_selection_that_is_offered_no_longer_is_dropped_in_cascade():
    form = Filling(CASCADE)
    form.answer("/data/street", "s1")
    form.answer("/data/estate", "e1")
    form.answer("/data/houses", "h2 h1")
    form.answer("/data/many", "m1")
    assert form.offered("/data/many") == ["m1", "m2"]
    changes = form.answer("/data/street", "s2")
    assert form.value("/data/estate") == form.value("/data/houses") == ""
    assert form.value("/data/many") == ""
    assert form.offered("/data/estate") == ["e2", "e3"]
    assert set(changes.values.values()) == {"s2", ""}


ORDERED = xform(
    "<keep>1</keep><many/>",
    '<instance id="list"><root>'
    + "".join(
        f"<item><name>{n}</name><k>{k}</k></item>"
        for n, k in (("a", 1), ("b", 2), ("c", 3))
    )
    + "</root></instance>",
    '<input ref="/data/keep"/><select ref="/data/many"><itemset nodeset="'
    "instance('list')/root/item[k &gt;= /data/keep]\"><value ref='name'/>"
    "<label ref='name'/></itemset></select>",
)


def test_04_what_stays_offered_stays_chosen_in_its_order():
    form = Filling(ORDERED)
    form.answer("/data/many", "c a b")
    form.answer("/data/keep", "2")
    assert form.value("/data/many") == "c b"


def test_04_a_value_that_is_not_offered_is_no_answer():
    form = Filling(ORDERED)
    form.answer("/data/many", "a z")
    assert form.value("/data/many") == ""
    assert form.broken() == [("/data/many", "type")]


def test_04_an_answer_given_before_its_list_offers_it_is_taken_when_it_does():
    form = Filling(CASCADE)
    form.answer("/data/estate", "e2")
    assert form.broken() == [("/data/estate", "type")]
    form.answer("/data/street", "s2")
    assert form.value("/data/estate") == "e2"
    assert form.broken() == []


# ---- 5 relevance

RELEVANCE = xform(
    "<on>1</on><g><h><a>x</a></h><b>y</b></g><joined/>",
    '<bind nodeset="/data/g" relevant="/data/on = 1"/>'
    '<bind nodeset="/data/g/h" relevant="/data/on != 2"/>'
    '<bind nodeset="/data/joined" calculate="concat(/data/g/h/a, /data/g/b)"/>',
    '<input ref="/data/on"/><group ref="/data/g"><group ref="/data/g/h">'
    '<input ref="/data/g/h/a"/></group><input ref="/data/g/b"/></group>',
)


def test_05_what_is_not_relevant_reads_blank_is_not_sent_and_comes_back():
    form = Filling(RELEVANCE)
    assert form.value("/data/joined") == "xy"
    form.answer("/data/on", "0")
    assert form.value("/data/joined") == form.value("/data/g/h/a") == ""
    assert "<g>" not in form.sent()
    form.answer("/data/on", "1")
    assert form.value("/data/joined") == "xy"
    assert form.value("/data/g/h/a") == "x"


def test_05_an_inner_condition_waits_for_the_outer_one():
    form = Filling(RELEVANCE)
    form.answer("/data/on", "2")
    form.answer("/data/on", "0")
    assert not form.relevant("/data/g/h/a")
    form.answer("/data/on", "1")
    assert form.relevant("/data/g/h/a")


def test_05_the_root_itself_may_be_irrelevant():
    form = Filling(
        xform(
            "<a/>",
            '<bind nodeset="/data" relevant="false()"/>',
            '<input ref="/data/a"/>',
        )
    )
    assert not form.relevant("/data/a")


def test_05_changes_name_the_nodes_that_came_and_went():
    form = Filling(RELEVANCE)
    changes = form.answer("/data/on", "0")
    told = {str(ref) for ref in changes.nodes}
    assert told == {"/data/on", "/data/g", "/data/g/h", "/data/g/h/a", "/data/g/b"}


# ---- 6 removing a repeat

REMOVED = xform(
    "<sum/><count/><r jr:template=''><a/><pos/><share/></r>",
    '<bind nodeset="/data/r/a" type="int"/>'
    '<bind nodeset="/data/r/pos" calculate="position(..)"/>'
    '<bind nodeset="/data/r/share" calculate="../a div sum(../../r/a)"/>'
    '<bind nodeset="/data/sum" calculate="sum(/data/r/a)"/>'
    '<bind nodeset="/data/count" calculate="count(/data/r)"/>',
    '<group ref="/data/r"><label>Entry</label><repeat nodeset="/data/r">'
    '<input ref="/data/r/a"/></repeat></group>',
)


def test_06_removing_a_repeat_renumbers_and_recounts_everywhere():
    form = Filling(REMOVED)
    for number in ("10", "20", "30"):
        form.add("/data/r")
        form.answer(f"/data/r[{int(number) // 10}]/a", number)
    changes = form.remove("/data/r[1]")
    assert [form.value(f"/data/r[{i}]/pos") for i in (1, 2)] == ["1", "2"]
    assert [form.value(f"/data/r[{i}]/share") for i in (1, 2)] == ["0.4", "0.6"]
    assert (form.value("/data/sum"), form.value("/data/count")) == ("50", "2")
    assert len(changes.removed) == 1
    assert not any(ref.within(changes.removed[0]) for ref in changes.values)


# ---- 7 jr:choice-name

NAMED = markdown("""
    | survey |               |      |             |             |             |
    |        | type          | name | label::zh   | label::en   | calculation |
    |        | select_one yn | a    | 问          | Ask         |             |
    |        | calculate     | said |      |      | jr:choice-name(${a}, '${a}') |
    |        | note          | told | 你说${said} | You said ${said} |        |
    | choices |           |      |           |           |
    |         | list_name | name | label::zh | label::en |
    |         | yn        | 1    | 是        | Yes       |
    |         | yn        | 0    | 否        | No        |
    | settings |                  |
    |          | default_language |
    |          | zh               |
""")


def test_07_choice_name_reads_itext_and_follows_the_language():
    form = Filling(NAMED)
    form.answer("/data/a", "1")
    assert form.value("/data/said") == "是"
    assert form.label("/data/told") == "你说是"
    form.session.set_language("en")
    assert form.value("/data/said") == "Yes"
    assert form.label("/data/told") == "You said Yes"


def test_07_choice_name_knows_static_items():
    form = Filling(
        xform(
            "<a>2</a><said/>",
            '<bind nodeset="/data/said" '
            "calculate=\"jr:choice-name(/data/a, '/data/a')\"/>",
            '<select1 ref="/data/a"><item><label>One</label><value>1</value></item>'
            "<item><label>Two</label><value>2</value></item></select1>",
        )
    )
    assert form.value("/data/said") == "Two"


# ---- 8 external data

LISTED = xform(
    "<pick/><name/>",
    '<instance id="places" src="jr://file-csv/places.csv"/>'
    '<bind nodeset="/data/name" '
    "calculate=\"instance('places')/root/item[name = /data/pick]/label\"/>",
    '<select1 ref="/data/pick"><itemset nodeset="instance(\'places\')/root/item">'
    "<value ref='name'/><label ref='label'/></itemset></select1>",
)


@pytest.mark.parametrize(
    "data",
    [
        b"name,label\na,A\nb,B\n",
        b"\xef\xbb\xbfname;label\r\na;A\r\n\r\nb;B\r\n",
        b"name\tlabel\ra\tA\rb\tB",
        b'name,label\n\n"a","A"\n,\nb,B\n\n',
    ],
)
def test_08_csv_is_read_with_any_separator_line_end_mark_and_blank_lines(data):
    form = Filling(LISTED, World({"jr://file-csv/places.csv": data}))
    assert form.offered("/data/pick") == ["a", "b"]
    form.answer("/data/pick", "b")
    assert form.value("/data/name") == "B"


def test_08_a_missing_file_offers_nothing_and_takes_no_answer_away():
    form = Filling(LISTED, World({"jr://file-csv/places.csv": b"name,label\na,A\n"}))
    form.answer("/data/pick", "a")
    form.world.files.clear()
    later = form.edited()
    assert later.offered("/data/pick") == []
    assert later.value("/data/pick") == "a"


def test_08_a_list_of_rows_is_asked_and_not_copied():
    rows = MemoryRows(
        ("name", "label"), [{"name": f"n{i}", "label": f"L{i}"} for i in range(50_000)]
    )
    form = Filling(LISTED, World({"jr://file-csv/places.csv": rows}))
    form.answer("/data/pick", "n49999")
    assert form.value("/data/name") == "L49999"
    choices = form.state("/data/pick").choices
    assert choices is not None
    assert len(choices) == 50_000
    assert [c.value for c in choices.find("l4999", 3)] == ["n4999", "n49990", "n49991"]


def test_08_geojson_gives_geometry_and_properties():
    definition = xform(
        "<where/><at/>",
        '<instance id="places" src="jr://file/places.geojson"/>'
        '<bind nodeset="/data/at" calculate="'
        "instance('places')/root/item[id = /data/where]/geometry\"/>",
        '<select1 ref="/data/where"><itemset nodeset="instance(\'places\')/root/item">'
        "<value ref='id'/><label ref='title'/></itemset></select1>",
    )
    data = (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "f1",'
        b'"geometry": {"type": "Point", "coordinates": [116.58, 35.4]},'
        b'"properties": {"title": "Gate"}}]}'
    )
    form = Filling(definition, World({"jr://file/places.geojson": data}))
    form.answer("/data/where", "f1")
    assert form.value("/data/at") == "35.4 116.58 0 0"


SAVED = markdown("""
    | survey |      |       |       |                       |
    |        | type | name  | label | default               |
    |        | text | grid  | Grid  | ${last-saved#grid}    |
""")


def test_08_last_saved_answers_are_defaults_and_blank_the_first_time():
    form = Filling(SAVED)
    assert form.value("/data/grid") == ""
    form.answer("/data/grid", "XYQY03")
    world = World({"jr://instance/last-saved": form.session.submission()})
    assert Filling(SAVED, world).value("/data/grid") == "XYQY03"


# ---- 9 editing


EDITED = xform(
    "<start/><once/><a>default</a><gone>shown</gone><hide/><r jr:template=''><b/></r>",
    '<bind nodeset="/data/start" jr:preload="timestamp" jr:preloadParams="start"/>'
    '<bind nodeset="/data/once" calculate="once(uuid())"/>'
    '<bind nodeset="/data/gone" relevant="/data/hide = \'\'"/>'
    '<setvalue ref="/data/a" event="odk-instance-first-load" value="\'loaded\'"/>',
    '<input ref="/data/a"/><input ref="/data/gone"/><input ref="/data/hide"/>'
    '<repeat nodeset="/data/r"><input ref="/data/r/b"/></repeat>',
)


def test_09_an_edit_runs_no_first_load_and_rotates_the_ids():
    form = Filling(EDITED)
    form.answer("/data/a", "mine")
    form.add("/data/r")
    form.answer("/data/r[1]/b", "kept")
    edit = form.edited()
    assert edit.value("/data/a") == "mine"
    assert edit.value("/data/start") == form.value("/data/start")
    assert edit.value("/data/once") == form.value("/data/once")
    assert edit.session.deprecated_id == form.session.instance_id
    assert edit.session.instance_id != form.session.instance_id
    assert f"<deprecatedID>{form.session.instance_id}</deprecatedID>" in edit.sent()
    again = edit.edited()
    assert again.session.deprecated_id == edit.session.instance_id


def test_09_repeat_instances_keep_their_uid_through_an_edit():
    form = Filling(EDITED)
    form.add("/data/r")
    form.add("/data/r")
    edit = form.edited()
    assert [str(c) for c in _repeat_refs(edit)] == [str(c) for c in _repeat_refs(form)]


def test_09_what_was_not_sent_comes_back_with_the_forms_default():
    form = Filling(EDITED)
    form.answer("/data/hide", "1")
    edit = form.edited()
    edit.answer("/data/hide", "")
    assert edit.value("/data/gone") == "shown"


def test_09_a_record_of_another_form_is_refused():
    with pytest.raises(KnownError, match="INSTANCE-OTHER-FORM"):
        Filling(EDITED).session.edit(
            EDITED, World(), b'<data id="other"/>', Filling(EDITED).moment()
        )


def _repeat_refs(form):
    return [i.ref for i in form.session.root.items[-1].instances]
