"""Asked: every kind of search that an office types, and what each must find."""

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from forms.records import pinyin
from forms.records.store import Records
from tests.bench import crowd
from tests.bench.figure import Figure, quantile, worked

# What is typed whoever lives there: (kind, text).
_FIXED = (
    ("one character", "王"), ("one character", "孔"), ("one character", "兰"),
    ("one letter", "w"), ("one digit", "5"),
    ("two letters", "wz"), ("two letters", "zh"),
    ("surname's pinyin", "zhang"), ("surname's pinyin", "wang"),
    ("polyphonic surname", "单"), ("polyphonic surname", "shan"),
    ("polyphonic surname", "xie"), ("polyphonic surname", "qiu"),
    ("polyphonic surname", "尉迟"), ("polyphonic surname", "yuchi"),
    ("rare character", "𬱖"), ("rare character", "䶮"), ("rare character", "𣲗"),
    ("door", "5-2-301"), ("door", "5号楼2单元301"), ("door", "五号楼二单元三楼东户"),
    ("door", "5#2-301"), ("door", "5号楼"), ("door", "12-1"), ("room", "301"),
    ("facility code", "MH-05"), ("facility code", "MH-05-012"),
    ("facility code", "012"),
    ("hazard number", "SJ2026"), ("hazard number", "SJ20261124"),
    ("running text", "飞线"), ("running text", "楼梯平台"),
    ("name and door", "王 5-2-301"), ("name and door", "秀英 5号楼"),
    ("two things", "王 zhang"), ("two things", "兰 1号楼"), ("two things", "李 138"),
    ("two things", "wang zhang"), ("two things", "z x y"), ("two things", "g z yi"),
    ("no hit", "没有这个人"), ("no hit", "qqqq"), ("no hit", "xvzk"),
    ("no hit", "9999999999"), ("no hit", "甲乙丙"),
)  # fmt: skip
# Of so many people each: chosen by chance, so that common and rare names are met.
PEOPLE = 25


def queries(
    records: Records, residents: int, seed: int = 3
) -> Iterator[tuple[str, str]]:
    """Go through (kind, what is typed)."""
    yield from _FIXED
    chance = random.Random(seed)
    for _ in range(PEOPLE):
        one = records.entity("resident", f"r{chance.randrange(residents)}")
        assert one is not None
        told = one.properties
        yield from _of_person(told["full_name"], told["phone"], told["id_no"])
        yield "door", told["addr_short"]
    for _ in range(PEOPLE):
        row = crowd.facility(chance.randrange(residents // 50))
        yield "facility code", row["fac_code"]
        number = crowd.hazard(chance.randrange(residents // 200))["hz_no"]
        yield "hazard number", number
        yield "hazard number", number[-6:]


def _of_person(name: str, phone: str, id_no: str) -> Iterator[tuple[str, str]]:
    yield "whole name", name
    yield "fragment of a name", name[-2:]
    yield "one character", name[-1]
    spelt = pinyin.spellings(name)
    if spelt:
        sound = "".join(spelt[0])
        yield "full pinyin", sound
        yield "pinyin, begun", sound[:-2]
        yield "initials", pinyin.initials(spelt[0])
        fuzzy = sound.replace("zh", "z").replace("sh", "s").replace("ng", "n")
        yield "fuzzy pinyin", fuzzy.replace("l", "n")
        head, *rest = spelt[0]
        if rest:
            yield "pinyin, then initials", head + pinyin.initials(tuple(rest))
            yield "an initial, then pinyin", head[0] + "".join(rest)
            yield "pinyin in parts", " ".join((head, pinyin.initials(tuple(rest))))
        if len(spelt[0]) > 1:
            yield "given name's pinyin", "".join(spelt[0][1:])
            yield "given name's initials", pinyin.initials(spelt[0][1:])
    yield "telephone's tail", phone[-4:]
    yield "telephone", phone
    yield "telephone, begun", phone[:7]
    yield "id number's tail", id_no[-4:]
    yield "id number's tail", id_no[-6:]
    yield "id number", id_no


def figures(records: Records, residents: int, limit_ms: float) -> list[Figure]:
    """Ask everything twice; the second time counts, as from the second letter on.

    In processor time: other programs do not count. The file is in memory by then, as
    it is for who searches all morning.
    """
    asked = list(queries(records, residents))
    for _, typed in asked:
        records.search(typed)
    took: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for kind, typed in asked:
        took[kind].append((worked(partial(records.search, typed)), typed))
    every = [ms for several in took.values() for ms, _ in several]
    of = f"records: search {residents:,} residents"
    found = [
        Figure(f"{of}, {len(every)} queries, p50", quantile(every, 0.5)),
        Figure(f"{of}, p95", quantile(every, 0.95)),
        Figure(f"{of}, slowest", max(every), limit=limit_ms),
    ]
    for kind, several in took.items():
        slowest, typed = max(several)
        middle = quantile([ms for ms, _ in several], 0.5)
        what = f"{of}, {kind}, slowest ({typed})"
        found.append(Figure(what, slowest, limit=limit_ms, note=f"p50 {middle:.2g} ms"))
    return found
