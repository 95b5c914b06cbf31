"""The audit log that a form asks for: ODK's audit.csv, made from the journal.

Source: docs.getodk.org/form-audit-log, and what ODK Collect writes. A page that shows
several questions is one "group questions", from its opening until it was left. In
a field-list only answers that the page changed follow it, and only where changes are
tracked, as Collect does; on another page each answer has its row, which begins when the
row before it ended. A laptop has no position, so the columns of location are there when
asked for, and blank.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.positions import path_of
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Group, Item, Question, Repeat
from forms.engine.refs import NodeRef, Step
from forms.entry.pages import questions
from forms.entry.replay import NOTE, VIEW, moment_of_event, replay

FILE = "audit.csv"
START, RESUME, REFUSED = "form start", "form resume", "constraint error"
END = "end screen"


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """What the form's meta/audit asks for.

    Args:
        ref: The node that names the file.
        location: Columns of the place.
        changes: Old and new answers.
        user: Who filled it.
        reasons: A reason is given when a finalised visit is edited.
    """

    ref: NodeRef
    location: bool
    changes: bool
    user: bool
    reasons: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The header of the file, in ODK Collect's order."""
        return (
            *("event", "node", "start", "end"),
            *(("latitude", "longitude", "accuracy") if self.location else ()),
            *(("old-value", "new-value") if self.changes else ()),
            *(("user",) if self.user else ()),
            *(("change-reason",) if self.reasons else ()),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    event: str
    start: datetime
    end: datetime | None = None
    node: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""


def audit_asked(definition: FormDefinition) -> AuditAsked | None:
    """Return what the form asks for, None where it wants no log."""
    for nodeset, node in definition.nodes.items():
        steps = nodeset.split("/")[1:]
        names = [name.rpartition(":")[2] for name in steps[1:]]
        if names == ["meta", "audit"]:
            extra = node.bind.extra
            return AuditAsked(
                ref=NodeRef(tuple(Step(name) for name in steps)),
                location="location-priority" in extra,
                changes=extra.get("track-changes") == "true",
                user=extra.get("identify-user") == "true",
                reasons=extra.get("track-changes-reasons") == "on-form-edit",
            )
    return None


def audit_log(
    asked: AuditAsked,
    session: FormSession,
    events: Sequence[Mapping[str, str]],
    *,
    begun: datetime,
    ended: datetime,
    user: str,
    reason: str = "",
    before: bytes = b"",
) -> bytes:
    """Return the file's bytes.

    Args:
        asked: What the form asks for.
        session: The draft as it began; every event is done to it again.
        events: The journal of the draft.
        begun: When the draft was made.
        ended: When it is finalised.
        user: Staff id of who fills it.
        reason: Why a finalised visit was edited.
        before: The log of the version that is edited; its rows come first.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, asked.columns, restval="", extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    if before:
        writer.writerows(csv.DictReader(io.StringIO(before.decode(), newline="")))
    first = RESUME if session.deprecated_id else START
    last = max([begun, *(moment_of_event(event).at for event in events)])
    ended = max(ended, last)
    rows = [_Row(first, begun), *_happened(asked, session, events, begun, ended)]
    if not any(VIEW in event for event in events):
        rows += [_Row(END, last, ended)]
    if reason:
        rows += [_Row("change reason", ended, reason=reason)]
    rows += [_Row(f"form {what}", ended) for what in ("save", "exit", "finalize")]
    writer.writerows(_cells(row, user) for row in rows)
    return text.getvalue().encode()


@dataclass(slots=True)
class _Shown:
    """A page on screen: its rows wait until it is left, for then its end is known."""

    row: _Row | None
    fields: bool = False
    rows: list[_Row] = field(default_factory=list)
    old: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)

    def left(self, at: datetime, *, changes: bool) -> Iterator[_Row]:
        """Go through the rows of the page, left `at`."""
        if self.row is not None:
            yield replace(self.row, end=at)
        yield from self.rows
        since = self.row.start if self.row is not None else at
        for node, old in self.old.items() if changes else ():
            if self.new[node] != old:
                yield _Row("question", since, at, node, old, self.new[node])


def _happened(
    asked: AuditAsked,
    session: FormSession,
    events: Sequence[Mapping[str, str]],
    begun: datetime,
    ended: datetime,
) -> Iterator[_Row]:
    since, shown = begun, _Shown(None)
    for event in events:
        at = max(since, moment_of_event(event).at)
        if VIEW in event or NOTE in event:
            # Somebody who comes back had left the page when the last row ended.
            yield from shown.left(at if VIEW in event else since, changes=asked.changes)
            shown = _shown(session, event[VIEW], at) if VIEW in event else _Shown(None)
        if NOTE in event:
            if event[NOTE] == RESUME:
                yield from (_Row(f"form {what}", since) for what in ("save", "exit"))
            yield _Row(event[NOTE], at)
        else:
            shown.rows += _done(session, event, since, at, shown)
        since = at
    yield from shown.left(ended, changes=asked.changes)


def _done(
    session: FormSession,
    event: Mapping[str, str],
    since: datetime,
    at: datetime,
    shown: _Shown,
) -> Iterator[_Row]:
    """Do the event again and tell it, in `shown` where a field-list is on screen."""
    if "set" in event:
        ref = NodeRef.parse(event["set"])
        node, old = path_of(session.root, ref), session.value(ref)
        replay(session, event)
        new = session.value(ref)
        if shown.fields:
            shown.old.setdefault(node, old)
            shown.new[node] = new
        else:
            changed = (old, new) if old != new else ("", "")
            yield _Row("question", since, at, node, *changed)
    elif "add" in event:
        replay(session, event)
        ref = NodeRef.parse(event["add"])
        added = NodeRef((*ref.steps[:-1], Step(ref.name, event["uid"])))
        yield _Row("add repeat", since, at, path_of(session.root, added))
    elif "remove" in event:
        node = path_of(session.root, NodeRef.parse(event["remove"]))
        replay(session, event)
        yield _Row("delete repeat", since, at, node)


def _shown(session: FormSession, page: str, at: datetime) -> _Shown:
    if not page:
        return _Shown(_Row(END, at))
    ref = NodeRef.parse(page)
    group = _group(session.root.items, ref)
    if group is None:
        return _Shown(None)
    fields = "field-list" in group.appearance
    several = sum(1 for _ in questions(group.items)) > 1
    node = path_of(session.root, ref)
    row = _Row("group questions", at, node=node) if fields or several else None
    return _Shown(row, fields)


def _group(items: Sequence[Item], ref: NodeRef) -> Group | None:
    """Return the group or repeat instance `ref`, None where it is something else."""
    for item in items:
        if isinstance(item, Question):
            continue
        inside = item.instances if isinstance(item, Repeat) else item.items
        if isinstance(item, Group) and item.ref == ref:
            return item
        found = _group(inside, ref)
        if found is not None:
            return found
    return None


def _cells(row: _Row, user: str) -> dict[str, str]:
    return {
        "event": row.event,
        "node": row.node,
        "start": _epoch_ms(row.start),
        "end": "" if row.end is None else _epoch_ms(row.end),
        "old-value": row.old,
        "new-value": row.new,
        "user": user,
        "change-reason": row.reason,
    }


def _epoch_ms(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
