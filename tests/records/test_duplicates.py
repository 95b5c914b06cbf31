"""Duplicates: found with a reason, made one, made two again, the same in any order."""

import random
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.errors import KnownError
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile
from tests.records.conftest import NOW, REGISTER

PEOPLE = {
    "a": {"full_name": "孔祥瑞", "birth_date": "1980-01-02", "phone": "13800000001"},
    "b": {"full_name": "孔祥锐", "birth_date": "1980-01-02", "hh_id": "h1"},
    "c": {"full_name": "孔祥瑞", "phone": "13800000001", "id_no": "370811198001020015"},
    "d": {"full_name": "王芳", "birth_date": "1980-01-02"},
    "e": {"full_name": "孔祥瑞", "phone": "13800000001", "id_no": "370811198001020031"},
}


def create(records: Records, list_name: str, entity: str, **fields: str) -> None:
    label = fields.get("full_name", entity)
    records.write_entities(
        [EntityWriteIn(list_name, "create", entity, fields, label=label)], "w"
    )


@pytest.fixture
def people(records: Records) -> Records:
    for entity, fields in PEOPLE.items():
        create(records, "resident", entity, **fields)
    create(records, "household", "h1", room_no="301")
    return records


def test_pairs_are_found_with_their_reasons(people: Records) -> None:
    found = {(p.one, p.two): p.reasons for p in people.duplicates("resident")}
    assert found == {
        ("a", "b"): ("sound_birth",),
        ("a", "c"): ("name_phone",),
        ("a", "e"): ("name_phone",),
    }
    scores = [pair.score for pair in people.duplicates("resident")]
    assert scores == sorted(scores, reverse=True)


def test_what_is_being_entered_resembles_what_is_there(people: Records) -> None:
    fields = {"full_name": "孔祥瑞", "birth_date": "1980-01-02"}
    assert [(i, why) for i, _, why in people.alike("resident", fields)] == [
        ("a", "name_birth"), ("b", "sound_birth"),
    ]  # fmt: skip


def test_one_of_two_takes_what_it_lacks_and_what_points_at_the_other(
    people: Records,
) -> None:
    create(people, "household", "h2", room_no="301", head_name="孔祥锐")
    create(people, "hazard", "z", hh_id="h2")
    people.merge("household", "h2", "h1", {}, "w01")
    kept, gone = people.entity("household", "h1"), people.entity("household", "h2")
    assert kept is not None
    assert gone is not None
    assert kept.properties["head_name"] == "孔祥锐"
    assert (gone.merged_into, gone.hidden) == ("h1", False)
    assert people.entity_count("household") == 1
    assert not people.entity_exists("household", "h2")
    assert people.entities("hazard", {"hh_id": "h1"})[0].id == "z"
    assert people.history("household", "h2")[0].kind == "merge"
    assert people.doctor(rebuild=True).healthy
    people.unmerge("household", "h2", "w01")
    kept = people.entity("household", "h1")
    assert kept is not None
    assert "head_name" not in kept.properties
    assert people.entity_count("household") == 2
    assert people.entities("hazard", {"hh_id": "h2"})[0].id == "z"
    assert people.doctor(rebuild=True).healthy


def test_what_was_written_since_stays_when_it_is_undone(people: Records) -> None:
    people.merge("resident", "a", "b", {"full_name": "孔祥锐"}, "w01")
    people.write_entities(
        [EntityWriteIn("resident", "update", "a", {"full_name": "孔锐"})], "w02"
    )
    people.unmerge("resident", "b", "w01")
    kept = people.entity("resident", "a")
    assert kept is not None
    assert kept.properties["full_name"] == "孔锐"
    assert "hh_id" not in kept.properties


def test_what_comes_late_is_pointed_at_the_one_kept(people: Records) -> None:
    create(people, "household", "h2", room_no="301")
    people.merge("household", "h1", "h2", {}, "w01")
    create(people, "hazard", "late", hh_id="h2")
    assert people.redirect_strays("w01") is not None
    assert people.redirect_strays("w01") is None
    assert people.entities("hazard", {"hh_id": "h1"})[0].id == "late"


def test_what_cannot_be_merged_is_told(people: Records) -> None:
    with pytest.raises(KnownError, match="MERGE-SAME"):
        people.merge("resident", "a", "a", {}, "w")
    people.merge("resident", "a", "b", {}, "w")
    with pytest.raises(KnownError, match="MERGE-GONE"):
        people.merge("resident", "b", "c", {}, "w")
    with pytest.raises(KnownError, match="MERGE-NONE"):
        people.unmerge("resident", "a", "w")


steps = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("merge", "unmerge", "write", "share")),
        st.sampled_from("abc"),
        st.sampled_from("abc"),
    ),
    max_size=14,
)


@given(steps=steps, seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_merges_gives_one_register(steps, seed) -> None:
    """Three laptops merge, undo and write apart; then each hears all, shuffled."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        laptops = [_laptop(Path(folder) / name) for name in ("1", "2", "3")]
        for entity in "abc":
            create(laptops[0], "resident", entity, full_name=entity, **{entity: "1"})
        create(laptops[0], "hazard", "z", who="c")
        _share(laptops, dice)
        for at, what, one, two in steps:
            # What cannot be merged now is told, and the next thing is done.
            with suppress(KnownError):
                _step(laptops, at, what, one, two, dice)
        _share(laptops, dice)
        assert len({laptop.digest() for laptop in laptops}) == 1
        # Merges never hide everybody: the smallest id of all stays.
        assert laptops[0].entity_exists("resident", "a")
        for laptop in laptops:
            assert laptop.doctor(rebuild=True).healthy
            laptop.close()


def _laptop(folder: Path) -> Records:
    create_workspace(
        folder, profile=Profile("w", "n", "g"), demo=False, now=NOW,
        register_id=REGISTER,
    )  # fmt: skip
    return Records.open(folder)


def _step(laptops, at, what, one, two, dice) -> None:
    laptop = laptops[at]
    if what == "merge":
        laptop.merge("resident", one, two, {}, "w")
    elif what == "unmerge":
        laptop.unmerge("resident", one, "w")
    elif what == "write":
        write = EntityWriteIn("resident", "update", one, {two: str(dice.random())})
        laptop.write_entities([write], "w")
        laptop.redirect_strays("w")
    else:
        _share(dice.sample(laptops, 2), dice)


def _share(laptops, dice) -> None:
    ops = [
        op
        for laptop in laptops
        for dev in laptop.version_map()
        for op in laptop.ops(dev)
    ]
    for laptop in laptops:
        dice.shuffle(ops)
        laptop.receive(ops)


def test_what_is_alike_is_found_by_every_mark_as_the_page_finds_pairs(
    people: Records,
) -> None:
    for entity, fields in PEOPLE.items():
        others = {i for i, _, _ in people.alike("resident", fields)} - {entity}
        pairs = people.duplicates("resident")
        assert others == {
            pair.two if pair.one == entity else pair.one
            for pair in pairs
            if entity in (pair.one, pair.two)
        }
