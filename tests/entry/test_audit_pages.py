"""Pages of several questions are "group questions" in audit.csv, as in Collect."""

from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from tests.entry import test_audit_log as audit
from tests.entry.test_audit_log import desk, log_of  # noqa: F401 - a fixture

FIELDS = """
| survey |
| | type | name | label | parameters | appearance |
| | audit | audit | | {parameters} | |
| | begin_group | fields | Fields | | field-list |
| | text | name | Name | | |
| | integer | age | Age | | |
| | end_group | | | | |
| | begin_group | plain | Plain | | |
| | text | street | Street | | |
| | text | door | Door | | |
| | end_group | | | | |
| settings |
| | form_id | version |
| | audited | 1 |
"""
AT = {name: NodeRef.parse(f"/data/{name}") for name in (
    "fields", "plain", "fields/name", "fields/age", "plain/street", "plain/door",
)}  # fmt: skip


def begun(desk, tmp_path, parameters):  # noqa: F811
    file = tmp_path / "audited.md"
    file.write_text(FIELDS.format(parameters=parameters), encoding="utf-8")
    desk[0].put_form(compile_sheets(file), "test")
    return audit.start(desk)


def filled(entry):
    entry.look_at(AT["fields"])
    entry.answer(AT["fields/age"], "7")
    entry.answer(AT["fields/name"], "Wang")
    entry.answer(AT["fields/age"], "70")
    entry.look_at(AT["plain"])
    entry.answer(AT["plain/street"], "Youth Road")
    entry.look_at(None)
    return entry


def told(rows):
    return [(row["event"], row["node"]) for row in rows]


def test_a_field_list_is_one_event_with_the_answers_it_changed(desk, tmp_path):  # noqa: F811
    entry = filled(begun(desk, tmp_path, "track-changes=true"))
    _, rows = log_of(desk, entry.finalize().record_id)
    assert told(rows) == [
        ("form start", ""),
        ("group questions", "/data/fields"),
        ("question", "/data/fields/age"),
        ("question", "/data/fields/name"),
        ("group questions", "/data/plain"),
        ("question", "/data/plain/street"),
        ("end screen", ""),
        ("form save", ""),
        ("form exit", ""),
        ("form finalize", ""),
    ]
    group, age, name, plain, street, end = rows[1:7]
    assert (age["old-value"], age["new-value"]) == ("", "70")
    assert {(row["start"], row["end"]) for row in (group, age, name)} == {
        (group["start"], group["end"])
    }
    assert int(group["end"]) == int(plain["start"])
    assert int(plain["start"]) <= int(street["start"]) < int(street["end"])
    assert int(plain["end"]) == int(end["start"]) <= int(end["end"])


def test_untracked_a_field_list_tells_no_question(desk, tmp_path):  # noqa: F811
    entry = filled(begun(desk, tmp_path, ""))
    text, rows = log_of(desk, entry.finalize().record_id)
    assert text.splitlines()[0] == "event,node,start,end"
    nodes = [row["node"] for row in rows if row["event"] == "question"]
    assert nodes == ["/data/plain/street"]


def test_who_is_signed_in_stands_beside_each_event(desk, tmp_path):  # noqa: F811
    entry = filled(begun(desk, tmp_path, "identify-user=true"))
    _, rows = log_of(desk, entry.finalize().record_id)
    assert {row["user"] for row in rows} == {"w02"}


def test_a_draft_closed_on_a_page_has_left_it(desk, tmp_path):  # noqa: F811
    records, journal, clock = desk
    entry = begun(desk, tmp_path, "track-changes=true")
    entry.look_at(AT["fields"])
    entry.answer(AT["fields/name"], "Wang")
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    again.look_at(None)
    _, rows = log_of(desk, again.finalize().record_id)
    assert [row["event"] for row in rows][:7] == [
        "form start", "group questions", "question", "form save", "form exit",
        "form resume", "end screen",
    ]  # fmt: skip


def test_a_form_without_audit_notes_no_page(desk, tmp_path):  # noqa: F811
    records, journal, clock = desk
    entry = FormEntry.start(records, journal, "heating_visit", clock=clock)
    entry.look_at(None)
    assert journal.events(entry.draft_id) == []
    assert entry.untouched
