"""A name, a part of one, its sound, a door, a tail, a code: each finds its entity."""

import pytest

from forms.records import mixed
from forms.records.addresses import DoorQuery, query_door, sort_key
from forms.records.pinyin import initials, spellings, tolerant
from forms.records.store import Records

HOUSEHOLDS = [
    ("h1", "5", "2", "3", "301", "孔祥瑞", "13812345678"),
    ("h2", "5", "2", "3", "302", "单秀英", "13900001111"),
    ("h3", "15", "2", "3", "301", "曾国庆", "0537-2345678"),
    ("h4", "5", "1", "12", "1201", "仇志强", "15011112222"),
    ("h5", "2", "1", "1", "101", "刘宁", "15011113333"),
    ("h6", "10", "1", "1", "101", "牛林", "15011114444"),
]
RESIDENTS = [
    ("r1", "孔祥瑞", "5号楼2单元301室", "37089919560812121X", "13812345678"),
    ("r2", "解单珍", "5号楼2单元302室", "370899198802030046", ""),
    ("r3", "𬱖㛃", "5号楼1单元1201室", "", ""),
    ("r4", "李䶮", "2号楼1单元101室", "", ""),
    ("r5", "买买提·阿不都拉", "10号楼1单元101室", "", ""),
    ("r6", "马云", "10号楼1单元101室", "", ""),
    ("r7", "尉迟恭", "5号楼2单元301室", "", ""),
]


@pytest.fixture
def full(records: Records) -> Records:
    records.import_entities("household", [
        {
            "name": name, "label": f"{b}号楼{u}单元{r}室 {head}", "building_no": b,
            "unit_no": u, "floor_no": f, "room_no": r, "head_name": head,
            "addr_short": f"{b}号楼{u}单元{r}室", "head_phone": phone,
            "hh_code": f"XYQY03-{b:0>3}-{u:0>2}-{r:0>4}", "grid_code": "XYQY03",
        }
        for name, b, u, f, r, head, phone in HOUSEHOLDS
    ], "test")  # fmt: skip
    records.import_entities("resident", [
        {
            "name": name, "label": f"{who} {door}", "full_name": who,
            "addr_short": door, "id_no": number, "phone": phone,
        }
        for name, who, door, number, phone in RESIDENTS
    ], "test")  # fmt: skip
    records.import_entities("facility", [{
        "name": "f1", "label": "MH-05-012 3层楼梯平台", "fac_code": "MH-05-012",
        "location": "3层楼梯平台", "building_no": "5", "unit_no": "2", "floor_no": "3",
    }], "test")  # fmt: skip
    records.import_entities("hazard", [{
        "name": "z1", "label": "SJ20261124-70a432 1号楼北侧", "location": "1号楼北侧",
        "hz_no": "SJ20261124-70a432", "description": "飞线充电,电线垂在过道上",
    }], "test")  # fmt: skip
    return records


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("孔祥瑞", {"h1", "r1"}),
        ("祥瑞", {"h1", "r1"}),
        ("秀英", {"h2"}),
        ("瑞", {"h1", "r1"}),
        ("kongxiangrui", {"h1", "r1"}),
        ("kong xiang rui", {"h1", "r1"}),
        ("xiangrui", {"h1", "r1"}),
        ("kxr", {"h1", "r1"}),
        ("kx", {"h1", "r1"}),
        ("KXR", {"h1", "r1"}),
        # Surnames that are read differently, and the ordinary reading too.
        ("shanxiuying", {"h2"}),
        ("sxy", {"h2"}),
        ("danxiuying", {"h2"}),
        ("xiedanzhen", {"r2"}),
        ("zengguoqing", {"h3"}),
        ("qiuzhiqiang", {"h4"}),
        ("yuchigong", {"r7"}),
        ("ycg", {"r7"}),
        # Whole syllables and initials mixed, in one word or in several.
        ("kongxr", {"h1", "r1"}),
        ("kxiangrui", {"h1", "r1"}),
        ("kxiangr", {"h1", "r1"}),
        ("kxrui", {"h1", "r1"}),
        ("kxru", {"h1", "r1"}),
        ("kong xr", {"h1", "r1"}),
        ("k xiang r", {"h1", "r1"}),
        ("k x r", {"h1", "r1"}),
        ("kong'x'r", {"h1", "r1"}),
        ("xrui", {"h1", "r1"}),
        ("KongXR", {"h1", "r1"}),
        ("dzhen", {"r2"}),
        ("xiedzh", {"r2"}),
        ("zgqing", {"h3"}),
        ("zengguoq", {"h3"}),
        ("zgqin", {"h3"}),
        ("qiuzhq", {"h4"}),
        ("qzq", {"h4"}),
        ("qzhiqiang", {"h4"}),
        ("mmtabudula", {"r5"}),
        ("yuchg", {"r7"}),
        ("lning", {"h5", "h6"}),
        ("kxr 5-2", {"h1", "r1"}),
        ("kongxr 5-2", {"h1", "r1"}),
        ("kongxr 10-1", set()),
        ("kongxx", set()),
        # zh/z ch/c sh/s n/l ing/in.
        ("zengguoqin", {"h3"}),
        ("qiuziqiang", {"h4"}),
        ("sanxiuyin", {"h2"}),
        ("liuning", {"h5", "h6"}),
        ("niulin", {"h5", "h6"}),
        # Rare characters, beyond the BMP too; one character; minority names.
        ("𬱖", {"r3"}),
        ("㛃", {"r3"}),
        ("𬱖㛃", {"r3"}),
        ("䶮", {"r4"}),
        ("liyan", {"r4"}),
        ("阿不都拉", {"r5"}),
        ("买买提·阿不都拉", {"r5"}),
        ("马云", {"r6"}),
        # One door in all its spellings.
        ("5-2-301", {"h1", "r1", "r7"}),
        ("5号楼2单元301", {"h1", "r1", "r7"}),
        ("5号楼2单元301室", {"h1", "r1", "r7"}),
        ("5#2-301", {"h1", "r1", "r7"}),
        ("5#-2-301", {"h1", "r1", "r7"}),
        ("5号楼2单元3楼301室", {"h1", "r1", "r7"}),
        ("2单元301(5号)", {"h1", "r1", "r7"}),
        ("５－２－３０１", {"h1", "r1", "r7"}),
        ("青杨花园5号楼2单元301", {"h1", "r1", "r7"}),
        ("五号楼二单元三楼", {"h1", "h2", "r1", "r2", "r7", "f1"}),
        ("五号楼二单元三楼东户", {"h1", "h2", "r1", "r2", "r7", "f1"}),
        ("15-2-301", {"h3"}),
        ("5-1", {"h4", "r3"}),
        ("301", {"h1", "h3", "r1", "r7"}),
        ("孔 5-2", {"h1", "r1"}),
        # Codes, numbers, tails.
        ("MH-05-012", {"f1"}),
        ("mh05012", {"f1"}),
        ("SJ20261124-70a432", {"z1"}),
        ("70a432", {"z1"}),
        ("XYQY03-005-02-0301", {"h1"}),
        ("5678", {"h1", "h3", "r1"}),
        ("13812345678", {"h1", "r1"}),
        ("121X", {"r1"}),
        ("0046", {"r2"}),
        ("飞线", {"z1"}),
        ("没有这个人", set()),
        ("qqqq", set()),
        ("", set()),
    ],
)
def test_typed_text_finds(full: Records, typed: str, wanted: set[str]) -> None:
    assert {hit.id for hit in full.search(typed)} == wanted


def test_whole_name_comes_before_a_part_of_one(full: Records) -> None:
    full.import_entities(
        "resident",
        [{"name": "r8", "label": "马云龙", "full_name": "马云龙"}],
        "test",
    )
    assert [hit.id for hit in full.search("马云")] == ["r6", "r8"]


def test_what_is_typed_in_one_manner_comes_before_a_mixture(full: Records) -> None:
    names = ("李玉传", "吕一川", "林雨", "李云楚", "卢玉")
    rows = [{"name": n, "label": n, "full_name": n} for n in names]
    full.import_entities("resident", rows, "test")
    # So many syllables as were typed come before names that go on.
    found = [hit.id for hit in full.search("lyu")]
    assert {*found[:2]} == {"林雨", "卢玉"}
    assert {*found[2:]} == {"李玉传", "李云楚"}
    assert {hit.id for hit in full.search("l yu c")} == {"李玉传", "李云楚"}
    for typed in ("liych", "li y ch", "lyuc", "l yu c", "li yuc"):
        assert {hit.id for hit in full.search(typed)} >= {"李玉传"}, typed
        assert {hit.id for hit in full.search(typed)} <= {"李玉传", "李云楚"}, typed
    for typed in ("lyuchuan", "l yu chuan", "li yuchuan", "liyuchuan", "liychuan"):
        assert [hit.id for hit in full.search(typed)] == ["李玉传"], typed


def test_no_letters_take_long_to_be_read(full: Records) -> None:
    for typed in ("nananananananananananau", "anananananananananananan", "u" * 500):
        assert not full.search(typed)
        assert len(mixed.ways([typed])) <= mixed.WAYS


def test_a_changed_name_is_found_by_the_new_one_only(full: Records) -> None:
    changed = {"name": "h1", "label": "5号楼2单元301室 马大勇", "head_name": "马大勇"}
    full.import_entities("household", [changed], "test")
    assert [hit.id for hit in full.search("madayong")] == ["h1"]
    assert {hit.id for hit in full.search("孔祥瑞")} == {"r1"}
    assert full.doctor(rebuild=True).healthy
    assert [hit.id for hit in full.search("大勇")] == ["h1"]


def test_rows_of_a_list_are_searched_within_a_filter(full: Records) -> None:
    rows = full.entity_rows("household")
    found = rows.search("kxr", {"grid_code": "XYQY03"}, 5)
    assert [row["name"] for row in found] == ["h1"]
    assert rows.search("kxr", {"grid_code": "other"}, 5) == []
    assert len(rows.search("", {"building_no": "5"}, 2)) == 2
    assert [row["name"] for row in rows.search("5-2-3", {}, 9)] == []
    assert {row["name"] for row in rows.search("5-2", {}, 9)} == {"h1", "h2"}


def test_hidden_entities_are_not_found(full: Records) -> None:
    full.hide("resident", "r6", True, "w02")
    assert full.search("马云") == []
    full.hide("resident", "r6", False, "w02")
    assert [hit.id for hit in full.search("马云")] == ["r6"]


@pytest.mark.parametrize(
    ("typed", "door"),
    [
        ("5号楼2单元301室", DoorQuery("5", "2", "3", "301")),
        ("5幢2门301", DoorQuery("5", "2", "3", "301")),
        ("12-1号楼2单元1802", DoorQuery("12-1", "2", "18", "1802")),
        ("十二号楼一单元二十三层", DoorQuery("12", "1", "23")),
        ("三〇一", None),
        ("五号楼二单元三楼东户", DoorQuery("5", "2", "3", "", "东户")),
        ("甲5号楼", DoorQuery("5甲")),
        ("5甲号楼", DoorQuery("5甲")),
        ("南楼2单元101", DoorQuery("南", "2", "1", "101")),
        ("5号楼-1层", DoorQuery("5", "", "-1")),
        ("5-301", DoorQuery("5", "", "3", "301")),
        ("5号", DoorQuery("5")),
        ("孔祥瑞", None),
        ("MH-05-012", None),
        ("3层楼梯平台", None),
    ],
)
def test_door_is_read(typed: str, door: DoorQuery | None) -> None:
    assert query_door(typed) == door


def test_addresses_sort_as_people_count() -> None:
    doors = [
        "10号楼1单元101室",
        "2号楼10单元101室",
        "2号楼2单元1001室",
        "2号楼2单元201室",
    ]
    assert sorted(doors, key=sort_key) == [doors[3], doors[2], doors[1], doors[0]]


def test_surnames_are_read_by_the_table_first() -> None:
    assert spellings("单秀英")[0] == ("shan", "xiu", "ying")
    assert spellings("尉迟恭")[0] == ("yu", "chi", "gong")
    assert spellings("?") == []
    assert initials(spellings("孔祥瑞")[0]) == "kxr"


def test_the_beginning_of_a_sound_stays_a_beginning() -> None:
    for sound in ("zhangjingang", "lvshengli", "chengying"):
        for end in range(len(sound) + 1):
            assert tolerant(sound).startswith(tolerant(sound[:end]))


def test_two_things_typed_are_found_however_many_fit_one_of_them(
    records: Records,
) -> None:
    """Of 王 and of 5-2-301 there are more than are looked at; one is both."""
    people = [
        (
            "王" if n % 2 else "李",
            f"{n % 900 + 10}号楼2单元301室" if n % 2 else "5号楼2单元301室",
        )
        for n in range(10, 1_210)
    ]
    people.append(("王", "5号楼2单元301室"))
    records.import_entities("resident", [
        {"name": f"r{n}", "label": name, "full_name": f"{name}强", "addr_short": door}
        for n, (name, door) in enumerate(people)
    ], "test")  # fmt: skip
    for typed in ("王 5-2-301", "5-2-301 王", "wang 5-2-301", "王 强 5-2-301"):
        assert [hit.id for hit in records.search(typed)] == ["r1200"], typed
    assert len(records.search("王 强")) == 20
    assert records.search("王 4-9-999") == []
