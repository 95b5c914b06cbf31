"""Signs: what stands around a page of a form, told from how the form stands."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.entry import Filling, Page, TrialEntry
from ui.controls.marked import bare
from ui.pages.form_frame import FormFoot, FormHead, PageHead, Progress
from ui.pages.form_outline import Outline
from ui.pages.form_states import END, title_of
from ui.pages.form_walk import Walk
from ui.words import form_name


class FormSigns(QObject):
    """Head, outline, progress and foot of the page that shows a form.

    They are told a form and where a person is in it, and ask nothing by themselves.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.head, self.outline = FormHead(), Outline()
        self.page_head, self.progress = PageHead(), Progress()
        self.foot = FormFoot()

    def lay_out(self, page: QWidget, notices: QWidget, middle: QWidget) -> None:
        """Put them on `page`, around its notices and what is in its middle."""
        right = QVBoxLayout()
        right.setSpacing(0)
        right.setContentsMargins(0, 0, 0, 0)
        for widget in (self.page_head, self.progress, notices):
            right.addWidget(widget)
        right.addWidget(middle, 1)
        right.addWidget(self.foot)
        rail = QFrame()
        rail.setProperty("box", "rail")
        inside = QVBoxLayout(rail)
        inside.setContentsMargins(0, 10, 0, 10)
        inside.addWidget(self.outline)
        card = QFrame()
        card.setProperty("box", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addLayout(right, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(card, 1)

    def begin(self, entry: Filling) -> None:
        """Make ready for another form."""
        self.tell_title(entry)
        self.head.more.setVisible(not is_trial(entry))
        self.outline.setEnabled(True)

    def tell(self, entry: Filling, walk: Walk) -> None:
        """Show how the pages of `walk` stand."""
        self.outline.put(walk.rows(), walk.key)
        answered, asked = walk.counts()
        self.progress.put(answered, asked)
        self._tell_head(entry, answered, asked)
        self._tell_page(walk)
        self._tell_foot(entry, walk)

    def tell_title(self, entry: Filling) -> None:
        """Call the form as every page does; its own long title is its tip."""
        title = bare(entry.title)
        self.head.title.setText(form_name(entry.definition.form_id, title))
        self.head.title.setToolTip(title)

    def tell_saved(self, entry: Filling) -> None:
        """Say whether all answers are on disk."""
        if entry.unsaved:
            self.foot.show_unsaved()
        elif is_trial(entry):
            self.foot.show_trial()
        else:
            self.foot.show_saved(entry.saved_at)

    def tell_finished(self) -> None:
        """Say that the form is finished."""
        rows = self.outline.rows
        done = [
            replace(r, word=self.tr("Finished")) if r.key == END else r for r in rows
        ]
        self.outline.put(done, END)
        self.outline.setEnabled(False)
        self.page_head.title.setText("")
        self.progress.put(1, 1)
        self.head.pill.show_status(self.tr("Finished"), "ok", "check")
        # The way back stands in the middle, beside the way to the sheet.
        self.foot.before.hide()
        self.foot.after.hide()

    def _tell_head(self, entry: Filling, answered: int, asked: int) -> None:
        if is_trial(entry):
            told = self.tr("Trying out: nothing is kept")
            self.head.pill.show_status(told, "warn", "eye")
        elif entry.editing:
            self.head.pill.show_status(self.tr("Being changed"), "primary", "pen")
        else:
            self.head.pill.show_status(self.tr("Being filled in"), "warn", "clock")
        told = self.tr("{answered} of {asked} answered").format(
            answered=answered, asked=asked
        )
        about = [part for part in (entry.subject_label, told) if part]
        self.head.subject.set_text("  ·  ".join(about))

    def _tell_page(self, walk: Walk) -> None:
        page = walk.page
        self.page_head.title.setText(self._name(page))
        count = f"{page.answered}/{page.asked}" if page and page.asked else ""
        self.page_head.count.setText(count)
        self.page_head.add.setVisible(walk.repeat_to_add() is not None)

    def _tell_foot(self, entry: Filling, walk: Walk) -> None:
        self.tell_saved(entry)
        self.foot.before.setVisible(walk.beside(-1) is not None)
        key = walk.beside(1)
        if key is None and is_trial(entry):
            text = self.tr("Check as if to finish")
        elif key is None:
            text = self.tr("Finish this visit")
        elif key == END:
            text = self._name(None)
        else:
            text = self.tr("Next: {page}").format(page=self._name(walk.named(key)))
        self.foot.lead_on(text)
        self.foot.after.show()

    def _name(self, page: Page | None) -> str:
        return title_of(page) if page else self.tr("Check and finish")


def is_trial(entry: Filling | None) -> bool:
    """Tell whether a form is only tried out."""
    return isinstance(entry, TrialEntry)
