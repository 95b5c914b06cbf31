"""Each answer is on disk before it returns, and a visit is never half finished."""

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import resources
from desktop.begin import begin
from desktop.steps import apply, steps_of
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn, Profile

CHINA = ZoneInfo("Asia/Shanghai")
CASES = json.loads(
    (Path(__file__).parent.parent / "data/cases.json").read_text(encoding="utf-8")
)["cases"]
HEAT = "/heating_visit"
MET = [
    ("who/result", "met"), ("heat/t_living", "15.5"), ("heat/meter_type", "digital"),
    ("heat/win_closed", "ge2h"), ("chk/problem", "low_temp"), ("chk/elec", "none"),
    ("act/action", "call_co"), ("safe/leaflet", "1"), ("safe/satisf", "3"),
]  # fmt: skip


class Ticking:
    """A clock that moves a second at each look."""

    def __init__(self) -> None:
        # Late, since some cases tell of an afternoon.
        self.at = datetime(2026, 12, 24, 23, 30, tzinfo=CHINA)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    """A demo workspace as it stands on the day of the cases; never written to."""
    folder = tmp_path_factory.mktemp("entry") / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03")
    begin(folder, profile, demo=True, clock=Ticking())
    return folder


@pytest.fixture
def opened(grid, tmp_path):
    shutil.copytree(grid, tmp_path / "ws")
    clock = Ticking()
    with (
        Records.open(tmp_path / "ws", clock=clock) as records,
        Journal.open(tmp_path / "ws") as journal,
    ):
        yield records, journal, clock


def due_household(records) -> str:
    rows = records.due(date(2026, 12, 24))
    return next(row.id for row in rows if row.list_name == "household")


def start(opened, form="heating_visit", **more) -> FormEntry:
    records, journal, clock = opened
    return FormEntry.start(records, journal, form, clock=clock, **more)


def visit(opened, answers=MET) -> FormEntry:
    entry = start(opened, subject=("household", due_household(opened[0])))
    for question, text in answers:
        entry.answer(NodeRef.parse(f"{HEAT}/{question}"), text)
    return entry


def everything(entry: FormEntry) -> bytes:
    return entry._session.snapshot()


def resumed(opened, entry: FormEntry) -> FormEntry:
    records, journal, clock = opened
    return FormEntry.resume(records, journal, entry.draft_id, clock=clock)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['form']} {c['name']}")
def test_a_draft_reopens_exactly_as_it_was(opened, case, tmp_path):
    records = opened[0]
    for change in case.get("given", ()):
        writing = EntityWriteIn(change["list"], "update", change["name"], change["set"])
        records.write_entities([writing], "w02")
    entry = start(opened, case["form"])
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"any picture")
    for step in steps_of(case["steps"]):
        apply(entry, step, tmp_path)
    assert everything(resumed(opened, entry)) == everything(entry)
    assert entry.finalize().violations == ()


def test_a_visit_opened_for_a_household_knows_grid_worker_and_household(opened):
    household = due_household(opened[0])
    entry = start(opened, subject=("household", household))
    known = [entry.value(NodeRef.parse(f"{HEAT}/{q}")) for q in (
        "hdr/grid_code", "hdr/visitor", "hdr/visit_date", "who/hh")]  # fmt: skip
    assert known == ["XYQY03", "w02", "2026-12-24", household]
    assert entry.subject_label == opened[0].entity("household", household).label


def test_every_form_of_the_table_of_starts_takes_what_it_says(opened):
    rows = resources.text("tables/form_starts.csv").splitlines()[1:]
    nodes = {
        form: start(opened, form).definition.nodes
        for form in {row.split(",")[0] for row in rows}
    }
    for row in rows:
        form, _, question, _ = row.split(",")
        assert question in nodes[form], row


def test_a_broken_rule_keeps_the_visit_open_and_writes_nothing(opened):
    entry = visit(opened, MET[:3])
    result = entry.finalize()
    assert result.number == ""
    assert {v.ref.name for v in result.violations} >= {"problem", "elec", "leaflet"}
    assert opened[0].visit_counts() == {}
    assert [d.draft.id for d in opened[1].drafts()] == [entry.draft_id]


def test_finishing_writes_the_visit_the_household_and_the_hazard(opened):
    records, journal, _ = opened
    entry = visit(opened)
    number = entry.value(NodeRef.parse(f"{HEAT}/hz/hz_no"))
    result = entry.finalize()
    household = records.entity("household", entry.subject[1]).properties
    assert (household["last_heat_temp"], household["heat_band"]) == ("15.5", "T3")
    assert [h.label for h in records.search(number, limit=5)] != []
    assert records.visit(result.number).record_id == entry.record_id
    assert journal.drafts() == []


def test_a_kill_between_log_and_journal_repeats_nothing(opened):
    records, _, _ = opened
    entry = visit(opened)
    entry._session.finalize(entry._moment())
    records.finalise_visit(entry._visit(entry._moment()))
    again = resumed(opened, entry)
    assert again.finalize().number == records.visit(entry.record_id).number
    assert sum(records.visit_counts().values()) == 1


def test_an_edit_is_a_new_version_and_the_old_one_is_kept(opened):
    records, journal, clock = opened
    first = visit(opened)
    number = first.finalize().number
    edit = FormEntry.edit(records, journal, first.record_id, clock=clock)
    edit.answer(NodeRef.parse(f"{HEAT}/heat/t_living"), "19")
    edit.answer(NodeRef.parse(f"{HEAT}/chk/problem"), "none")
    assert edit.finalize().number == number
    kept = records.visit(number)
    assert [b"<t_living>15.5<" in r.xml for r in kept.revisions] == [True, False]
    household = records.entity("household", first.subject[1]).properties
    assert household["last_heat_temp"] == "19"
    assert "next_due" not in household


def test_an_edit_discarded_leaves_the_visit_as_it_was(opened):
    records, journal, clock = opened
    number = visit(opened).finalize().number
    before = records.digest()
    edit = FormEntry.edit(records, journal, number, clock=clock)
    edit.answer(NodeRef.parse(f"{HEAT}/heat/t_living"), "19")
    edit.discard()
    assert records.digest() == before
    assert journal.drafts() == []


def test_a_photo_is_kept_with_its_answer_and_comes_back(opened):
    records, journal, clock = opened
    entry = visit(opened)
    photo = NodeRef.parse(f"{HEAT}/heat/photo_meter")
    entry.attach(photo, b"not really a picture", ".jpg")
    assert resumed(opened, entry).attachment(photo) == b"not really a picture"
    number = entry.finalize().number
    edit = FormEntry.edit(records, journal, number, clock=clock)
    assert edit.attachment(photo) == b"not really a picture"


def instances(entry: FormEntry) -> list[NodeRef]:
    return [p.ref for p in entry.pages() if p.ref.nodeset == "/fire_patrol/area/av"]


def test_instances_of_a_repeat_are_pages_of_their_own(opened):
    entry = start(opened, "fire_patrol")
    items = NodeRef.parse("/fire_patrol/area/area_items")
    entry.answer(items, "flying ebike_in")
    _, added = entry.add_repeat(NodeRef.parse("/fire_patrol/area/av"))
    first, second = instances(entry)
    assert second == added
    page = next(p for p in entry.pages() if p.ref == added)
    assert (page.kind, page.number, page.depth) == ("instance", 2, 1)
    entry.remove_repeat(first)
    assert instances(resumed(opened, entry)) == [added]


def test_nobody_signed_in_is_told_in_words(opened):
    opened[1].set_profile(Profile("", "", ""))
    with pytest.raises(KnownError) as told:
        start(opened)
    assert told.value.code == "PROFILE-MISSING"


# What a form says before it is finished.


def note(entry, name):
    """Return the text of the note `name` where it is shown, else blank."""
    state = entry.state(NodeRef.parse(name))
    return state.label.text if state.relevant else ""


def patrol(opened, registered):
    """Return a patrol of a place where so many facilities are on file, and these."""
    here = opened[0].entities("facility", limit=registered)
    place = {"grid_code": "XYQY03", "building_no": "LW", "unit_no": "30"}
    opened[0].write_entities(
        [
            EntityWriteIn("facility", "update", one.id, {**place, "status": "ok"})
            for one in here
        ],
        "w02",
    )
    entry = start(opened, "fire_patrol")
    for name, value in (
        ("hdr/grid_code", "XYQY03"), ("where/building_no", "LW"),
        ("where/unit_no", "30"), ("fq/chk_fac", "1"),
    ):  # fmt: skip
        entry.answer(NodeRef.parse(f"/fire_patrol/{name}"), value)
    return entry, here


@pytest.mark.parametrize(
    ("language", "told"), [("zh_CN", "还有1件没有检查"), ("en", "1 not checked")]
)
def test_a_patrol_says_which_registered_facility_is_not_checked(opened, language, told):
    entry, (first, second) = patrol(opened, 2)
    entry.set_language(language)
    left = "/fire_patrol/sum/n_left_note"
    begun = next(
        p.ref
        for p in entry.pages()
        if p.ref.nodeset == "/fire_patrol/fc" and p.kind == "instance"
    )
    entry.answer(NodeRef.parse(f"{begun}/fac"), first.id)
    assert told in note(entry, left)
    assert second.label in note(entry, left)
    assert first.label not in note(entry, left)
    _, added = entry.add_repeat(NodeRef.parse("/fire_patrol/fc"))
    fac = NodeRef.parse(f"{added}/fac")
    entry.answer(fac, first.id)
    assert second.label in note(entry, left), "the first one twice is not the second"
    entry.answer(fac, second.id)
    assert note(entry, left) == ""
    entry.answer(NodeRef.parse("/fire_patrol/fq/chk_fac"), "0")
    assert note(entry, left) == "", "whoever checks none said so"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_household_without_heating_on_file_is_told_in_words(opened, language):
    house = opened[0].entities("household", limit=1)[0]
    entry = start(opened, subject=("household", house.id))
    entry.set_language(language)
    known, unknown = f"{HEAT}/who/hh_note", f"{HEAT}/who/hh_nomode"
    assert note(entry, known)
    assert not note(entry, unknown)
    entry.discard()
    change = EntityWriteIn("household", "update", house.id, {"heat_mode": ""})
    opened[0].write_entities([change], "w02")
    entry = start(opened, subject=("household", house.id))
    entry.set_language(language)
    assert not note(entry, known)
    words = {"zh_CN": "取暖方式没有登记", "en": "heating not on file"}[language]
    assert words in note(entry, unknown)
