"""A form over a register of 100,000 entities: opened, and its list filtered."""

import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from desktop import clock
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef
from forms.entry.host import RecordsHost
from forms.records.store import Records, create_workspace
from tests.bench.bench_forms import choice_form
from tests.bench.figure import Figure, quantile, timed
from tests.bench.places import WORKER

ENTITIES, GROUPS, EACH = 100_000, 100, 20_000
GROUP, PICK = NodeRef.parse("/data/group"), NodeRef.parse("/data/pick")


def measure() -> list[Figure]:
    """Open the form on the register; answer what the list is filtered by."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "w"
        create_workspace(folder, profile=WORKER, demo=True, now=clock.now())
        with Records.open(folder) as records:
            for start in range(0, ENTITIES, EACH):
                rows = [_entity(n) for n in range(start, start + EACH)]
                records.import_entities("list", rows, "bench")
        # Anew, as in the morning: nothing of the register is in the memory.
        with Records.open(folder) as records:
            return _filled(records)


def _filled(records: Records) -> list[Figure]:
    host = RecordsHost(records, "bench", WORKER.staff_id, clock.now)
    begun = perf_counter()
    definition = parse_xform(choice_form())
    session = FormSession.new(definition, host, Moment(clock.now(), "m"))
    for item in session.root.items:
        session.state(item.ref)
    opened = (perf_counter() - begun) * 1000

    def refilter(number: int) -> None:
        session.set_value(GROUP, f"g{number}", Moment(clock.now(), f"{number}"))
        choices = session.state(PICK).choices
        assert choices is not None
        assert len(choices) == ENTITIES // GROUPS
        assert len(choices.find("", 20)) == 20

    filtered = [timed(partial(refilter, n)) for n in range(40)]
    what = f"{ENTITIES:,} entities"
    return [
        Figure(f"entities: open a form over {what}", opened, limit=500),
        Figure(f"entities: filter {what} to 1,000, p50", quantile(filtered, 0.5),
               limit=100),
    ]  # fmt: skip


def _entity(n: int) -> dict[str, str]:
    return {"name": f"c{n}", "label": f"Choice {n}", "group": f"g{n % GROUPS}"}
