"""Filling a form: outline, one group a page, each answer on disk at once."""

# Longer than 400 lines: one page, whose parts are laid out and told in other modules.

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Changes
from forms.engine.refs import NodeRef
from forms.entry import Filling, FormEntry, Page, TrialEntry, Unsaved
from forms.errors import KnownError
from ui.controls.marked import bare
from ui.pages.form_body import FormBody
from ui.pages.form_end import FormEnd
from ui.pages.form_frame import FormFoot, FormHead, PageHead, Progress
from ui.pages.form_notices import FormNotices
from ui.pages.form_outline import Outline
from ui.pages.form_reason import ask_reason
from ui.pages.form_states import END, Key, title_of
from ui.pages.form_walk import Walk
from ui.problems import confirm
from ui.theme import step_now, tokens_of
from ui.words import form_name

_DRESS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
_SOON_MS = 20
"""The outline follows an answer so much later, so that the answer comes first."""
_RETRY_MS = 3_000
"""What the disk refused is tried again so often, without a word."""


class FormPage(QWidget):
    """One form being filled, from its first question to its finish."""

    left = Signal()
    entered = Signal()
    """Another form came on screen."""
    changed = Signal(object)
    """An answer changed something; carries its Changes."""
    finalised = Signal(str)
    problem = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entry: Filling | None = None
        self._walk: Walk | None = None
        self._over = False
        self._worn = ("", 0)
        self._refused: list[Filling] = []
        self.head, self.outline = FormHead(), Outline()
        self.page_head, self.progress = PageHead(), Progress()
        self.notices = FormNotices()
        self.body, self.end, self.foot = FormBody(), FormEnd(), FormFoot()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.body)
        self._stack.addWidget(self.end)
        self._lay_out()
        self._connect()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._tell)
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._again)
        self._later = QTimer(self, interval=_RETRY_MS)
        self._later.timeout.connect(self._retry)

    def show_entry(self, entry: Filling) -> None:
        """Show `entry` from its first page that is not done."""
        self._entry, self._walk, self._over = entry, Walk(entry), False
        self._tell_title(entry)
        self.head.more.setVisible(not self._trial)
        self.outline.setEnabled(True)
        self._go(self._walk.first())
        if entry.unsaved:
            self._wait_for_disk()
        self.entered.emit()

    def set_language(self, language: str) -> None:
        """Show the form's own texts in "zh_CN" or "en" where it has them."""
        if self._entry is not None and self._walk is not None and not self._over:
            self.flush()
            self._entry.set_language(language)
            self._tell_title(self._entry)
            self._rebuild(self._walk)

    def flush(self) -> None:
        """Put what is typed and not yet told on disk."""
        self.body.flush()

    def let_go(self) -> None:
        """Ask nothing of the form any more: what it reads is about to be closed."""
        for timer in (self._soon, self._anew, self._later):
            timer.stop()
        self.body.clear_page()
        self._over = True

    @property
    def entry(self) -> Filling | None:
        """The form on screen, None before the first."""
        return self._entry

    @property
    def filling(self) -> Filling | None:
        """The form on screen while it is being filled, None before and after."""
        return None if self._over else self._entry

    @property
    def refused(self) -> tuple[FormEntry, ...]:
        """Forms with answers that the disk refused; those left meanwhile, too."""
        several = [entry for entry in self._refused if entry.unsaved]
        return tuple(one for one in several if isinstance(one, FormEntry))

    def take_refused(self, entries: Iterable[FormEntry]) -> None:
        """Go on trying to write what the disk refused."""
        for entry in entries:
            if entry not in self._refused:
                self._refused.append(entry)
        if self._refused:
            self._later.start()

    def retry_all(self) -> KnownError | None:
        """Try to write what the disk refused; return what it says, None: all is."""
        self.flush()
        if isinstance(self.filling, FormEntry) and self.filling.unsaved:
            self.take_refused([self.filling])
        return self._write_refused()

    def _write_refused(self) -> KnownError | None:
        for entry in list(self._refused):
            try:
                entry.retry()
            except KnownError as error:
                self._tell_saved()
                return error
            self._refused.remove(entry)
        self._tell_saved()
        return None

    def act(self, act: Callable[[], None]) -> None:
        """Do `act` to the form, which may change any of it, and show it anew."""
        self.flush()
        try:
            act()
        except Unsaved as error:
            self._wait_for_disk()
            self.problem.emit(error)
        except KnownError as error:
            self.problem.emit(error)
            return
        if self._walk is not None and not self._over:
            self._rebuild(self._walk)

    @property
    def _trial(self) -> bool:
        """The form is only tried out."""
        return isinstance(self._entry, TrialEntry)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no typed text wait while the page is not seen."""
        self.flush()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Build the page anew in another theme or size: controls paint with them."""
        super().changeEvent(event)
        # Qt tells of changes while the page is still being made, too.
        if event.type() in _DRESS and getattr(self, "_anew", None):
            self._anew.start()

    # Laying out.

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.setContentsMargins(0, 0, 0, 0)
        for widget in (self.page_head, self.progress, self.notices):
            right.addWidget(widget)
        right.addWidget(self._stack, 1)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self.head.left.connect(self._leave)
        self.head.discard_asked.connect(self._discard)
        self.outline.asked.connect(self._go)
        self.outline.left.connect(self._focus)
        self.body.answered.connect(self._answer)
        self.body.attached.connect(self._attach)
        self.body.past.connect(self._past)
        self.body.passed.connect(self._passed)
        self.body.add_asked.connect(self._add)
        self.body.remove_asked.connect(self._remove)
        self.body.open_asked.connect(self._open)
        self.notices.past.connect(self._past_notices)
        self.page_head.add_asked.connect(self._add_another)
        self.end.jump_asked.connect(self._jump)
        self.end.left.connect(self.left)
        self.foot.back_asked.connect(lambda: self._turn(-1))
        self.foot.on_asked.connect(self._on)
        for keys, then in (
            ("Ctrl+Return", self._on),
            ("Ctrl+Enter", self._on),
            ("Ctrl+PgDown", lambda: self._turn(1)),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
            ("Alt+Up", self._to_outline),
        ):
            self._shortcut(keys, then)

    def _shortcut(self, keys: str, then: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.activated.connect(then)

    # Answers.

    def _answer(self, ref: NodeRef, text: str) -> None:
        entry = self._entry
        if entry is not None:
            self._do(lambda: entry.answer(ref, text), ref)

    def _attach(self, ref: NodeRef, data: bytes, suffix: str) -> None:
        entry = self._entry
        if entry is not None:
            self._do(lambda: entry.attach(ref, data, suffix), ref)

    def _do(self, act: Callable[[], Changes], ref: NodeRef | None) -> Changes | None:
        """Do `act` and show exactly what it changed; say where it was not kept."""
        try:
            changes = act()
        except Unsaved as error:
            # The answer stays on screen and in memory; only the disk lacks it.
            self.body.apply(error.changes, ref)
            self._wait_for_disk()
            self._soon.start()
            self.changed.emit(error.changes)
            self.problem.emit(error)
            return None
        except KnownError as error:
            self.foot.show_unsaved()
            self.problem.emit(error)
            return None
        self.body.apply(changes, ref)
        self._tell_saved()
        self._soon.start()
        self.changed.emit(changes)
        return changes

    def _wait_for_disk(self) -> None:
        entry = self._entry
        if entry is not None and entry not in self._refused:
            self._refused.append(entry)
        self._later.start()
        self._tell_saved()

    def _retry(self) -> None:
        if self._write_refused() is None:
            self._later.stop()

    def _all_saved(self) -> bool:
        """Tell whether nothing waits for the disk, after one more try; say if not."""
        entry = self._entry
        if entry is None or not entry.unsaved:
            return True
        try:
            entry.retry()
        except KnownError as error:
            self._wait_for_disk()
            self.problem.emit(error)
            return False
        return True

    def _tell_saved(self) -> None:
        entry = self._entry
        if self._over:
            return
        if entry is not None and entry.unsaved:
            self.foot.show_unsaved()
        elif self._trial:
            self.foot.show_trial()
        elif entry is not None:
            self.foot.show_saved(entry.saved_at)

    def _add(self, ref: NodeRef) -> None:
        entry = self._entry
        if entry is None:
            return
        self.flush()
        added: list[NodeRef] = []

        def act() -> Changes:
            changes, new = entry.add_repeat(ref)
            added.append(new)
            return changes

        if self._do(act, None) is not None:
            self._open(added[0])

    def _add_another(self) -> None:
        repeat = self._walk.repeat_to_add() if self._walk else None
        if repeat is not None:
            self._add(repeat)

    def _remove(self, ref: NodeRef) -> None:
        entry = self._entry
        if entry is not None:
            self._do(lambda: entry.remove_repeat(ref), None)
            self._tell()

    # Pages.

    def _go(self, key: Key, *, focus: bool = True) -> None:
        """Show the page `key`; what was typed on the old one is kept first."""
        entry, walk = self._entry, self._walk
        if entry is None or walk is None or self._over:
            return
        self.flush()
        self._worn = self._dress()
        walk.go(key)
        page = walk.page
        entry.look_at(page.ref if page is not None else None)
        if page is None:
            self.body.clear_page()
            self.end.show_checks(entry, walk.pages)
            self._stack.setCurrentWidget(self.end)
        else:
            number = walk.first_number()
            self.body.show_page(entry, page, number, strict=walk.was_passed)
            self._stack.setCurrentWidget(self.body)
        self._tell(anew=False)
        if focus:
            self._focus()

    def _open(self, ref: NodeRef) -> None:
        """Show the group or instance `ref`."""
        if self._walk is not None:
            self._walk.read()
            self._go(self._walk.key_at(ref))

    def _dress(self) -> tuple[str, int]:
        return tokens_of(self.palette()).name, step_now()

    def _again(self) -> None:
        # Qt tells of changes where nothing changed, too, as when the page is first
        # shown; building it anew then would take the focus from its first question.
        if self._worn == self._dress():
            return
        self.head.dress()
        self.notices.dress()
        if self._walk is not None and not self._over:
            self.outline.scheduleDelayedItemsLayout()
            self._rebuild(self._walk)

    def _rebuild(self, walk: Walk) -> None:
        """Build the same page anew, the focus in the question that had it."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        held, scrolled = self.body.held(), self.body.verticalScrollBar().value()
        self._go(walk.key, focus=inside and held is None)
        if held is not None and not self.body.hold(held, scrolled):
            self._focus()

    def _turn(self, by: int) -> None:
        """Turn `by` pages; the answer just typed may open the very page to go to."""
        if self._walk is None or self._over:
            return
        self.flush()
        self._walk.read()
        key = self._walk.beside(by)
        if key is not None:
            self._go(key)

    def _on(self) -> None:
        if self._over:
            self.left.emit()
        elif self._walk is not None and self._walk.key == END:
            self._finish()
        else:
            self._turn(1)

    def _jump(self, ref: NodeRef) -> None:
        key = self._walk.key_with(ref) if self._walk else None
        if key is None:
            return
        self._go(key, focus=False)
        card = self.body.card(ref)
        if card is not None:
            self.body.focus_card(card)
        else:
            self._focus()

    # Telling how it stands.

    def _tell(self, *, anew: bool = True) -> None:
        """Show how the pages stand: outline, heads, progress, buttons.

        Args:
            anew: The pages are to be read before.
        """
        entry, walk = self._entry, self._walk
        if entry is None or walk is None or self._over:
            return
        self._soon.stop()
        if anew:
            walk.read()
        self.outline.put(walk.rows(), walk.key)
        answered, asked = walk.counts()
        self.progress.put(answered, asked)
        self._tell_head(entry, answered, asked)
        self._tell_page(walk)
        self._tell_foot(entry, walk)

    def _tell_title(self, entry: Filling) -> None:
        """Call the form as every page does; its own long title is its tip."""
        title = bare(entry.title)
        self.head.title.setText(form_name(entry.definition.form_id, title))
        self.head.title.setToolTip(title)

    def _tell_head(self, entry: Filling, answered: int, asked: int) -> None:
        if self._trial:
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
        self._tell_saved()
        self.foot.before.setVisible(walk.beside(-1) is not None)
        key = walk.beside(1)
        if key is None and self._trial:
            text = self.tr("Check as if to finish")
        elif key is None:
            text = self.tr("Finish this visit")
        elif key == END:
            text = self._name(None)
        else:
            text = self.tr("Next: {page}").format(page=self._name(walk.named(key)))
        self.foot.lead_on(text)

    def _name(self, page: Page | None) -> str:
        return title_of(page) if page else self.tr("Check and finish")

    # Focus.

    def _focus(self) -> None:
        at_end = self._walk is None or self._walk.key == END
        where = self.end if at_end else self.body
        if not where.focus_first():
            self.foot.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _passed(self, ref: NodeRef) -> None:
        if self._walk is not None:
            self._walk.passed.add(ref)

    def _past(self, forward: bool) -> None:
        reason = Qt.FocusReason.TabFocusReason
        if forward:
            self.foot.after.setFocus(reason)
        elif not self.notices.focus_last():
            self.outline.setFocus(reason)

    def _past_notices(self, forward: bool) -> None:
        if forward:
            self._focus()
        else:
            self.outline.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _to_outline(self) -> None:
        self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The end.

    def _finish(self) -> None:
        entry, walk = self._entry, self._walk
        if entry is None or walk is None:
            return
        self.flush()
        walk.try_to_finish()
        reason = self._reason(entry)
        if reason is None:
            return
        try:
            result = entry.finalize(reason)
        except KnownError as error:
            self.problem.emit(error)
            return
        if result.violations:
            self._go(END)
            return
        self._over = True
        self.body.clear_page()
        self.notices.show_notices(())
        self._show_result(result.number)
        if not self._trial:
            self.finalised.emit(result.number)

    def _reason(self, entry: Filling) -> str | None:
        """Return why a finished visit was changed; None: not to be finished yet."""
        if not entry.asks_reason or entry.violations():
            return ""
        return ask_reason(self)

    def _show_result(self, number: str) -> None:
        if self._trial:
            self.end.show_tried()
        else:
            self.end.show_result(number)
        self.outline.setEnabled(False)
        self.page_head.title.setText("")
        self.progress.put(1, 1)
        self.head.pill.show_status(self.tr("Finished"), "ok", "check")
        self.foot.before.hide()
        self.foot.lead_on(self.tr("Back"))

    def _leave(self) -> None:
        self.flush()
        if self._all_saved():
            self.body.clear_page()
            self.left.emit()

    def _discard(self) -> None:
        entry = self._entry
        if entry is None or self._over:
            return
        sure = confirm(
            self,
            self.tr("Throw this draft away?"),
            self.tr("Its answers and photos cannot be brought back."),
            self.tr("Throw away"),
            danger=True,
        )
        if sure:
            try:
                entry.discard()
            except KnownError as error:
                self.problem.emit(error)
                return
            self.body.clear_page()
            if entry in self._refused:
                self._refused.remove(entry)
            self._over = True
            self.left.emit()
