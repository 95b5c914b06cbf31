"""The audit log that a form asks for: ODK's audit.csv, made from the journal.

Source: docs.getodk.org/form-audit-log. Our pages are not logged as "group questions":
a question's row begins when the row before it ended. A laptop has no position, so the
columns of location are there when asked for, and blank.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.positions import path_of
from forms.engine.instance.session import FormSession
from forms.engine.refs import NodeRef, Step
from forms.entry.replay import NOTE, moment_of_event, replay

FILE = "audit.csv"
START, RESUME, REFUSED = "form start", "form resume", "constraint error"


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
    rows = [_Row(first, begun), *_happened(session, events, begun)]
    last = max([begun, *(moment_of_event(event).at for event in events)])
    ended = max(ended, last)
    rows += [_Row("end screen", last, ended)]
    if reason:
        rows += [_Row("change reason", ended, reason=reason)]
    rows += [_Row(f"form {what}", ended) for what in ("save", "exit", "finalize")]
    writer.writerows(_cells(row, user) for row in rows)
    return text.getvalue().encode()


def _happened(
    session: FormSession, events: Sequence[Mapping[str, str]], begun: datetime
) -> Iterator[_Row]:
    since = begun
    for event in events:
        at = max(since, moment_of_event(event).at)
        if NOTE in event:
            if event[NOTE] == RESUME:
                yield from (_Row(f"form {what}", since) for what in ("save", "exit"))
            yield _Row(event[NOTE], at)
        elif "set" in event:
            ref = NodeRef.parse(event["set"])
            node, old = path_of(session.root, ref), session.value(ref)
            replay(session, event)
            new = session.value(ref)
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
        since = at


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
