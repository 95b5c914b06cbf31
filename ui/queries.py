"""Queries: what pages ask of the register, as the rows and figures they show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from forms.records.due import DueFilter
from forms.records.types import DraftInfo, DueRow, Entity, VisitRow
from forms.records.visits import VisitFilter
from ui import words
from ui.context import Workspace
from ui.form_names import form_called
from ui.parts.rows import Row
from ui.subjects import due_text, note_of, status_of, title_of
from ui.told import TOLD

translate = QCoreApplication.translate
GROUPS_AT_MOST = 500
"""A unit's facilities are one thing to do; more such than this are told as 500."""
FOUND_AT_MOST = 200
OPEN_STATES = ("S1", "S2", "S3", "S4", "S6", "S7")


@dataclass(frozen=True, slots=True)
class Figures:
    """How far the day has come.

    Args:
        done: Visits finished today.
        due: Things to do up to today, late ones too.
        late: Of them, those that are late.
        hazards: Open ones; `hazards_late` past their deadline.
        warm: Doors measured warm enough, of `measured`.
    """

    done: int
    due: int
    late: int
    hazards: int
    hazards_late: int
    warm: int
    measured: int


def figures(workspace: Workspace) -> Figures:
    """Return the figures of the day."""
    records, today = workspace.records, workspace.today
    day = today.isoformat()
    done = sum(records.visit_counts(VisitFilter(since=day, until=day)).values())
    bands = {
        band: records.entity_count("household", {"heat_band": band})
        for band in ("T1", "T2", "T3", "T4")
    }
    late_hazards = records.due_counts(today, DueFilter(lists=("hazard",)))
    return Figures(
        done=done,
        due=due_count(workspace, 0),
        late=due_count(workspace, -1),
        hazards=sum(
            records.entity_count("hazard", {"status": state}) for state in OPEN_STATES
        ),
        hazards_late=late_hazards.overdue,
        warm=bands["T1"],
        measured=sum(bands.values()),
    )


def due_count(workspace: Workspace, days: int, kinds: Sequence[str] = ()) -> int:
    """Return how many things there are to do, the facilities of a unit being one."""
    wanted = DueFilter(lists=kinds, days=days)
    by_list = workspace.records.due_by_list(workspace.today, wanted)
    count = sum(number for name, number in by_list.items() if name != "facility")
    if by_list.get("facility"):
        wanted = DueFilter(lists=("facility",), days=days)
        units = workspace.records.due(workspace.today, wanted, limit=GROUPS_AT_MOST)
        count += len(units)
    return count


def due_row(due: DueRow, workspace: Workspace) -> Row:
    """Return a thing to do as the Today list shows it."""
    language = workspace.language
    told, tone = due_text(due.next_due, workspace)
    late = due.overdue_days > 0
    if due.list_name == "facility":
        why = [
            f"{words.reason(code, language)} {count}"
            for code, count in due.reasons.items()
        ]
        return Row(
            key=(due.list_name, due.id),
            title=words.area(due.door) or due.label,
            note=TOLD.items(due.count),
            sub="  ".join(why),
            mark="icon:facility",
            status=told,
            tone=tone,
            icon="hazard" if late else "calendar",
        )
    name = due.label.replace(due.door, "").strip() if due.door else due.label
    if due.list_name in ("hazard", "fix_item"):
        entity = workspace.records.entity(due.list_name, due.id)
        name = title_of(entity) if entity is not None else name
    person = due.list_name in ("household", "resident")
    why = [due.door, words.reason(due.due_reason, language)]
    return Row(
        key=(due.list_name, due.id),
        title=name or due.door,
        sub="  ".join(part for part in why if part),
        mark=name[:1] if person and name else f"icon:{_icon(due.list_name)}",
        status=told,
        tone=tone,
        icon="hazard" if late else "calendar",
    )


def found_rows(workspace: Workspace, list_name: str, text: str) -> list[Row]:
    """Return the entities of a list that typed text finds, best first."""
    rows = []
    for hit in workspace.records.search(text, list_name=list_name, limit=FOUND_AT_MOST):
        entity = workspace.records.entity(list_name, hit.id)
        if entity is not None:
            rows.append(entity_row(entity, workspace))
    return rows


def draft_text(info: DraftInfo, workspace: Workspace) -> tuple[str, str]:
    """Return title and note of a draft."""
    draft = info.draft
    form = form_called(workspace.records, draft.form_id)
    title = f"{form}  {draft.title}".strip()
    saved = info.saved_at.astimezone(workspace.clock().tzinfo)
    when = saved.strftime("%H:%M")
    if saved.date() != workspace.today:
        when = f"{words.day(saved.date(), workspace.language)} {saved:%H:%M}"
    note = translate("queries", "kept {when}").format(when=when)
    if info.asked is not None:
        told = translate("queries", "{answered} of {asked} answered")
        told = told.format(answered=info.answered, asked=info.asked)
        note = f"{told}  {note}"
    return title, note


def entity_row(entity: Entity, workspace: Workspace) -> Row:
    """Return an entity as a list shows it."""
    status, tone = status_of(entity, workspace.language)
    title = title_of(entity)
    known: Mapping[str, str] = entity.properties
    sub = note_of(entity, workspace)
    mark = f"icon:{_icon(entity.list_name)}"
    if entity.list_name in ("household", "resident"):
        mark = title[:1]
    if entity.list_name == "facility":
        kind = known.get("fac_type", "")
        told = words.value_text("facility", "fac_type", kind, workspace.language)
        title = told or title
        where = known.get("location", "")
        sub = f"{sub}  {where}".strip()
    if entity.list_name == "resident":
        groups = words.value_text(
            "resident", "categories", known.get("categories", ""), workspace.language
        )
        sub = "  ".join(part for part in (sub, groups) if part)
    return Row(
        key=(entity.list_name, entity.id), title=title, sub=sub, mark=mark,
        status=status, tone=tone,
    )  # fmt: skip


def visit_row(row: VisitRow, workspace: Workspace) -> Row:
    """Return a finished visit as a list shows it."""
    ended = row.ended_at.astimezone(workspace.clock().tzinfo)
    when = f"{words.day(ended.date(), workspace.language)} {ended:%H:%M}"
    status, tone = "", "idle"
    if row.heads > 1:
        status, tone = translate("queries", "Two versions"), "warn"
    elif row.revisions > 1:
        status = translate("queries", "version {number}").format(number=row.revisions)
        tone = "primary"
    return Row(
        key=("visit", row.record_id),
        title=form_called(workspace.records, row.form_id),
        note=when,
        sub=row.title or row.number,
        mark=f"icon:{words.FORM_ICONS.get(row.form_id, 'visits')}",
        status=status,
        tone=tone,
        icon="history" if row.heads == 1 else "",
    )


def _icon(list_name: str) -> str:
    return words.LIST_ICONS.get(list_name, "info")
