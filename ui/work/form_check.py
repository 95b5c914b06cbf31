"""Form check: what is wrong with a form's file, how it will look, what to do."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.engine.definition.check.finding import Finding
from forms.entry import TrialEntry, questions
from forms.records.shelf import version_key
from ui.controls.marked import bare
from ui.parts.cards import Band, Card, Empty, button, scrolled
from ui.parts.labels import Pill, label
from ui.work.reading import ReadForm
from ui.work.tidy import clear

TONES = {"error": "bad", "warning": "warn", "hint": "idle"}
ICONS = {"error": "hazard", "warning": "alert", "hint": "info"}
FEW = 40
MOST_QUESTIONS = 150


class FormCheck(QWidget):
    """The findings at the left, the questions at the right, and two ways on."""

    back_asked = Signal()
    trial_asked = Signal(object)
    put_asked = Signal(object)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._form: ReadForm | None = None
        self.told = Band()
        self.findings = QVBoxLayout()
        self.preview = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.found_card = _card(self.tr("What was found"), self.findings)
        self.seen_card = _card(self.tr("What it asks"), self.preview)
        row.addWidget(self.found_card, 3)
        row.addWidget(self.seen_card, 2)
        column.addLayout(row, 1)
        column.addLayout(self._foot())

    def show_waiting(self, name: str) -> None:
        """Say that a file is being looked at."""
        self._form = None
        self.told.show_text(self.tr("Checking {name}").format(name=name), "idle")
        clear(self.findings)
        clear(self.preview)
        self.try_button.setEnabled(False)
        self.put_button.setEnabled(False)

    def show_putting(self) -> None:
        """Say that it is being put on the shelf."""
        self.told.show_text(self.tr("Putting it on the shelf"), "idle")
        self.put_button.setEnabled(False)

    def show_form(self, form: ReadForm, trial: TrialEntry | None) -> None:
        """Show what was found, and the questions of `trial` where it can be used."""
        self._form = form
        self.told.show_text(*self._verdict(form))
        self.try_button.setEnabled(trial is not None)
        self.put_button.setEnabled(form.usable and trial is not None)
        clear(self.findings)
        self._add_findings(form.findings, 0)
        clear(self.preview)
        if trial is None:
            self.preview.addWidget(
                Empty("forms", self.tr("Nothing to see while there are errors"))
            )
        else:
            for widget in self._questions(trial):
                self.preview.addWidget(widget)
        self.preview.addStretch(1)
        go = self.put_button if self.put_button.isEnabled() else self.back_button
        go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QHBoxLayout:
        self.back_button = button(
            self.tr("Back to the forms"), self.back_asked.emit, icon="back"
        )
        self.try_button = button(self.tr("Try it out"), self._try, icon="eye")
        self.put_button = button(
            self.tr("Put on the shelf"), self._put, kind="primary", icon="check"
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.try_button)
        row.addWidget(self.put_button)
        return row

    def _try(self) -> None:
        self.trial_asked.emit(self._form)

    def _put(self) -> None:
        self.put_asked.emit(self._form)

    def _verdict(self, form: ReadForm) -> tuple[str, str]:
        if form.errors:
            told = self.tr(
                "%n error(s): put them right in the file, then import it again",
                "",
                form.errors,
            )
            return told, "bad"
        version = form.definition.version if form.definition else ""
        if form.same:
            return self.tr("This very form is on the shelf already"), "ok"
        if form.clashes:
            told = self.tr(
                "The shelf has version {version} of this form with other content. "
                "Raise the version on its sheet “settings”, then import it again: "
                "visits made with the old one keep opening with it."
            )
            return told.format(version=version or "-"), "bad"
        if form.newest and version_key(form.newest) > version_key(version):
            told = self.tr(
                "The shelf has a newer version, {newest}: new visits go on using "
                "that one. Raise the version where this one is to be used."
            )
            return told.format(newest=form.newest), "warn"
        if form.findings:
            return self.tr("It can be used; look at what was found"), "warn"
        return self.tr("Nothing is wrong with it"), "ok"

    def _add_findings(self, findings: tuple[Finding, ...], start: int) -> None:
        if not findings:
            self.findings.addWidget(Empty("check", self.tr("Nothing was found")))
        for one in findings[start : start + FEW]:
            self.findings.addWidget(self._finding(one))
        left = len(findings) - start - FEW
        if left > 0:
            more = button(self.tr("%n more", "", left), kind="link")

            def add() -> None:
                more.deleteLater()
                self.findings.takeAt(self.findings.count() - 1)
                self._add_findings(findings, start + FEW)

            more.clicked.connect(add)
            self.findings.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.findings.addStretch(1)

    def _finding(self, one: Finding) -> QFrame:
        names = {
            "error": self.tr("Error"),
            "warning": self.tr("Warning"),
            "hint": self.tr("Hint"),
        }
        box = QFrame()
        box.setProperty("box", "subtle")
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        tone = TONES[one.severity]
        row.addWidget(Pill(names[one.severity], tone, ICONS[one.severity]))
        row.addWidget(label(self._place(one), "muted", wrap=True), 1)
        column.addLayout(row)
        told = label(one.told(self._language), "body", wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(told)
        return box

    def _place(self, one: Finding) -> str:
        parts = [one.sheet] if one.sheet else []
        if one.row:
            parts.append(self.tr("row {row}").format(row=one.row))
        if one.column:
            letter = f" ({one.place.letter})" if one.place.letter else ""
            parts.append(self.tr("column {name}").format(name=one.column + letter))
        return "  ·  ".join(parts)

    def _questions(self, trial: TrialEntry) -> Iterator[QWidget]:
        definition = trial.definition
        yield label(trial.title, "question", wrap=True)
        told = [f"{definition.form_id}  {definition.version}".strip()]
        told += definition.languages
        yield label("  ·  ".join(told), "caption", wrap=True)
        form = self._form
        along = [*(form.lists or ()), *(form.files or ())] if form else []
        if along:
            told_along = self.tr("Goes along: {names}").format(names=", ".join(along))
            yield label(told_along, "caption", wrap=True)
        count = 0
        for page in trial.pages():
            yield label(bare(page.title), "body", wrap=True, tone="primary")
            for question in questions(page.items):
                count += 1
                if count > MOST_QUESTIONS:
                    continue
                text = bare(trial.state(question.ref).label.text)
                yield label(text or question.ref.name, "muted", wrap=True)
        if count > MOST_QUESTIONS:
            left = count - MOST_QUESTIONS
            yield label(self.tr("%n more question(s)", "", left), "caption")


def _card(title: str, column: QVBoxLayout) -> Card:
    card = Card(margin=0, spacing=0)
    head = label(title, "card_title")
    head.setContentsMargins(20, 16, 20, 10)
    card.body.addWidget(head)
    inner = QWidget()
    column.setContentsMargins(20, 0, 20, 16)
    column.setSpacing(8)
    inner.setLayout(column)
    card.body.addWidget(scrolled(inner), 1)
    return card
