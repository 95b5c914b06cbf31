"""Updates of entities go to ODK Central as the chains that they were on laptops."""

import itertools
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from forms.records.store import Records
from forms.records.types import EntityWriteIn, VisitIn
from sync.exchange import export_to, import_from
from sync.folders.memory import MemoryFolder
from sync.openrosa import Central, Server, send
from sync.openrosa.branches import Branches
from sync.openrosa.visits import chain, submission, visit_ids
from tests.sync.net_places import CALM
from tests.sync.registers import NOW, workspace
from tests.sync.standin import Standin, standin
from tests.sync.standin_lists import List
from tests.sync.test_openrosa_central import ENTITY_FORM, FLAT, SENT

pytestmark = pytest.mark.net
WITHIN_ORDERS = list(itertools.permutations(range(4)))[::5]


@pytest.fixture
def server() -> Iterator[Standin]:
    with standin() as running:
        yield running


@pytest.fixture
def opened(server: Standin) -> Iterator[Server]:
    with Server(server.url, None, CALM) as line:
        Central(line).publish("flat", "1", ENTITY_FORM)
        yield line


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Records]:
    with workspace(tmp_path / "worker") as records:
        records.put_form(ENTITY_FORM, "test")
        yield records


def flat(server: Standin) -> List:
    return server.state.lists["household"]


def visit(records: Records, number: int, action: str = "update", t: str = "") -> None:
    """Finalise a visit that writes the flat as it is seen here."""
    seen = records.entity("household", FLAT)
    base = seen.version if seen and action == "update" else ""
    write = EntityWriteIn(
        "household",
        action,
        FLAT,
        {"t": t or f"T{number}"},
        label="L",
        base_version=base,
    )
    xml = SENT.format(
        n=number, t=t or f"T{number}", flat=FLAT, action=action, base=base
    )
    records.finalise_visit(
        VisitIn(
            draft_id=f"draft {number}",
            record_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"flat {number}")),
            form_id="flat",
            form_version="1",
            xml=xml.encode(),
            instance_id=f"uuid:{number}",
            author="w02",
            started_at=NOW,
            ended_at=NOW + timedelta(minutes=number),
            writes=[write],
        )
    )


def bodies(records: Records) -> list[tuple[str, bytes]]:
    """Return what is sent of each visit, those that ended first first."""
    branches = Branches(records)
    firsts = [chain(records.visit(one))[0] for one in visit_ids(records)]
    return [
        (one.instance_id, submission(records, one, branches.of(one))[0].xml)
        for one in firsts
    ]


def test_a_laptops_own_chain_contradicts_nothing(
    server: Standin, opened: Server, worker: Records
) -> None:
    visit(worker, 0, "create")
    for number in range(1, 6):
        visit(worker, number)
    assert send(worker, opened).sent == 6
    told = [one["t"] for one in flat(server).entities[FLAT]]
    assert told == [f"T{number}" for number in range(6)]
    assert flat(server).contradicted == set()
    assert flat(server).held == []


@pytest.mark.parametrize("order", WITHIN_ORDERS)
def test_what_is_sent_in_another_order_waits_for_what_it_follows(
    server: Standin, opened: Server, worker: Records, order: tuple[int, ...]
) -> None:
    visit(worker, 0, "create")
    for number in range(1, 4):
        visit(worker, number)
    branches, ids = Branches(worker), visit_ids(worker)
    for at in order:
        first = chain(worker.visit(ids[at]))[0]
        opened.send(submission(worker, first, branches.of(first))[0])
    assert flat(server).entities[FLAT][-1]["t"] == "T3"
    assert flat(server).contradicted == set()
    assert flat(server).held == []


def test_two_laptops_that_saw_nothing_of_each_other_contradict(
    server: Standin, opened: Server, worker: Records, tmp_path: Path
) -> None:
    visit(worker, 0, "create")
    folder = MemoryFolder()
    export_to(worker, folder)
    with workspace(tmp_path / "other", "w03") as other:
        other.put_form(ENTITY_FORM, "test")
        import_from(other, folder)
        visit(worker, 1)
        visit(other, 2)
        visit(other, 3)
        send(worker, opened)
        send(other, opened)
    assert len(flat(server).entities[FLAT]) == 4
    assert flat(server).contradicted == {FLAT}


def test_what_came_from_elsewhere_in_between_ends_a_chain(worker: Records) -> None:
    visit(worker, 0, "create")
    visit(worker, 1)
    visit(worker, 2)
    office = EntityWriteIn("household", "update", FLAT, {"t": "corrected"})
    worker.write_entities([office], author="w01")
    visit(worker, 3)
    visit(worker, 4)
    bases = [xml.split(b'baseVersion="')[1].split(b'"')[0] for _, xml in bodies(worker)]
    assert bases == [b"", b"1", b"2", b"1", b"2"]


def test_every_laptop_that_holds_the_visits_sends_one_body(
    worker: Records, tmp_path: Path
) -> None:
    visit(worker, 0, "create")
    for number in range(1, 4):
        visit(worker, number)
    before = bodies(worker)
    folder = MemoryFolder()
    export_to(worker, folder)
    with workspace(tmp_path / "office", "w01") as office:
        import_from(office, folder)
        assert bodies(office) == before
    visit(worker, 4)
    assert bodies(worker)[: len(before)] == before


def test_answers_that_changed_nothing_do_not_end_a_chain(worker: Records) -> None:
    visit(worker, 0, "create", "same")
    for number in range(1, 4):
        visit(worker, number, t="same")
    bases = [xml.split(b'baseVersion="')[1].split(b'"')[0] for _, xml in bodies(worker)]
    assert bases == [b"", b"1", b"2", b"3"]
