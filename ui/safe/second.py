"""Second: a visit that begins where somebody was today already is pointed out."""

from PySide6.QtCore import QCoreApplication

from forms.records.visits import VisitFilter
from ui.context import Start, Workspace


def second_visit(workspace: Workspace, start: Start) -> str:
    """Return what to tell of an earlier visit of the day, blank where there is none.

    Nothing is forbidden: a second visit on one day is often the right thing to do.
    """
    if not start.entity_id:
        return ""
    wanted = VisitFilter(
        subject=(start.list_name, start.entity_id), since=workspace.today.isoformat()
    )
    found = workspace.records.visits(wanted, limit=1)
    if not found:
        return ""
    at = found[0].ended_at.astimezone(workspace.clock().tzinfo)
    told = QCoreApplication.translate(
        "SecondVisit", "Visited today already at {time}: {number}"
    )
    return told.format(time=f"{at:%H:%M}", number=found[0].number)
