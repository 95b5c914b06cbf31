"""Lists that a form brings itself: filtered by an index, found by typed text."""

import pytest

from forms.records.row_source import _LONG
from forms.records.store import Records, create_workspace, wall_clock
from forms.records.types import Profile


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "ws"
    create_workspace(
        folder, profile=Profile("w", "x", "g"), demo=True, now=wall_clock()
    )
    rows = [
        {"name": f"tree-{n}", "label": f"Tree {n}", "street": f"s{n % 7}"}
        for n in range(_LONG)
    ]
    with Records.open(folder) as records:
        records.import_entities("tree", rows, "test")
    return folder


def plan(records) -> str:
    rows = records.entity_rows("tree")
    rows.find({"street": "s3"})
    told = records._link.query(
        "EXPLAIN QUERY PLAN SELECT n FROM entity WHERE list = 'tree' AND"
        " coalesce(props ->> '$.\"street\"', '') = ?",
        ("s3",),
    )
    return " ".join(str(row) for row in told)


def test_a_long_list_is_filtered_by_an_index_after_its_first_asking(place):
    with Records.open(place) as records:
        assert len(records.entity_rows("tree").find({"street": "s3"})) == _LONG // 7
        assert "asked_tree_street" in plan(records)


def test_while_another_writes_a_list_is_filtered_without_waiting(place):
    with Records.open(place) as records, Records.open(place) as other:
        with other._link.writing():
            assert "asked_tree_street" not in plan(records)
        assert "asked_tree_street" in plan(records)


def test_latin_text_is_found_in_a_list_of_a_kind_nobody_knew(place):
    with Records.open(place) as records:
        found = records.entity_rows("tree").search("tree 77", {}, 3)
        assert [row["label"] for row in found][:1] != []
        assert all("77" in row["label"] for row in found)
