"""Random edits: incremental equals full, replay equals live, undo is a replay less."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.recompute import below
from forms.engine.instance.tree import cell
from forms.engine.instance.view import Group, Question, Repeat
from tests.conformance.scenario import items_of
from tests.engine.filling import Filling, World, xform
from tests.engine.test_cases import files, form

WORDS = ("", "0", "1", "2", "7", "x", "2026-12-24", "home", "met", "noone", "bad")
MIXED = xform(
    "<n/><on>1</on><total/><pick/><g><t/><double/></g><last/>"
    "<r jr:template=''><a/><b/><pos/><share/><s jr:template=''><c/><path/></s></r>"
    "<k jr:template=''><z/><seen/></k>",
    '<instance id="list"><root>'
    + "".join(f"<item><name>{i}</name><k>{i % 3}</k></item>" for i in range(9))
    + "</root></instance>"
    '<bind nodeset="/data/n" type="int"/>'
    '<bind nodeset="/data/g" relevant="/data/on = 1"/>'
    '<bind nodeset="/data/g/double" calculate="/data/g/t * 2"/>'
    '<bind nodeset="/data/total" calculate="sum(/data/r/a) + count(/data/r/s)"/>'
    '<bind nodeset="/data/last" calculate="/data/r[last()]/b"/>'
    '<bind nodeset="/data/r" relevant="/data/on != 2"/>'
    '<bind nodeset="/data/r/a" type="int" constraint=". &lt; 5"/>'
    '<bind nodeset="/data/r/b" relevant="../a &gt; 0"/>'
    '<bind nodeset="/data/r/pos" calculate="position(..)"/>'
    '<bind nodeset="/data/r/share" calculate="concat(../pos, \'/\', count(../../r))"/>'
    '<bind nodeset="/data/r/s/path" calculate="concat(position(../..), '
    'position(..), ../../b, /data/g/double)"/>'
    '<bind nodeset="/data/k/seen" calculate="concat(../z, /data/total)"/>',
    '<input ref="/data/n"/><input ref="/data/on"/><select1 ref="/data/pick"><itemset '
    "nodeset=\"instance('list')/root/item[k = /data/n]\"><value ref='name'/>"
    "<label ref='name'/></itemset></select1><group ref=\"/data/g\">"
    '<input ref="/data/g/t"/></group><repeat nodeset="/data/r">'
    '<input ref="/data/r/a"/><input ref="/data/r/b"><label>B<output value="../pos"/>'
    '</label></input><repeat nodeset="/data/r/s"><input ref="/data/r/s/c"/></repeat>'
    '</repeat><repeat nodeset="/data/k" jr:count="/data/n"><input ref="/data/k/z"/>'
    "</repeat>",
)


@dataclass(frozen=True)
class Edit:
    """One edit, its target picked from what there is at its time."""

    kind: str
    place: int
    word: int


EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(("set", "set", "add", "remove")),
        st.integers(0, 200),
        st.integers(0, 200),
    ),
    max_size=25,
)


def begun() -> Filling:
    """Return a form with enough in it that any edit touches something."""
    filling = Filling(MIXED)
    for place, number in enumerate("123", start=1):
        filling.add("/data/r")
        filling.answer(f"/data/r[{place}]/a", number)
        filling.answer(f"/data/r[{place}]/b", f"b{place}")
    filling.add("/data/r[2]/s")
    filling.answer("/data/n", "2")
    filling.answer("/data/g/t", "4")
    return filling


def do(filling: Filling, edit: Edit) -> None:
    """Make the edit, unless there is nothing of its kind."""
    session = filling.session
    items = list(items_of(session.root))
    if edit.kind == "set":
        questions = [i for i in items if isinstance(i, Question)]
        question = questions[edit.place % len(questions)]
        choices = session.state(question.ref).choices
        words = [c.value for c in choices.find("", 5)] if choices else []
        text = (*words, *WORDS)[edit.word % (len(words) + len(WORDS))]
        if not session.state(question.ref).readonly:
            session.set_value(question.ref, text, filling.moment())
        return
    repeats = [i for i in items if isinstance(i, Repeat) and not i.fixed]
    if not repeats:
        return
    repeat = repeats[edit.place % len(repeats)]
    if edit.kind == "add":
        session.add_repeat(repeat.ref, f"u{filling.events}", filling.moment())
    elif repeat.instances:
        instance = repeat.instances[edit.word % len(repeat.instances)]
        session.remove_repeat(instance.ref, filling.moment())


def recomputed(filling: Filling) -> bytes:
    """Return the snapshot after every rule has run once more everywhere."""
    core = filling.session._core
    core.engine.push_all(choices=True)
    core.engine.run()
    return filling.session.snapshot()


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_incremental_recompute_equals_full_recompute(edits):
    filling = begun()
    for edit in edits:
        do(filling, edit)
    before = filling.session.snapshot()
    assert recomputed(filling) == before


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_states_told_unchanged_are_unchanged(edits):
    filling = begun()
    known = shown(filling)
    for edit in edits:
        changes = None
        session = filling.session
        questions = [i for i in items_of(session.root) if isinstance(i, Question)]
        question = questions[edit.place % len(questions)]
        if edit.kind == "set":
            word = WORDS[edit.word % len(WORDS)]
            changes = session.set_value(question.ref, word, filling.moment())
        else:
            do(filling, edit)
        now = shown(filling)
        if changes is not None:
            differing = {
                ref
                for ref, state in now.items()
                if ref in known and known[ref] != state
            }
            assert differing <= changes.nodes
        known = now


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_a_kept_state_is_what_a_new_reading_gives(edits):
    filling = begun()
    shown(filling)
    for edit in edits:
        do(filling, edit)
        kept = shown(filling)
        for node in below(filling.session._core.tree.root):
            cell(node).state = None
        assert shown(filling) == kept


def shown(filling: Filling) -> dict:
    """Return every state by ref, read anew."""
    return {
        item.ref: filling.session.state(item.ref)
        for item in items_of(filling.session.root)
        if isinstance(item, Question | Group)
    }


@settings(max_examples=40, deadline=None)
@given(EDITS, st.integers(0, 25))
def test_undo_is_a_replay_of_all_but_the_last_events(edits, kept):
    live = begun()
    snapshots = [live.session.snapshot()]
    for edit in edits:
        do(live, edit)
        snapshots.append(live.session.snapshot())
    kept = min(kept, len(edits))
    replayed = begun()
    for edit in edits[:kept]:
        do(replayed, edit)
    assert replayed.session.snapshot() == snapshots[kept]


@settings(max_examples=40, deadline=None)
@given(EDITS, EDITS)
def test_a_restored_session_goes_on_as_the_live_one(before, after):
    live = begun()
    for edit in before:
        do(live, edit)
    again = live.reopened()
    assert again.session.snapshot() == live.session.snapshot()
    for edit in after:
        do(live, edit)
        do(again, edit)
    assert again.session.snapshot() == live.session.snapshot()


BUNDLED = ("fire_patrol", "heating_visit", "household_reg", "special_followup")


@pytest.mark.parametrize("name", BUNDLED)
@settings(max_examples=8, deadline=None)
@given(edits=EDITS)
def test_bundled_forms_hold_it_too(name, edits):
    filling = Filling(bundled(name), World(files(), {"username": "w02"}))
    for edit in edits:
        do(filling, edit)
    assert filling.reopened().session.snapshot() == filling.session.snapshot()
    before = filling.session.submission()
    filling.session.validate()
    recomputed(filling)
    assert filling.session.submission() == before


def bundled(name: str) -> FormDefinition:
    return form(name)
