"""Notes: words that other pages borrow: a second visit, a copy outside, hiding."""

from PySide6.QtCore import QCoreApplication

from forms.records.visits import VisitFilter
from ui.context import Start, Workspace

MEMBERS = 20


def second_visit(workspace: Workspace, start: Start) -> str:
    """Return what to tell of an earlier visit of the day, blank where there is none.

    A visit to somebody behind a door is one to the door. Nothing is forbidden: a second
    visit on one day is often the right thing to do.
    """
    if not start.entity_id:
        return ""
    found = [
        row
        for subject in _behind_the_door(workspace, start)
        for row in workspace.records.visits(
            VisitFilter(subject=subject, since=workspace.today.isoformat()), limit=1
        )
    ]
    if not found:
        return ""
    at = found[0].ended_at.astimezone(workspace.clock().tzinfo)
    told = QCoreApplication.translate(
        "SecondVisit", "Visited today already at {time}: {number}"
    )
    return told.format(time=f"{at:%H:%M}", number=found[0].number)


def _behind_the_door(workspace: Workspace, start: Start) -> list[tuple[str, str]]:
    """Return the one visited, then the household and who lives there."""
    one = start.list_name, start.entity_id
    home = start.entity_id if start.list_name == "household" else ""
    if start.list_name == "resident":
        person = workspace.records.entity(*one)
        home = person.properties.get("hh_id", "") if person is not None else ""
    if not home:
        return [one]
    there = workspace.records.entities("resident", {"hh_id": home}, limit=MEMBERS)
    door = [("household", home), *(("resident", each.id) for each in there)]
    return list(dict.fromkeys([one, *door]))


def told_outside() -> str:
    """Return what is said when a copy is opened in another program."""
    return QCoreApplication.translate(
        "Outside",
        "A copy is open in another program. It is removed when this window is locked "
        "or closed; what that program keeps is its own.",
    )


def hide_word(*, hidden: bool) -> str:
    """Return what the button says that hides an entry or brings it back."""
    if hidden:
        return QCoreApplication.translate("Hiding", "Bring back")
    return QCoreApplication.translate("Hiding", "Hide")
