"""Where toy engines fail, points 10 to 17: calculates, rules, texts, dates, repeats."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from forms.engine.instance.positions import ref_at
from forms.engine.instance.session import FormSession
from tests.engine.filling import AT, CHINA, Filling, World, markdown, xform

# ---- 10 calculate

OVERWRITTEN = xform(
    "<a/><b/><fixed/><locked/>",
    '<bind nodeset="/data/b" calculate="concat(/data/a, \'!\')"/>'
    '<bind nodeset="/data/fixed" calculate="once(/data/a)"/>'
    '<bind nodeset="/data/locked" calculate="/data/a" readonly="true()"/>',
    '<input ref="/data/a"/><input ref="/data/b"/><input ref="/data/fixed"/>'
    '<input ref="/data/locked"/>',
)


def test_10_calculate_overwrites_an_edit_when_what_it_reads_changes_and_only_then():
    form = Filling(OVERWRITTEN)
    form.answer("/data/a", "1")
    form.answer("/data/b", "mine")
    assert form.value("/data/b") == "mine"
    assert form.reopened().value("/data/b") == "mine"
    form.answer("/data/a", "2")
    assert form.value("/data/b") == "2!"


def test_10_once_keeps_the_edit_and_readonly_still_calculates():
    form = Filling(OVERWRITTEN)
    form.answer("/data/fixed", "typed")
    form.answer("/data/a", "1")
    assert form.value("/data/fixed") == "typed"
    assert form.value("/data/locked") == "1"


def test_10_a_trigger_calculates_on_its_question_alone():
    form = Filling(
        markdown("""
            | survey |           |      |       |             |         |
            |        | type      | name | label | calculation | trigger |
            |        | text      | a    | A     |             |         |
            |        | text      | b    | B     |             |         |
            |        | calculate | c    |       | ${b}        | ${a}    |
        """)
    )
    form.answer("/data/b", "x")
    assert form.value("/data/c") == ""
    form.answer("/data/a", "go")
    assert form.value("/data/c") == "x"


def test_10_a_calculate_that_was_hidden_runs_when_it_is_shown_again():
    form = Filling(
        xform(
            "<on>1</on><a/><c/>",
            '<bind nodeset="/data/c" relevant="/data/on = 1" calculate="/data/a"/>',
            '<input ref="/data/on"/><input ref="/data/a"/>',
        )
    )
    form.answer("/data/on", "0")
    form.answer("/data/a", "late")
    again = form.reopened()
    for one in (form, again):
        one.answer("/data/on", "1")
        assert one.value("/data/c") == "late"


# ---- 11 dynamic defaults


def test_11_a_dynamic_default_is_no_calculate():
    form = Filling(
        markdown("""
            | survey |      |      |       |                     |
            |        | type | name | label | default             |
            |        | date | day  | Day   | today()             |
            |        | text | a    | A     |                     |
            |        | text | b    | B     | concat(${a}, 'x')   |
        """)
    )
    assert form.value("/data/day") == "2026-12-24"
    form.answer("/data/a", "1")
    assert form.value("/data/b") == "x"
    form.answer("/data/b", "")
    assert form.value("/data/b") == ""


def test_11_defaults_come_before_the_calculates_that_read_them():
    form = Filling(
        xform(
            "<day/><no/>",
            '<bind nodeset="/data/no" calculate="once(concat(\'N\', /data/day))"/>'
            '<setvalue ref="/data/day" event="odk-instance-first-load" '
            'value="today()"/>',
        )
    )
    assert form.value("/data/no") == "N2026-12-24"


def test_11_a_default_may_read_a_calculate():
    form = Filling(
        xform(
            "<a>2</a><twice/><b/>",
            '<bind nodeset="/data/twice" calculate="/data/a * 2"/>'
            '<setvalue ref="/data/b" event="odk-instance-first-load" '
            'value="/data/twice"/>',
        )
    )
    assert form.value("/data/b") == "4"


def test_11_an_action_of_both_loads_runs_at_each_the_first_load_before():
    definition = xform(
        "<n>0</n><told/><word/><again>keep</again>",
        '<setvalue ref="/data/told" event="odk-instance-load" value="/data/word"/>'
        '<setvalue ref="/data/word" event="odk-instance-first-load">w</setvalue>'
        '<setvalue ref="/data/n" value=". + 1" '
        'event="odk-instance-first-load odk-instance-load"/>',
    )
    form = Filling(definition)
    assert form.value("/data/n") == "2"
    assert form.value("/data/told") == "w"
    sent = form.session.submission()
    edited = FormSession.edit(definition, form.world, sent, form.moment())
    assert edited.value(ref_at(edited.root, "/data/n")) == "3"


def test_11_version_and_property_are_those_of_the_form_and_the_host():
    form = Filling(
        xform(
            "<v/><who/><phone/>",
            '<bind nodeset="/data/v" calculate="version()"/>'
            '<bind nodeset="/data/who" calculate="property(\'username\')"/>'
            '<bind nodeset="/data/phone" calculate="property(\'phonenumber\')"/>',
        ),
        World(properties={"username": "w02"}),
    )
    assert form.value("/data/v") == "1"
    assert form.value("/data/who") == "w02"
    assert form.value("/data/phone") == ""


# ---- 12 once and chance

CHANCE = xform(
    "<a/><id/><number/><at/><drawn/>",
    '<bind nodeset="/data/id" calculate="once(concat(\'X\', uuid()))"/>'
    '<bind nodeset="/data/number" calculate="random()"/>'
    '<bind nodeset="/data/at" calculate="now()"/>'
    '<bind nodeset="/data/drawn" calculate="concat(/data/a, random())"/>',
    '<input ref="/data/a"/>',
)


def test_12_once_keeps_the_first_whole_value():
    form = Filling(CHANCE)
    first = form.value("/data/id")
    form.answer("/data/a", "1")
    assert form.value("/data/id") == first
    assert form.edited().value("/data/id") == first


def test_12_chance_and_time_do_not_fire_again_when_others_recompute():
    form = Filling(CHANCE)
    before = form.value("/data/number"), form.value("/data/at")
    form.answer("/data/a", "1")
    assert (form.value("/data/number"), form.value("/data/at")) == before
    assert form.value("/data/drawn").startswith("10.")


def test_12_the_same_moments_give_the_same_chance():
    one, other = Filling(CHANCE), Filling(CHANCE)
    for form in (one, other):
        form.answer("/data/a", "1")
        form.answer("/data/a", "2")
    assert one.session.snapshot() == other.session.snapshot()


# ---- 13 rules and their messages

RULED = markdown("""
    | survey |         |      |       |           |            |                        |                        |                       |                       |
    |        | type    | name | label | required  | constraint | constraint_message::zh | constraint_message::en | required_message::zh  | required_message::en  |
    |        | integer | low  | Low   |           |            |                        |                        |                       |                       |
    |        | integer | a    | A     | ${low} != '' | . > ${low} | 要大于${low}          | More than ${low}       | 有${low}就要填        | Needed with ${low}    |
    | settings |                  |
    |          | default_language |
    |          | zh               |
""")  # noqa: E501


def test_13_required_is_told_for_what_is_blank_and_constraint_for_what_is_not():
    form = Filling(RULED)
    assert form.broken() == []
    form.answer("/data/low", "5")
    assert form.state("/data/a").required
    assert form.broken() == [("/data/a", "required")]
    form.answer("/data/a", "3")
    assert form.broken() == [("/data/a", "constraint")]
    form.answer("/data/a", "6")
    assert form.broken() == []


def test_13_messages_come_in_the_language_with_their_outputs():
    form = Filling(RULED)
    form.answer("/data/low", "5")
    assert form.session.validate()[0].message == "有5就要填"
    form.answer("/data/a", "3")
    assert form.session.validate()[0].message == "要大于5"
    form.session.set_language("en")
    violation = form.state("/data/a").violation
    assert violation is not None
    assert violation.message == "More than 5"


def test_13_a_change_of_what_a_rule_reads_tells_the_question_it_belongs_to():
    form = Filling(RULED)
    form.answer("/data/a", "3")
    form.state("/data/a")
    changes = form.answer("/data/low", "9")
    assert "/data/a" in {str(ref) for ref in changes.nodes}


def test_13_what_is_not_relevant_breaks_nothing():
    form = Filling(
        xform(
            "<on>1</on><a/>",
            '<bind nodeset="/data/a" required="true()" relevant="/data/on = 1"/>',
            '<input ref="/data/on"/><input ref="/data/a"/>',
        )
    )
    assert form.broken() == [("/data/a", "required")]
    form.answer("/data/on", "0")
    assert form.broken() == []


# ---- 14 several choices

OTHER = markdown("""
    | survey |                              |       |       |
    |        | type                         | name  | label |
    |        | select_multiple fruit or_other | many | Many |
    |        | rank fruit2                  | order | Order |
    | choices |           |        |       |
    |         | list_name | name   | label |
    |         | fruit     | apple  | Apple |
    |         | fruit     | pear   | Pear  |
    |         | fruit2    | apple  | Apple |
    |         | fruit2    | pear   | Pear  |
""")


def test_14_several_values_are_kept_apart_by_one_space_each_once():
    form = Filling(OTHER)
    form.answer("/data/many", "  pear   apple pear ")
    assert form.value("/data/many") == "pear apple"


def test_14_or_other_offers_other_and_asks_for_it():
    form = Filling(OTHER)
    assert form.offered("/data/many") == ["apple", "pear", "other"]
    assert not form.relevant("/data/many_other")
    form.answer("/data/many", "apple other")
    assert form.relevant("/data/many_other")


def test_14_a_rank_keeps_its_order_and_leaves_nothing_out():
    form = Filling(OTHER)
    form.answer("/data/order", "pear apple")
    assert form.value("/data/order") == "pear apple"
    form.answer("/data/order", "pear")
    assert form.broken() == [("/data/order", "type")]


# ---- 15 zones

DATES = xform(
    "<today/><made/><day/><next/><short/>",
    '<bind nodeset="/data/today" jr:preload="date" jr:preloadParams="today"/>'
    '<bind nodeset="/data/made" calculate="today()"/>'
    '<bind nodeset="/data/day" type="date"/>'
    "<bind nodeset=\"/data/next\" calculate=\"if(/data/day = '', '', format-date("
    "date(round(decimal-date-time(/data/day)) + 30), '%Y-%m-%d'))\"/>"
    "<bind nodeset=\"/data/short\" calculate=\"if(/data/day = '', '', format-date("
    "date(decimal-date-time(/data/day) + 30), '%Y-%m-%d'))\"/>",
    '<input ref="/data/day"/>',
)


def test_15_today_is_the_local_day():
    late = datetime(2026, 12, 24, 0, 30, tzinfo=CHINA)
    form = Filling(DATES, World(at=late))
    assert form.value("/data/today") == form.value("/data/made") == "2026-12-24"
    west = World(at=late.astimezone(ZoneInfo("America/Phoenix")))
    assert Filling(DATES, west).value("/data/made") == "2026-12-23"


def test_15_rounded_days_count_right_in_china():
    form = Filling(DATES)
    form.answer("/data/day", "2026-12-24")
    assert form.value("/data/next") == "2027-01-23"


def test_15_days_count_right_over_a_change_of_the_clocks():
    berlin = World(at=AT.astimezone(ZoneInfo("Europe/Berlin")))
    form = Filling(DATES, berlin)
    form.answer("/data/day", "2026-03-15")
    assert form.value("/data/next") == "2026-04-14"


# ---- 16 outputs, media, languages

TEXTS = markdown("""
    | survey |      |      |           |                |             |                |           |
    |        | type | name | label::zh | label::en      | hint::zh    | media::image   | guidance_hint::zh |
    |        | text | a    | 名字      | Name           |             |                |           |
    |        | text | b    | ${a}好    | Hello ${a}     | 问${a}      | face.png       | 轻声问    |
    | settings |                  |
    |          | default_language |
    |          | zh               |
""")  # noqa: E501


def test_16_outputs_are_what_a_label_and_a_hint_depend_on():
    form = Filling(TEXTS)
    assert form.label("/data/b") == "好"
    changes = form.answer("/data/a", "李")
    assert "/data/b" in {str(ref) for ref in changes.nodes}
    assert form.label("/data/b") == "李好"
    assert form.state("/data/b").hint.text == "问李"


def test_16_media_and_guidance_come_with_the_text():
    state = Filling(TEXTS).state("/data/b")
    assert state.label.media == {"image": "face.png"}
    assert state.hint.guidance == "轻声问"


def test_16_an_unknown_language_falls_back_to_the_default():
    form = Filling(TEXTS, language="fr")
    assert form.session.language == "zh"
    form.session.set_language("en")
    assert form.label("/data/a") == "Name"
    form.session.set_language("xx")
    assert form.session.language == "zh"


def test_16_a_text_missing_in_one_language_reads_in_the_default():
    form = Filling(
        xform(
            "<a/>",
            '<itext><translation lang="zh" default="true()"><text id="a"><value>甲'
            '</value></text></translation><translation lang="en"/></itext>',
            '<input ref="/data/a"><label ref="jr:itext(\'a\')"/></input>',
        ),
        language="en",
    )
    assert form.label("/data/a") == "甲"


def test_16_a_long_form_stands_in_for_a_plain_one():
    form = Filling(
        xform(
            "<a/>",
            '<itext><translation lang="en"><text id="a"><value form="long">Long</value>'
            '<value form="short">S</value><value form="image">jr://images/x.png</value>'
            "</text></translation></itext>",
            '<input ref="/data/a"><label ref="jr:itext(\'a\')"/></input>',
        )
    )
    assert form.state("/data/a").label.text == "Long"
    assert form.state("/data/a").label.media == {"image": "x.png"}


def test_16_outputs_in_choices_are_read_when_they_are_shown():
    form = Filling(
        xform(
            "<a>x</a><b/>",
            "",
            '<input ref="/data/a"/><select1 ref="/data/b"><item><label>is <output '
            'value="/data/a"/></label><value>1</value></item></select1>',
        )
    )
    form.state("/data/b")
    changes = form.answer("/data/a", "y")
    assert "/data/b" in {str(ref) for ref in changes.nodes}
    choices = form.state("/data/b").choices
    assert choices is not None
    assert [c.label for c in choices] == ["is y"]


# ---- 17 places in repeats

PLACED = xform(
    "<all/><second/><r jr:template=''><a/><own/><before/><index/><s jr:template=''>"
    "<b/><up/></s></r>",
    '<bind nodeset="/data/r/own" calculate="/data/r/a"/>'
    '<bind nodeset="/data/r/index" calculate="position(..)"/>'
    '<bind nodeset="/data/r/before" calculate="indexed-repeat(/data/r/a, /data/r, '
    'position(..) - 1)"/>'
    '<bind nodeset="/data/r/s/up" calculate="concat(../../a, /data/r/s/b, '
    'position(../..))"/>'
    '<bind nodeset="/data/second" calculate="/data/r[position() = 2]/a"/>'
    '<bind nodeset="/data/all" calculate="join(\',\', /data/r/a)"/>',
    '<repeat nodeset="/data/r"><input ref="/data/r/a"/><repeat nodeset="/data/r/s">'
    '<input ref="/data/r/s/b"/></repeat></repeat>',
)


@pytest.fixture
def placed():
    form = Filling(PLACED)
    for place, text in enumerate("xyz", start=1):
        form.add("/data/r")
        form.answer(f"/data/r[{place}]/a", text)
    return form


def test_17_an_absolute_path_inside_a_repeat_means_the_same_instance(placed):
    assert [placed.value(f"/data/r[{i}]/own") for i in (1, 2, 3)] == ["x", "y", "z"]
    assert placed.value("/data/all") == "x,y,z"
    assert placed.value("/data/second") == "y"


def test_17_indexed_repeat_follows_the_instance_it_names(placed):
    assert placed.value("/data/r[3]/before") == "y"
    placed.answer("/data/r[2]/a", "Y")
    assert placed.value("/data/r[3]/before") == "Y"
    placed.remove("/data/r[1]")
    assert placed.value("/data/r[1]/before") == ""
    assert placed.value("/data/r[2]/before") == "Y"


def test_17_nested_repeats_read_their_own_surroundings(placed):
    placed.add("/data/r[2]/s")
    placed.answer("/data/r[2]/s[1]/b", "in")
    assert placed.value("/data/r[2]/s[1]/up") == "yin2"
    placed.remove("/data/r[1]")
    assert placed.value("/data/r[1]/s[1]/up") == "yin1"


def test_17_only_the_instances_concerned_are_told(placed):
    changes = placed.answer("/data/r[2]/a", "q")
    assert {str(ref.name) for ref in changes.values} == {
        "a",
        "own",
        "before",
        "second",
        "all",
    }


def test_17_current_means_the_question_within_a_filter():
    form = Filling(
        markdown("""
            | survey |                       |      |       |                        |
            |        | type                  | name | label | choice_filter          |
            |        | begin repeat          | r    | R     |                        |
            |        | select_one kind       | kind | Kind  |                        |
            |        | select_one thing      | what | What  | kind = ${kind}         |
            |        | end repeat            |      |       |                        |
            | choices |           |      |       |      |
            |         | list_name | name | label | kind |
            |         | kind      | k1   | K1    |      |
            |         | kind      | k2   | K2    |      |
            |         | thing     | t1   | T1    | k1   |
            |         | thing     | t2   | T2    | k2   |
        """)
    )
    form.add("/data/r")
    form.answer("/data/r[1]/kind", "k1")
    form.answer("/data/r[2]/kind", "k2")
    assert form.offered("/data/r[1]/what") == ["t1"]
    assert form.offered("/data/r[2]/what") == ["t2"]
