"""An answer journalled and committed, beside the same row in plain SQLite."""

import sqlite3
import tempfile
from pathlib import Path

from desktop import clock
from forms.records.ids import uuid7
from forms.records.journal import Journal
from forms.records.store import create_workspace
from forms.records.types import Draft
from tests.bench.figure import Figure, quantile, timed
from tests.bench.places import WORKER

ROWS = 2000
EVENT = {"set": "/heating_visit/heat/t_living", "v": "16.2", "seed": "0123456789abcdef"}


def measure() -> list[Figure]:
    """Append the same event to both, turn by turn, so that both see the same disk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_workspace(folder / "w", profile=WORKER, demo=True, now=clock.now())
        plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE event (draft TEXT, n INTEGER, body TEXT)")
        ours, theirs = [], []
        with Journal.open(folder / "w") as journal:
            now = clock.now()
            draft = Draft(uuid7(now), "f", "1", "0", now, uuid7(now))
            journal.start_draft(draft)
            for number in range(ROWS):
                event = {**EVENT, "at": now.isoformat()}
                ours.append(timed(lambda event=event: journal.append(draft.id, event)))
                row = (draft.id, number, repr(event))
                theirs.append(
                    timed(
                        lambda row=row: plain.execute(
                            "INSERT INTO event VALUES (?, ?, ?)", row
                        )
                    )
                )
        plain.close()
    return [
        Figure(
            f"journal: one answer committed, p{int(share * 100)}",
            quantile(ours, share),
            peer="plain SQLite, WAL, FULL",
            beside=quantile(theirs, share),
            limit=16.0,
        )
        for share in (0.5, 0.95, 0.99)
    ]
