"""What a form knows at once when it is opened for somebody or something."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache

import resources
from forms.engine.instance.session import FormSession
from forms.engine.refs import NodeRef
from forms.entry.host import moment_of
from forms.records.store import Records

_Rows = dict[tuple[str, str], tuple[tuple[str, str], ...]]


@cache
def _table(name: str = "form_starts", what: str = "property") -> _Rows:
    found: _Rows = {}
    for row in csv.DictReader(io.StringIO(resources.text(f"tables/{name}.csv"))):
        key = row["form"], row["list"]
        found[key] = (*found.get(key, ()), (row["question"], row[what]))
    return found


def preset(
    form_id: str, list_name: str, entity_id: str, properties: Mapping[str, str]
) -> dict[str, str]:
    """Return question -> answer for `form_id` opened for an entity.

    Args:
        form_id: As "heating_visit".
        list_name: The entity's list, as "household".
        entity_id: Its id.
        properties: What is known of it; a blank one presets nothing.
    """
    found: dict[str, str] = {}
    for question, name in _table().get((form_id, list_name), ()):
        if name.startswith("="):
            value = name[1:]
        else:
            value = entity_id if name == "name" else properties.get(name, "")
        if value:
            found[question] = value
    return found


def answer_known(
    records: Records,
    session: FormSession,
    subject: tuple[str, str],
    clock: Callable[[], datetime],
) -> str:
    """Answer in a new session what is known of the one visited.

    Returns:
        What the one visited is called, blank where the form does not choose it.
    """
    list_name, entity_id = subject
    entity = records.entity(list_name, entity_id)
    if entity is None:
        return ""
    form_id, title = session.definition.form_id, ""
    known = preset(form_id, list_name, entity_id, entity.properties)
    for question, value in known.items():
        ref = NodeRef.parse(question)
        if session.relevant(ref):
            session.set_value(ref, value, moment_of(clock))
            if question in subject_questions(form_id):
                title = entity.label
    return title


def subject_questions(form_id: str) -> dict[str, str]:
    """Return question -> list for the questions of `form_id` that name its subject."""
    return {
        question: list_name
        for (form, list_name), rows in _table().items()
        if form == form_id
        for question, name in rows
        if name == "name"
    }


def taking(form_id: str, list_name: str, entity_id: str) -> dict[str, str]:
    """Return question -> answer by which `form_id` goes on with a known entity.

    Blank where the form has no way to do so (`tables/form_takes.csv`). A question
    without `/` lies in the group or entry that makes the entity.

    Args:
        form_id: As "household_reg".
        list_name: Of the entity that the form was about to make.
        entity_id: The one that is known.
    """
    rows = _table("form_takes", "value").get((form_id, list_name), ())
    return {
        question: value[1:] if value.startswith("=") else entity_id
        for question, value in rows
    }


def lists_for(form_id: str) -> tuple[str, ...]:
    """Return the lists whose entities can open `form_id`."""
    return tuple(list_name for form, list_name in _table() if form == form_id)
