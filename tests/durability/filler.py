"""Fills and finishes visits without end, telling what is kept; made to be killed.

Prints one JSON line after each call that returned: {"draft", "path", "value"} for an
answer, {"draft", "number"} for a finished visit. Goes on with a draft it finds.
"""

import json
import sys
from pathlib import Path

from desktop import clock
from desktop.demo import morning
from desktop.steps import resolve, steps_of
from forms.entry import FormEntry
from forms.records.journal import Journal
from forms.records.store import Records

FORM = "heating_visit"


def main(folder: Path) -> None:
    """Work until killed."""
    with Records.open(folder) as records, Journal.open(folder) as journal:
        door = records.entities("household", {"addr_short": "1号楼1单元301室"})[0].id
        story = morning()["visits"][0]["steps"]
        steps = steps_of(
            [
                # Before its first answers a killed draft knows no one visited.
                {"set": "/heating_visit/hdr/grid_code", "value": "XYQY03"},
                {"set": "/heating_visit/who/hh", "value": door},
                *(told for told in story if "sign" not in told),
            ]
        )
        waiting = [info.draft.id for info in journal.drafts()]
        while True:
            if waiting:
                entry = FormEntry.resume(
                    records, journal, waiting.pop(), clock=clock.now
                )
            else:
                entry = FormEntry.start(
                    records,
                    journal,
                    FORM,
                    clock=clock.now,
                    subject=("household", door),
                )
            tell(draft=entry.draft_id)
            for step in steps:
                ref = resolve(entry.root, step.path)
                assert ref is not None
                entry.answer(ref, step.value)
                tell(draft=entry.draft_id, path=step.path, value=step.value)
            result = entry.finalize()
            assert not result.violations, result
            tell(draft=entry.draft_id, number=result.number)


def tell(**told: str) -> None:
    """Say what has been kept."""
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
