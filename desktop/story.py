"""A story: visits told as data, filled through the same calls as the pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop import demo_pictures
from desktop.clock import Clock
from desktop.steps import Step, apply, resolve, steps_of
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records


def fill(
    records: Records,
    journal: Journal,
    visit: Mapping[str, Any],
    clock: Clock,
    language: str,
) -> str:
    """Fill and finalise one visit of a story; return its printed number.

    Args:
        records: The register.
        journal: Its drafts.
        visit: "form", "steps", and "to": whom it is to, as
            {"list": "household", "where": {"addr_short": "5号楼2单元301室"}}.
        clock: Gives aware instants.
        language: "zh_CN" or "en".

    Raises:
        KnownError: DEMO-NOBODY, or DEMO-VIOLATION where the form does not take what
            the story says.
    """
    subject = None
    if "to" in visit:
        list_name = visit["to"]["list"]
        subject = (list_name, _find(records, list_name, visit["to"]["where"]))
    entry = FormEntry.start(
        records, journal, visit["form"], clock=clock, subject=subject, language=language
    )
    for step in steps_of(visit["steps"]):
        _do(records, entry, step)
    result = entry.finalize()
    if result.violations:
        broken = result.violations[0]
        raise KnownError(
            "DEMO-VIOLATION", form=visit["form"], path=broken.ref, told=broken.message
        )
    return result.number


def _do(records: Records, entry: FormEntry, step: Step) -> None:
    """Do one step: beyond those of `fill`, it draws pictures and finds entities.

    "sign" and "photo" (with "reading") draw one, "find" gives an entity's id, and
    "asked" skips the step where the form does not ask for it now.
    """
    told: Mapping[str, Any] = step.extra
    ref = resolve(entry.root, step.path)
    if told.get("asked") and (ref is None or not entry.relevant(ref)):
        return
    if ref is None or not ("sign" in told or "photo" in told or "find" in told):
        apply(entry, step, Path())
    elif "sign" in told:
        entry.attach(ref, demo_pictures.signature(told["sign"]), ".png")
    elif "photo" in told:
        picture = demo_pictures.photo(told["photo"], told.get("reading", ""))
        entry.attach(ref, picture, ".jpg")
    else:
        find = told["find"]
        entry.answer(ref, _find(records, find["list"], find["where"]))


def _find(records: Records, list_name: str, where: Mapping[str, str]) -> str:
    found = records.entities(list_name, where, limit=1)
    if not found:
        raise KnownError(
            "DEMO-NOBODY", list=list_name, wanted=", ".join(where.values())
        )
    return found[0].id
