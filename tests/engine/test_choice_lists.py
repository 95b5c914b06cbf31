"""Lists as rows: found by index, searched by what is typed, never built whole."""

import pytest

from forms.engine.definition.choices import MemoryRows, parse_csv
from forms.engine.definition.search import matches
from tests.engine.filling import Filling, World, markdown, xform

ROWS = MemoryRows(
    ("name", "label", "group"),
    [
        {"name": "a", "label": "1号楼2单元301室 李秀英", "group": "g1"},
        {"name": "b", "label": "1号楼2单元302室 王强", "group": "g1"},
        {"name": "c", "label": "12号楼101室 李强", "group": "g2"},
        {"name": "d", "label": "No group"},
    ],
)


def test_rows_are_found_where_every_column_equals():
    assert [r["name"] for r in ROWS.find({"group": "g1"})] == ["a", "b"]
    assert [r["name"] for r in ROWS.find({"group": "g1", "name": "b"})] == ["b"]
    assert list(ROWS.find({"group": "none"})) == []
    assert [r["name"] for r in ROWS.find({})] == ["a", "b", "c", "d"]


def test_a_row_without_the_column_equals_nothing():
    assert list(ROWS.find({"group": ""})) == []


def test_typed_text_finds_rows_within_a_filter():
    assert [r["name"] for r in ROWS.search("李", {}, 9)] == ["a", "c"]
    assert [r["name"] for r in ROWS.search("李 301", {}, 9)] == ["a"]
    assert [r["name"] for r in ROWS.search("楼", {"group": "g2"}, 9)] == ["c"]
    assert [r["name"] for r in ROWS.search("", {}, 2)] == ["a", "b"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lixiu", ["李秀英"]),
        ("lxy", ["李秀英"]),
        ("wang", ["王强"]),
        ("wq", ["王强"]),
        ("李", ["李秀英", "李强"]),
        ("LQ", ["李强"]),
        ("zz", []),
    ],
)
def test_labels_are_found_by_pinyin_and_initials(typed, found):
    names = ("李秀英", "王强", "李强")
    assert matches(typed, ((name, name) for name in names), 5) == found


def test_a_list_changes_its_version_never_its_rows():
    assert parse_csv(b"a\n1").version != parse_csv(b"a\n1").version


def test_a_quoted_field_keeps_separators_and_lines():
    rows = parse_csv(b'name;label\na;"one; two\nthree"\n')
    assert rows.row(0)["label"] == "one; two\nthree"


def test_the_same_bytes_are_read_once_for_all_sessions():
    definition = xform(
        "<a/>",
        '<instance id="l" src="jr://file-csv/l.csv"/>',
        '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item">'
        "<value ref='name'/><label ref='label'/></itemset></select1>",
    )
    world = World({"jr://file-csv/l.csv": b"name,label\na,A\n"})
    Filling(definition, world).offered("/data/a")
    kept = definition.caches["jr://file-csv/l.csv"]
    world.files["jr://file-csv/l.csv"] = b"name,label\na,A\n"
    Filling(definition, world).offered("/data/a")
    assert definition.caches["jr://file-csv/l.csv"] is kept


def test_a_form_asks_for_a_file_only_when_something_reads_it():
    definition = xform(
        "<a/><b/>",
        '<instance id="l" src="jr://file-csv/l.csv"/>',
        '<input ref="/data/a"/><select1 ref="/data/b"><itemset '
        "nodeset=\"instance('l')/root/item\"><value ref='name'/><label ref='label'/>"
        "</itemset></select1>",
    )
    form = Filling(definition)
    form.answer("/data/a", "1")
    assert form.world.asked == []


def test_choices_tell_what_else_a_row_says():
    form = Filling(
        xform(
            "<a/>",
            '<instance id="l" src="jr://file-csv/l.csv"/>',
            '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item">'
            "<value ref='name'/><label ref='label'/></itemset></select1>",
        ),
        World({"jr://file-csv/l.csv": b"name,label,addr,__version\na,A,5-301,7\n"}),
    )
    choices = form.state("/data/a").choices
    assert choices is not None
    choice = choices.get("a")
    assert choice is not None
    assert choice.details == {"addr": "5-301"}
    assert choices.get("b") is None


def test_a_select_one_external_asks_the_one_file_of_external_choices():
    form = Filling(
        markdown("""
            | survey |                          |      |       |               |
            |        | type                     | name | label | choice_filter |
            |        | text                     | st   | State |               |
            |        | select_one_external city | city | City  | state = ${st} |
            | external_choices |           |      |       |       |
            |                  | list_name | name | label | state |
            |                  | city      | c1   | C1    | s1    |
        """),
        World(
            {
                "jr://file/itemsets.csv": b"list_name,name,label,state\n"
                b"city,c1,C1,s1\ncity,c2,C2,s2\nother,o,O,s1\n"
            }
        ),
    )
    form.answer("/data/st", "s1")
    assert form.offered("/data/city") == ["c1"]


SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "秀英伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰"


def many(count):
    """Return rows of made-up households, each with a door and a name."""
    rows = [
        {
            "name": f"h{i}",
            "label": f"{i % 97}号楼{i % 7}单元 "
            f"{SURNAMES[i % 20]}{GIVEN[i // 3 % 20]}{GIVEN[i // 7 % 20]}",
            "grid": f"g{i % 3}",
        }
        for i in range(count)
    ]
    return MemoryRows(("name", "label", "grid"), rows)


@pytest.mark.parametrize(
    "typed",
    [
        "王",
        "wang",
        "WXY",
        "3号",
        "h42",
        "lixiu",
        "12号楼 李",
        "li 12",
        "q x",
        "zzz",
        "5",
    ],
)
@pytest.mark.parametrize("equal", [{}, {"grid": "g1"}, {"grid": "none"}])
def test_an_index_finds_what_a_scan_finds_in_the_same_order(typed, equal):
    rows = many(7_000)
    known = [(f"{r['label']} {r['name']}", r) for r in rows.find(equal)]
    for limit in (5, 10_000):
        assert list(rows.search(typed, equal, limit)) == matches(typed, known, limit)


NUMBERED = b"name,label,kind\na,Anna,x\nb,Annb,y\nc,Annc,x\nd,Annd,x\n"


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("position() &lt; 3", "ab"),
        ("kind = 'x' or position() = 2", "abcd"),
        ("position() = last()", "d"),
        ("3", "c"),
        ("kind = 'x'][position() &lt; 3", "ac"),
        ("kind = 'x'][2", "c"),
        ("kind = 'x' and position() &gt; 1", "cd"),
    ],
)
def test_a_filter_that_counts_takes_and_finds_no_more_than_it_offers(wanted, offered):
    form = Filling(
        xform(
            "<a/>",
            '<instance id="l" src="jr://file-csv/l.csv"/>',
            '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item'
            f"[{wanted}]\"><value ref='name'/><label ref='label'/></itemset></select1>",
        ),
        World({"jr://file-csv/l.csv": NUMBERED}),
    )
    assert "".join(form.offered("/data/a")) == offered
    choices = form.state("/data/a").choices
    assert choices is not None
    assert {one for one in "abcd" if choices.get(one) is not None} == set(offered)
    assert {one.value for one in choices.find("ann", 9)} == set(offered)
