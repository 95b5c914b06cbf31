"""Whether a workspace holds everything that was told as kept, whole."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from desktop.steps import resolve
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.visits import VisitFilter
from sync import bundle
from tests.durability import ground

Told = list[Mapping[str, str]]
_HOMES = {ground.HOMES, ground.HOMES + ground.NEW_HOMES}


def losses(root: Path, told: Told, *, rebuild: bool = False) -> list[str]:
    """Return what of `told` is not there, and what is half there; empty is well.

    Raises:
        KnownError: The workspace does not open: also a loss, where it was whole.
    """
    place = root / "worker"
    with (
        Records.open(place, clock=ground.clock()) as records,
        Journal.open(place) as journal,
    ):
        found = [one["wrong"] for one in told if "wrong" in one]
        found += _answers(records, journal, told)
        found += _lists(records, told)
        report = records.doctor(rebuild=rebuild)
        found += [f"{one.code} {one.subject}" for one in report.findings]
    return [*found, *_stick(root / "stick")]


def _answers(records: Records, journal: Journal, told: Told) -> Iterable[str]:
    answers: dict[str, dict[str, str]] = {}
    numbers: dict[str, str] = {}
    for one in told:
        if "number" in one:
            numbers[one["draft"]] = one["number"]
        elif "draft" in one:
            mine = answers.setdefault(one["draft"], {})
            if "path" in one:
                mine[one["path"]] = one["value"]
    drafts = {info.draft.id for info in journal.drafts()}
    # Drafts nobody was told of must open as well.
    for draft in drafts | answers.keys():
        mine = answers.get(draft, {})
        if draft in numbers or (draft not in drafts and journal.closed(draft)):
            if draft in drafts:
                yield f"{draft} is finished and still a draft"
            yield from _finished(records, draft, mine, numbers.get(draft, ""))
        elif draft not in drafts:
            yield f"draft {draft} is gone"
        else:
            yield from _open(records, journal, draft, mine)


def _open(
    records: Records, journal: Journal, draft: str, answers: Mapping[str, str]
) -> Iterable[str]:
    entry = FormEntry.resume(records, journal, draft, clock=ground.clock())
    for path, value in answers.items():
        ref = resolve(entry.root, path)
        if ref is None or entry.value(ref) != value:
            yield f"draft {draft} lost {path}"
        elif value.endswith(".png") and not entry.attachment(ref):
            yield f"draft {draft} lost the file of {path}"


def _finished(
    records: Records, draft: str, answers: Mapping[str, str], number: str
) -> Iterable[str]:
    rows = [
        row
        for row in records.visits(VisitFilter(), limit=1_000)
        if number in ("", row.number)
    ]
    for row in rows:
        shown = records.visit(row.record_id).shown
        if all(_value(shown.xml, path) == value for path, value in answers.items()):
            for sha256 in shown.attachments.values():
                data = records.blob(sha256)
                if hashlib.sha256(data).hexdigest() != sha256:
                    yield f"visit {row.number} has a changed file"
            return
    yield f"visit {number} of draft {draft} is lost or lacks answers"


def _value(xml: bytes, path: str) -> str:
    node = etree.fromstring(xml)
    for name in path.split("/")[2:]:
        found = [one for one in node if etree.QName(one).localname == name]
        if not found:
            return ""
        node = found[0]
    return node.text or ""


def _lists(records: Records, told: Told) -> Iterable[str]:
    done = {name for one in told for name in one}
    homes = records.entity_count("household")
    received = records.entity("household", ground.OFFICE_VISIT) is not None
    if homes - received not in _HOMES:
        yield f"half a ledger: {homes} households"
    elif "ledger" in done and homes - received != max(_HOMES):
        yield "the ledger is lost"
    if "imported" in done:
        if not received:
            yield "what was received is lost"
        else:
            photo = records.visit(ground.OFFICE_VISIT).shown.attachments["photo.jpg"]
            if records.blob(photo) != ground.OFFICE_PHOTO:
                yield "the photo received is another"


def _stick(stick: Path) -> Iterable[str]:
    for file in stick.rglob("*.gvb"):
        try:
            bundle.read(file.read_bytes(), file=file.name, keys={})
        except KnownError as error:
            if error.code != "BUNDLE-STRANGER":
                yield f"{error.code} on the stick"
