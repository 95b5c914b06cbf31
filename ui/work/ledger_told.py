"""Ledger told: rows of a plan or of an undo plan as a review shows them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

import resources
from forms.records.fold import HIDDEN, LABEL
from forms.records.ledger import Decision, LedgerPlan, Like, PlanRow
from forms.records.ledger_columns import columns, words
from forms.records.ledger_undo import UndoPlan, UndoRow
from forms.records.store import Records
from forms.records.types import Entity
from ui.parts.rows import Row
from ui.safe.duplicates import reason_text
from ui.words import listed, masked
from ui.work.choices import Choice, Find
from ui.work.review import Change, Told

translate = QCoreApplication.translate
LISTS = {
    "household": QT_TRANSLATE_NOOP("Ledgers", "Households"),
    "resident": QT_TRANSLATE_NOOP("Ledgers", "Residents"),
    "facility": QT_TRANSLATE_NOOP("Ledgers", "Facilities"),
    "hazard": QT_TRANSLATE_NOOP("Ledgers", "Hazards"),
    "activity": QT_TRANSLATE_NOOP("Ledgers", "Activities"),
    "fix_item": QT_TRANSLATE_NOOP("Ledgers", "Fix items"),
    "estate": QT_TRANSLATE_NOOP("Ledgers", "Estates"),
    "grid": QT_TRANSLATE_NOOP("Ledgers", "Grids"),
    "staff": QT_TRANSLATE_NOOP("Ledgers", "Staff"),
}
TONES = {
    "create": "ok", "update": "primary", "same": "idle", "join": "idle",
    "wait": "warn", "refused": "bad", "out": "idle",
}  # fmt: skip
ICONS = {
    "create": "plus", "update": "pen", "same": "check", "join": "up", "wait": "wait",
    "refused": "cross", "out": "eye_off",
}  # fmt: skip


FOUND = 5


def list_title(name: str) -> str:
    """Return what a list is called."""
    return translate("Ledgers", str(LISTS[name])) if name in LISTS else name


def _about(entry: Entity | None) -> str:
    """Return what tells an entry from others of its name: door, birth date, phone."""
    if entry is None:
        return ""
    told = []
    for name in ("addr_short", "birth_date", "head_name", "phone", "head_phone"):
        value = entry.properties.get(name, "")
        if value:
            told.append(value if "phone" not in name else masked(value))
    return "  ".join(told)


def field_name(list_name: str, name: str, language: str) -> str:
    """Return what a property is called, the label and the hiding too."""
    if name == HIDDEN:
        return translate("Ledgers", "In the lists")
    column = columns(list_name).get(name)
    if column is None:
        return name
    return column.zh if language == "zh_CN" else column.en


def planned_row(planned: LedgerPlan, at: int, language: str, records: Records) -> Told:
    """Return what an import will do with the row at a place.

    Args:
        planned: The dry run.
        at: Place among its rows.
        language: "zh_CN" or "en".
        records: Where what it may be stands.
    """

    def known(entry: str) -> Entity | None:
        return records.entity(planned.list_name, entry) if entry else None

    one = planned.rows[at]
    like = known(one.likes[0].id) if one.action == "wait" and one.likes else None
    # Several reasons of one row, each sentence once.
    reasons = list(
        dict.fromkeys(
            resources.sentence(
                doubt.code,
                language,
                row=doubt.row,
                column=_heading(planned.list_name, doubt.heading, language),
            )
            for doubt in one.doubts
        )
    )
    tone = "bad" if one.action == "refused" else "warn"
    row = _row(planned, at, reasons, language)
    changes = [
        _change(
            (records, planned.list_name),
            name,
            # Of a row that waits: beside what it may be.
            like.properties.get(name, "") if like is not None else old,
            new,
            language,
        )
        for name, (old, new) in planned.changes(at).items()
        if name not in ("name", LABEL if like is not None else "name")
    ]
    for kept in one.kept:
        told = _change(
            (records, planned.list_name), kept.property, kept.now, kept.said, language
        )
        why = resources.sentence(kept.code, language, day=kept.day)
        changes.append(Change(told.name, told.old, told.new, why))
    choices = _choices(one, known)
    return Told(
        row,
        tuple(changes),
        tuple((text, tone) for text in reasons),
        choices,
        _find(planned.list_name, records) if choices else None,
    )


def _row(planned: LedgerPlan, at: int, reasons: Sequence[str], language: str) -> Row:
    one = planned.rows[at]
    names = {
        "create": translate("Ledgers", "New"),
        "update": translate("Ledgers", "Changed"),
        "same": translate("Ledgers", "Unchanged"),
        "join": translate("Ledgers", "With a row above"),
        "wait": translate("Ledgers", "To decide"),
        "refused": translate("Ledgers", "Not brought in"),
        "out": translate("Ledgers", "Left out"),
    }
    where = translate("Ledgers", "Row {row}").format(row=one.row)
    changed = [field_name(planned.list_name, n, language) for n in one.changes]
    sub = reasons[0] if reasons else ""
    if not reasons and one.action == "update":
        sub = listed(changed, language)
    if not sub and one.kept:
        sub = resources.sentence(one.kept[0].code, language, day=one.kept[0].day)
    return Row(
        key=(str(at),),
        title=one.label or where,
        note=where if one.label else "",
        sub=sub,
        mark=f"icon:{ICONS[one.action]}",
        status=names[one.action],
        tone="warn" if one.doubtful else TONES[one.action],
        icon=ICONS[one.action],
    )


def _choices(one: PlanRow, known: Callable[[str], Entity | None]) -> tuple[Choice, ...]:
    """Return what may be said of a doubtful row."""
    if not one.doubts and one.decision is None:
        return ()
    said = one.decision
    found = [
        Choice(
            f"same {like.id}",
            translate("Ledgers", "The same as {name}").format(
                name=like.label
                or translate("Ledgers", "Row {row}").format(row=like.row)
            ),
            "  ·  ".join(filter(None, (_why(like), _about(known(like.id))))),
            "people",
            on=said is not None and said == Decision("same", like.id),
        )
        for like in one.likes
    ]
    if said is not None and said.what == "same" and not any(c.on for c in found):
        # Found by what was typed.
        entry = known(said.id)
        text = translate("Ledgers", "The same as {name}")
        name = entry.label if entry is not None else said.id
        found.append(
            Choice(
                f"same {said.id}",
                text.format(name=name),
                _about(entry),
                "people",
                on=True,
            )
        )
    if one.likes or one.action == "refused" or said == Decision("new"):
        text = translate("Ledgers", "A new one")
        found.append(Choice("new", text, icon="plus", on=said == Decision("new")))
    else:
        text = translate("Ledgers", "Bring it in as it is told here")
        found.append(Choice("", text, icon="check", on=said is None))
    text = translate("Ledgers", "Leave it out")
    found.append(Choice("out", text, icon="eye_off", on=said == Decision("out")))
    if said is not None and (one.likes or said.what in ("new", "same")):
        text = translate("Ledgers", "Not decided")
        found.append(Choice("", text, icon="wait"))
    return tuple(found)


def _find(list_name: str, records: Records) -> tuple[str, Find]:
    """Return what finds any other entry that a row may be."""

    def find(text: str) -> list[Choice]:
        hits = records.search(text, list_name=list_name, limit=FOUND)
        same = translate("Ledgers", "The same as {name}")
        return [
            Choice(
                f"same {hit.id}",
                same.format(name=hit.label),
                _about(records.entity(list_name, hit.id)),
                "people",
            )
            for hit in hits
        ]

    told = translate("Ledgers", "The same as another one: name, door, number")
    return told, find


def decision_of(code: str) -> Decision | None:
    """Return what the code of a choice says; see `_choices`."""
    if code.startswith("same "):
        return Decision("same", code.removeprefix("same "))
    if code in ("new", "out"):
        return Decision("new" if code == "new" else "out")
    return None


def _why(like: Like) -> str:
    """Return why a row may be what it is like."""
    if like.row:
        told = translate("Ledgers", "Row {row}").format(row=like.row)
    else:
        told = translate("Ledgers", "in the register")
    if like.reason == "key":
        return f"{told}  ·  " + translate("Ledgers", "the same number or name")
    return f"{told}  ·  " + reason_text(like.reason)


def undo_kinds(one: UndoRow) -> frozenset[str]:
    """Return the filters under which a row of an undo is shown."""
    return frozenset({one.action, *(("kept",) if one.kept else ())})


def undo_row(planned: UndoPlan, at: int, language: str, records: Records) -> Told:
    """Return what undoing will do with the entity at a place."""
    one = planned.rows[at]
    names = {
        "hide": (translate("Ledgers", "Taken out"), "bad", "eye_off"),
        "restore": (translate("Ledgers", "Put back"), "primary", "history"),
        "kept": (translate("Ledgers", "Stays"), "warn", "lock"),
        "done": (translate("Ledgers", "Nothing to do"), "idle", "check"),
    }
    status, tone, icon = names[one.action]
    notes = []
    for name, code in one.kept.items():
        sentence = resources.sentence(code, language)
        told = field_name(one.list_name, name, language) if name else ""
        notes.append((f"{told}: {sentence}" if told else sentence, "warn"))
    fields = [field_name(one.list_name, name, language) for name in one.restored]
    sub = notes[0][0] if notes else listed(fields, language)
    row = Row(
        key=(str(at),), title=one.label, sub=sub, mark=f"icon:{icon}",
        status=status, tone=tone, icon=icon,
    )  # fmt: skip
    changes = tuple(
        _change((records, one.list_name), name, old, new, language)
        for name, (old, new) in one.restored.items()
    )
    return Told(row, changes, tuple(notes))


def _change(
    where: tuple[Records, str], name: str, old: str, new: str, language: str
) -> Change:
    records, list_name = where
    known = columns(list_name).get(name)
    told = field_name(list_name, name, language)
    if name == HIDDEN:
        shown = translate("Ledgers", "shown"), translate("Ledgers", "not shown")
        return Change(told, shown[old == "1"], shown[new == "1"])
    kind, _, choices = (known.kind if known else "").partition(":")
    if kind in ("code", "codes"):
        names = words(choices, language)
        old, new = (
            listed((names.get(code, code) for code in text.split()), language)
            for text in (old, new)
        )
    elif kind == "link":
        # The id of a door says nothing to a person.
        linked = (records.entity(choices, each) for each in (old, new))
        labels = [entity.label if entity is not None else "" for entity in linked]
        old, new = labels[0] or old, labels[1] or new
    return Change(told, old, new)


def _heading(list_name: str, chinese: str, language: str) -> str:
    """Return a column's heading in the language; doubts name it in Chinese."""
    if language == "zh_CN":
        return chinese
    found = (one.en for one in columns(list_name).values() if one.zh == chinese)
    return next(found, chinese)
