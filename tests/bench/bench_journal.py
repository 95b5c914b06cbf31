"""An answer saved, the whole design, beside plain SQLite's commit and executemany.

The design: the form recalculated, the event encrypted by SQLCipher and synced to the
disk, the watermark written. Turn by turn with the peers, so that all see one disk.
"""

import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from desktop import clock
from desktop.demo import morning
from desktop.steps import resolve, steps_of
from forms.entry import FormEntry
from forms.records.ids import uuid7
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft
from tests.bench.figure import Figure, quantile, timed
from tests.bench.places import demo_workspace

ROWS = 2000
EVENT = {"set": "/heating_visit/heat/t_living", "v": "16.2", "seed": "0123456789abcdef"}
FORM = "heating_visit"
SHARES = (0.5, 0.95, 0.99)
# Issue 4: what the whole design may take of an answer.
P95_MS = 2.0


def measure() -> list[Figure]:
    """Save answers by the form, events by the journal, rows by plain SQLite."""
    whole, ours, theirs = [], [], []
    with (
        demo_workspace() as folder,
        Records.open(folder) as records,
        Journal.open(folder) as journal,
    ):
        plain = _plain(folder)
        now = clock.now()
        draft = Draft(uuid7(now), "f", "1", "0", now, uuid7(now))
        journal.start_draft(draft)
        answers = _answers(records, journal)
        for number in range(ROWS):
            whole.append(next(answers))
            event = {**EVENT, "at": now.isoformat()}
            ours.append(timed(partial(journal.append, draft.id, event)))
            row = (draft.id, number, repr(event))
            theirs.append(timed(partial(plain.execute, _INSERT, row)))
        floor = _floor(plain)
        plain.close()
    return [
        *(
            Figure(
                f"journal: an answer saved, whole design, p{int(share * 100)}",
                quantile(whole, share), peer="plain SQLite, WAL, FULL",
                beside=quantile(theirs, share),
                limit=P95_MS if share == 0.95 else None,
            )
            for share in SHARES
        ),
        *(
            Figure(
                f"journal: its event committed, p{int(share * 100)}",
                quantile(ours, share), peer="plain SQLite, WAL, FULL",
                beside=quantile(theirs, share),
            )
            for share in SHARES
        ),
        Figure("journal: the floor, a row of plain SQLite's executemany", floor, "µs"),
    ]  # fmt: skip


_INSERT = "INSERT INTO event VALUES (?, ?, ?)"


def _plain(folder: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE event (draft TEXT, n INTEGER, body TEXT)")
    return plain


def _floor(plain: sqlite3.Connection) -> float:
    """Return what a row costs where all are written at once, in µs."""
    rows = [("0" * 36, number, repr(EVENT)) for number in range(100_000)]
    plain.execute("BEGIN")
    took = timed(lambda: plain.executemany(_INSERT, rows))
    took += timed(lambda: plain.execute("COMMIT"))
    return took / len(rows) * 1000


def _answers(records: Records, journal: Journal) -> Iterator[float]:
    """Go through a visit of the demo again and again; how long each answer takes."""
    door = records.entities("household", {"addr_short": "1号楼1单元301室"})[0].id
    story = morning()["visits"][0]["steps"]
    entry = FormEntry.start(
        records, journal, FORM, clock=clock.now, subject=("household", door)
    )
    steps = steps_of(told for told in story if "sign" not in told)
    first = resolve(entry.root, steps[0].path)
    assert first is not None
    entry.answer(first, steps[0].value)
    steps = steps[1:]
    for turn, step in enumerate(cycle(steps)):
        ref = resolve(entry.root, step.path)
        if ref is None:
            continue
        # Every other round blank, so that each answer changes something.
        value = step.value if turn // len(steps) % 2 == 0 else ""
        yield timed(partial(entry.answer, ref, value))
