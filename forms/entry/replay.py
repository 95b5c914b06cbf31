"""Journalled events done again: the same moments give the same form."""

from collections.abc import Mapping
from datetime import datetime

from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef

# Tells what a person did that changes no answer, as "form resume" (for audit logs).
NOTE = "note"
# Names the further versions of the visit that this one replaces, parted by blanks.
SETTLES = "settles"
# Names the page that came on screen, blank for the last one (for audit logs).
VIEW = "view"
# What a person said of an entity that the visit makes: list, its id, the other's id.
SAME, APART = "same", "apart"


def moment_of_event(event: Mapping[str, str]) -> Moment:
    """Return when the event happened, and its chance."""
    return Moment(datetime.fromisoformat(event["at"]), event["seed"])


def replay(session: FormSession, event: Mapping[str, str]) -> None:
    """Do to the session what the event once did.

    Args:
        session: As it stood before the event.
        event: A row of the journal: {"set": path, "v": text}, {"add": path,
            "uid": uid} or {"remove": path}, each with `at` and `seed`.
    """
    moment = moment_of_event(event)
    if "set" in event:
        session.set_value(NodeRef.parse(event["set"]), event["v"], moment)
    elif "add" in event:
        session.add_repeat(NodeRef.parse(event["add"]), event["uid"], moment)
    elif "remove" in event:
        session.remove_repeat(NodeRef.parse(event["remove"]), moment)
