"""One kill -9 at a random instant, and whether anything that was kept is lost."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import sleep

from desktop import clock
from desktop.steps import resolve
from forms.entry import FormEntry
from forms.records.journal import Journal
from forms.records.store import Records
from tools import ROOT

Told = list[Mapping[str, str]]


def killed(workspace: Path, chance: random.Random) -> Told:
    """Let the filler work a random while, kill it, return what it said was kept."""
    command = [sys.executable, "-P", "-m", "tests.durability.filler", str(workspace)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        sleep(chance.uniform(0, 0.4))
        child.kill()
        lines += child.stdout.readlines()
    # The last line may be half written; its answer counts as never told.
    return [json.loads(line) for line in lines if line.endswith("\n")]


def lost(workspace: Path, told: Told) -> list[str]:
    """Return what of `told` is not there, and damage of any kind; empty is well."""
    found: list[str] = []
    answers: dict[str, dict[str, str]] = {}
    numbers: dict[str, str] = {}
    for one in told:
        if "number" in one:
            numbers[one["draft"]] = one["number"]
        elif "path" in one:
            answers.setdefault(one["draft"], {})[one["path"]] = one["value"]
    with Records.open(workspace) as records, Journal.open(workspace) as journal:
        open_drafts = {info.draft.id for info in journal.drafts()}
        for draft, number in numbers.items():
            if draft in open_drafts:
                found.append(f"{draft} is finished and still a draft")
            if records.visit(number).number != number:
                found.append(f"{number} is lost")
        for draft in open_drafts:
            entry = FormEntry.resume(records, journal, draft, clock=clock.now)
            for path, value in answers.get(draft, {}).items():
                ref = resolve(entry.root, path)
                if ref is None or entry.value(ref) != value:
                    found.append(f"{draft} lost {path}")
        for draft in answers.keys() - open_drafts - numbers.keys():
            # Finished between the log and the word for it: the visit must be there.
            if journal.closed(draft) is None:
                found.append(f"{draft} is gone")
        report = records.doctor()
        found += [f"{one.code} {one.subject}" for one in report.findings]
    return found
