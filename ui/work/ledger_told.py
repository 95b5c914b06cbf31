"""Ledger told: rows of a plan or of an undo plan as a review shows them."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

import resources
from forms.records.fold import HIDDEN
from forms.records.ledger import LedgerPlan, PlanRow
from forms.records.ledger_columns import columns, words
from forms.records.ledger_undo import UndoPlan, UndoRow
from ui.parts.rows import Row
from ui.words import listed
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
TONES = {"create": "ok", "update": "primary", "same": "idle", "refused": "bad"}
ICONS = {"create": "plus", "update": "pen", "same": "check", "refused": "cross"}


def list_title(name: str) -> str:
    """Return what a list is called."""
    return translate("Ledgers", str(LISTS[name])) if name in LISTS else name


def plan_rows(planned: LedgerPlan, language: str) -> list[Told]:
    """Return what an import will do, row by row."""
    return [_planned(at, one, planned, language) for at, one in enumerate(planned.rows)]


def undo_rows(planned: UndoPlan, language: str) -> list[Told]:
    """Return what undoing will do, entity by entity."""
    return [_undoing(at, one, language) for at, one in enumerate(planned.rows)]


def field_name(list_name: str, name: str, language: str) -> str:
    """Return what a property is called, the label and the hiding too."""
    if name == HIDDEN:
        return translate("Ledgers", "In the lists")
    column = columns(list_name).get(name)
    if column is None:
        return name
    return column.zh if language == "zh_CN" else column.en


def _planned(at: int, one: PlanRow, planned: LedgerPlan, language: str) -> Told:
    names = {
        "create": translate("Ledgers", "New"),
        "update": translate("Ledgers", "Changed"),
        "same": translate("Ledgers", "Unchanged"),
        "refused": translate("Ledgers", "Not brought in"),
    }
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
    notes = [(text, "bad" if one.action == "refused" else "warn") for text in reasons]
    if one.kept:
        fields = [field_name(planned.list_name, n, language) for n in one.kept]
        told = translate(
            "Ledgers",
            "Kept as recorded since: {fields}. The ledger says again what an earlier "
            "one said.",
        )
        notes.append((told.format(fields=listed(fields, language)), "idle"))
    where = translate("Ledgers", "Row {row}").format(row=one.row)
    changed = [field_name(planned.list_name, n, language) for n in one.changes]
    sub = reasons[0] if reasons else ""
    if not reasons and one.action == "update":
        sub = listed(changed, language)
    kinds = {one.action, *(("doubtful",) if one.doubts else ())}
    row = Row(
        key=(str(at),),
        title=one.label or where,
        note=where if one.label else "",
        sub=sub,
        mark=f"icon:{ICONS[one.action]}",
        status=names[one.action],
        tone="warn" if one.doubts and one.action != "refused" else TONES[one.action],
        icon=ICONS[one.action],
    )
    changes = tuple(
        _change(planned.list_name, name, old, new, language)
        for name, (old, new) in one.changes.items()
        if name != "name"
    )
    return Told(frozenset(kinds), row, changes, tuple(notes))


def _undoing(at: int, one: UndoRow, language: str) -> Told:
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
    kinds = {one.action, *(("kept",) if one.kept else ())}
    row = Row(
        key=(str(at),), title=one.label, sub=sub, mark=f"icon:{icon}",
        status=status, tone=tone, icon=icon,
    )  # fmt: skip
    changes = tuple(
        _change(one.list_name, name, old, new, language)
        for name, (old, new) in one.restored.items()
    )
    return Told(frozenset(kinds), row, changes, tuple(notes))


def _change(list_name: str, name: str, old: str, new: str, language: str) -> Change:
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
    return Change(told, old, new)


def _heading(list_name: str, chinese: str, language: str) -> str:
    """Return a column's heading in the language; doubts name it in Chinese."""
    if language == "zh_CN":
        return chinese
    found = (one.en for one in columns(list_name).values() if one.zh == chinese)
    return next(found, chinese)
