"""Custody: where each record is, what is missing, what waits, what to look at."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

import resources
from forms.errors import KnownError
from forms.records.custody import covered
from forms.records.store import Records
from forms.records.types import VisitRow
from sync.exchange import custody, status
from sync.exchange.status import Status
from sync.exchange.tally import differences, tally
from ui import words
from ui.context import Workspace
from ui.exchange.custody_steps import WORDS, may_review, steps_view
from ui.exchange.tabs import put_tabs
from ui.exchange.told import device_name, ledgers, members_of, moment
from ui.form_names import form_called
from ui.parts.cards import Card, Empty, button, hair, scrolled
from ui.parts.labels import Elided, label
from ui.parts.list_page import ListPage
from ui.parts.rows import Row
from ui.subjects import staff_name

translate = QCoreApplication.translate
MOST = 500


class CustodyPage(ListPage):
    """Records, missing packages, quarantine, late work, laptops: one list each."""

    def __init__(self, workspace: Workspace) -> None:
        self.panel = CustodyPanel(workspace)
        super().__init__(
            workspace,
            title=translate("CustodyPage", "Where everything is"),
            list_title=translate("CustodyPage", "Records"),
            side=self.panel,
            chips=(
                ("", translate("CustodyPage", "All")),
                ("way", translate("CustodyPage", "Not delivered")),
                ("missing", translate("CustodyPage", "Missing")),
                ("quarantine", translate("CustodyPage", "Quarantine")),
                ("late", translate("CustodyPage", "To look at")),
                ("laptops", translate("CustodyPage", "Laptops")),
                ("counts", translate("CustodyPage", "Why counts differ")),
            ),
            typed=False,
        )
        tabs = put_tabs(self, "custody")
        self.body.removeWidget(tabs)
        self.body.insertWidget(0, tabs)
        self._status: Status | None = None
        self.panel.sheet_asked.connect(self.sheet_asked)
        self.panel.page_asked.connect(self.page_asked)
        self.panel.reviewed.connect(self._review)

    @property
    def status(self) -> Status:
        """How the register stands, read once for each look."""
        if self._status is None:
            self._status = status.status(self.workspace.records)
        return self._status

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return what the chosen list holds."""
        if self.chips.key in ("", "way"):
            return [self._visit_row(one) for one in self._visits(offset, limit)]
        rows = {
            "missing": self._missing,
            "quarantine": self._quarantine,
            "late": self._late,
            "laptops": self._laptops,
            "counts": self._differences,
        }[self.chips.key]()
        return rows[offset : offset + limit]

    def show_row(self, key: tuple[str, ...]) -> None:
        """Show the steps of a record, or what is known of a trouble."""
        if key and key[0] == "visit":
            self.panel.show_visit(key[1])
        elif key:
            self.panel.show_trouble(key)
        else:
            self.panel.show_nothing()

    def opened(self, key: tuple[str, ...]) -> None:
        """Show the record's sheet."""
        if key[0] == "visit":
            self.sheet_asked.emit(key[1])

    def refresh(self) -> None:
        """Read again."""
        self._status = None
        super().refresh()
        told = self.status
        counts = {
            "way": len(undelivered(self.workspace.records)),
            "missing": len(self._missing()),
            "quarantine": len(told.waiting),
            "late": len(custody.late_work(self.workspace.records)),
            "counts": len(differences(self.workspace.records)),
        }
        self.chips.show_counts({name: count for name, count in counts.items() if count})
        self.empty.show_text(self.tr("Nothing here"))
        if told.alone:
            note = self.tr("This laptop works alone: nobody confirms what arrives")
        elif told.me is not None and told.me.office:
            note = self.tr("Nothing is missing here")
            if counts["missing"]:
                note = self.tr("%n stretch(es) missing here", "", counts["missing"])
        else:
            note = self.tr("Everything has arrived at the office")
            if told.undelivered:
                note = self.tr("%n record(s) not confirmed yet", "", told.undelivered)
        self.head.note.set_text(note)

    # The lists.

    def _visits(self, offset: int, limit: int) -> list[VisitRow]:
        records = self.workspace.records
        if self.chips.key == "":
            return records.visits(limit=limit, offset=offset)
        names = undelivered(records)[offset : offset + limit]
        return [records.visit(name).row for name in names]

    def _visit_row(self, row: VisitRow) -> Row:
        told = self.workspace.records.custody(row.record_id)
        state, tone = WORDS.state(told)
        return Row(
            ("visit", row.record_id),
            form_called(self.workspace.records, row.form_id),
            moment(row.ended_at, self.workspace),
            row.title or row.number,
            f"icon:{words.FORM_ICONS.get(row.form_id, 'visits')}",
            state,
            tone,
        )

    def _missing(self) -> list[Row]:
        language = self.workspace.language
        found = []
        hidden = ledgers(self.workspace)
        for one in self.status.missing:
            if one.device in hidden:
                continue
            who = one.who or one.device[-6:].upper()
            device = one.device[-6:].upper()
            told = resources.sentence(
                one.code, language, device=device, who=who, lo=one.lo, hi=one.hi
            )
            count = self.tr("%n missing", "", one.hi - one.lo + 1)
            note = f"{one.lo}-{one.hi}"
            key = ("missing", who, told)
            found.append(
                Row(key, who, note, told, "icon:exchange", count, "warn", "clock")
            )
        return found

    def _quarantine(self) -> list[Row]:
        members, language = members_of(self.workspace), self.workspace.language
        found = []
        for one in self.status.waiting:
            who = device_name(one.device, members, self.workspace)
            code = one.code or "BUNDLE-READY"
            why = resources.sentence(f"CLI-REGISTER-{code}", language)
            key = ("quarantine", who, f"{one.lo}-{one.hi}", why, one.file)
            found.append(
                Row(key, who, f"{one.lo}-{one.hi}", why, "icon:lock", why, "warn")
            )
        return found

    def _differences(self) -> list[Row]:
        """Return why another laptop may count otherwise, one row a reason."""
        found = []
        for one in differences(self.workspace.records):
            fields = {**one.fields, "count": one.count}
            told = resources.sentence(one.code, self.workspace.language, **fields)
            title = self.tr("%n counted otherwise", "", one.count)
            key = ("counts", title, told)
            found.append(Row(key, title, "", told, "icon:list", "", "warn"))
        return found

    def _late(self) -> list[Row]:
        return [
            Row(
                ("visit", one.record_id),
                one.title or one.number,
                moment(one.at, self.workspace),
                self.tr("{who}: done for {was}, belongs to {now} now").format(
                    who=staff_name(self.workspace, one.author),
                    was=one.visit_grid,
                    now=one.subject_grid,
                ),
                "icon:visits",
                self.tr("to look at"),
                "warn",
            )
            for one in custody.late_work(self.workspace.records)
        ]

    def _laptops(self) -> list[Row]:
        records, members = self.workspace.records, members_of(self.workspace)
        hidden = ledgers(self.workspace)
        lacking: dict[str, int] = {}
        for gap in records.gaps():
            lacking[gap.dev] = lacking.get(gap.dev, 0) + gap.hi - gap.lo + 1
        devices = {**records.version_map(), **dict.fromkeys(members, 0)}
        last = records.version_map()
        found = []
        for device in sorted(devices, key=lambda one: one != records.device_id):
            if device in hidden:
                continue
            less = lacking.get(device, 0)
            here = self.tr("%n record(s) here", "", last.get(device, 0) - less)
            state = self.tr("%n missing", "", less) if less else self.tr("whole")
            name = device_name(device, members, self.workspace)
            key = ("laptop", name, device, here)
            tone = "warn" if less else "ok"
            found.append(Row(key, name, "", here, "icon:home", state, tone))
        return found

    def _review(self, record_id: str) -> None:
        author = self.workspace.profile.staff_id
        try:
            custody.review(self.workspace.records, record_id, author)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.changed.emit()


class CustodyPanel(Card):
    """One record with its steps, or one trouble with what to do."""

    sheet_asked = Signal(str)
    page_asked = Signal(str)
    reviewed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._inner: QWidget | None = None
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self._put(Empty("check", self.tr("Nothing to see here")))

    def show_visit(self, record_id: str) -> None:
        """Show where a record is."""
        space = self._workspace
        row = space.records.visit(record_id).row
        told = space.records.custody(record_id)
        name = form_called(space.records, row.form_id)
        inner, column = self._frame(f"{name}  {row.title}", row.number)
        column.addWidget(steps_view(told, space))
        buttons = [
            button(
                self.tr("Show the sheet"),
                lambda: self.sheet_asked.emit(record_id),
                icon="file",
            )
        ]
        if may_review(space):
            done = any(step.name == "reviewed" for step in told.steps)
            self.review = button(
                self.tr("Reviewed") if done else self.tr("Mark as reviewed"),
                lambda: self.reviewed.emit(record_id),
                kind="primary",
                icon="check",
            )
            self.review.setEnabled(not done)
            buttons.append(self.review)
        column.addSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(12)
        for each in buttons:
            line.addWidget(each)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        self._put(inner)

    def show_trouble(self, key: tuple[str, ...]) -> None:
        """Show a row that is no record: its words, and what to do."""
        kind, title, *rest = key
        inner, column = self._frame(title, "")
        for text in rest:
            made = label(text, "body", wrap=True)
            column.addWidget(made)
        told, page = {
            "missing": (
                self.tr(
                    "Have that laptop write to a stick again: it sends what this one "
                    "lacks. Packages may come in any order."
                ),
                "",
            ),
            "quarantine": (
                self.tr(
                    "It is kept whole and unopened. Grant the laptop in the register, "
                    "and it is read at the next import."
                ),
                "register",
            ),
            "laptop": ("", "register"),
            "counts": (self._counted(), ""),
        }[kind]
        if told:
            column.addWidget(label(told, "muted", wrap=True))
        if page:
            go = button(
                self.tr("To the register"),
                lambda: self.page_asked.emit(page),
                icon="people",
            )
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._put(inner)

    def _counted(self) -> str:
        """Return what is counted here, to be held beside what another laptop counts."""
        told = tally(self._workspace.records)
        lists = {words.list_name(name): count for name, count in told.lists.items()}
        forms: dict[str, int] = {}
        for form_id, count in told.visits.items():
            # Two forms may have one title; both are counted under it.
            name = form_called(self._workspace.records, form_id)
            forms[name] = forms.get(name, 0) + count
        counts = "  ·  ".join(f"{name} {n}" for name, n in {**lists, **forms}.items())
        return self.tr("Counted here: {counts}").format(counts=counts)

    def _frame(self, title: str, note: str) -> tuple[QWidget, QVBoxLayout]:
        outer = QWidget()
        whole = QVBoxLayout(outer)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QWidget()
        texts = QVBoxLayout(head)
        texts.setContentsMargins(20, 14, 20, 12)
        texts.setSpacing(2)
        texts.addWidget(Elided(title, "card_title"))
        if note:
            texts.addWidget(Elided(note, "muted"))
        whole.addWidget(head)
        whole.addWidget(hair())
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        whole.addWidget(scrolled(inner), 1)
        return outer, column

    def _put(self, inner: QWidget) -> None:
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = inner
        self.body.addWidget(inner, 1)


def undelivered(records: Records) -> list[str]:
    """Return this laptop's visits that no office confirmed, the last first."""
    dev = records.device_id
    told = records.book.acked(dev)
    rows = records.figures(
        "SELECT v.rec, o.seq FROM visit v JOIN op o ON o.n = v.head"
        " WHERE o.dev = ? ORDER BY v.ended DESC LIMIT ?",
        (dev, MOST),
    )
    return [rec for rec, seq in rows if not covered(told, seq, seq)]
