"""Filling a form: outline, one group a page, each answer on disk at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from forms.engine.instance.view import Changes
from forms.engine.refs import NodeRef
from forms.entry import Filling, FormEntry, Unsaved
from forms.errors import KnownError
from ui.pages.form_keys import FormKeys
from ui.pages.form_middle import FormMiddle
from ui.pages.form_notices import FormNotices
from ui.pages.form_reason import ask_discard, ask_reason
from ui.pages.form_signs import FormSigns, is_trial
from ui.pages.form_states import END, Key
from ui.pages.form_unwritten import Unwritten
from ui.pages.form_walk import Walk
from ui.theme import step_now, tokens_of

_DRESS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
_SOON_MS = 20
"""The outline follows an answer so much later, so that the answer comes first."""


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
        self.signs, self.notices = FormSigns(self), FormNotices()
        self.head, self.outline = self.signs.head, self.signs.outline
        self.page_head, self.progress = self.signs.page_head, self.signs.progress
        self._middle, self.foot = FormMiddle(), self.signs.foot
        self.body, self.end = self._middle.body, self._middle.end
        self.keys = FormKeys(self, self.signs, self.notices, self._middle)
        self.signs.lay_out(self, self.notices, self._middle)
        self._connect()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._tell)
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._again)
        self.unwritten = Unwritten(self)
        self.unwritten.tried.connect(self._tell_saved)

    def show_entry(self, entry: Filling) -> None:
        """Show `entry` where it was left; a new one from its first page."""
        self._entry, self._walk, self._over = entry, Walk(entry), False
        self.signs.begin(entry)
        self._go(self._walk.first())
        self.keys.into(self._walk.left_question())
        if entry.unsaved:
            self._wait_for_disk()
        self.entered.emit()

    def set_language(self, language: str) -> None:
        """Show the form's own texts in "zh_CN" or "en" where it has them."""
        if self._entry is not None and self._walk is not None and not self._over:
            self.flush()
            self._entry.set_language(language)
            self.signs.tell_title(self._entry)
            self._rebuild(self._walk)

    def flush(self) -> None:
        """Put what is typed and not yet told on disk."""
        self.body.flush()

    def leave(self) -> None:
        """Put what is typed on disk, and where the person is."""
        self.flush()
        if self._walk is not None and not self._over:
            self._walk.read()
            self._walk.leave(self.body.at)

    def let_go(self) -> None:
        """Ask nothing of the form any more: what it reads is about to be closed."""
        for timer in (self._soon, self._anew, self.unwritten.timer):
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
        return self.unwritten.entries

    def take_refused(self, entries: Iterable[FormEntry]) -> None:
        """Go on trying to write what the disk refused."""
        self.unwritten.take(entries)

    def retry_all(self) -> KnownError | None:
        """Try to write what the disk refused; return what it says, None: all is."""
        self.flush()
        if isinstance(self.filling, FormEntry) and self.filling.unsaved:
            self.take_refused([self.filling])
        return self.unwritten.write()

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no typed text wait while the page is not seen."""
        self.flush()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Wear what was put on while the page was not seen."""
        super().showEvent(event)
        self._anew.start()

    def changeEvent(self, event: QEvent) -> None:
        """Build the page anew in another theme or size: controls paint with them."""
        super().changeEvent(event)
        # Qt tells of changes while the page is still being made, too.
        if event.type() in _DRESS and getattr(self, "_anew", None):
            self._anew.start()

    def _connect(self) -> None:
        self.head.left.connect(self._leave)
        self.head.discard_asked.connect(self._discard)
        self.outline.asked.connect(self._go)
        self.body.answered.connect(self._answer)
        self.body.attached.connect(self._attach)
        self.body.passed.connect(self._passed)
        self.body.add_asked.connect(self._add)
        self.body.remove_asked.connect(self._remove)
        self.body.open_asked.connect(self._open)
        self.page_head.add_asked.connect(self._add_another)
        self.end.jump_asked.connect(self._jump)
        self.end.left.connect(self.left)
        self.foot.back_asked.connect(lambda: self._turn(-1))
        self.foot.on_asked.connect(self._on)
        self.keys.bind(
            {
                "Ctrl+Return": self._on,
                "Ctrl+Enter": self._on,
                "Ctrl+PgDown": lambda: self._turn(1),
                "Ctrl+PgUp": lambda: self._turn(-1),
            }
        )

    # Answers.

    def _answer(self, ref: NodeRef, text: str) -> None:
        if (entry := self._entry) is not None:
            self._do(lambda: entry.answer(ref, text), ref)

    def _attach(self, ref: NodeRef, data: bytes, suffix: str) -> None:
        if (entry := self._entry) is not None:
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
        if entry is not None:
            self.unwritten.take([entry])
        self._tell_saved()

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
        if self._entry is not None and not self._over:
            self.signs.tell_saved(self._entry)

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
        if self._walk and (repeat := self._walk.repeat_to_add()) is not None:
            self._add(repeat)

    def _remove(self, ref: NodeRef) -> None:
        if (entry := self._entry) is not None:
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
        self._middle.show_page(entry, walk)
        self._tell(anew=False)
        if focus:
            self.keys.into()
        walk.leave(self.body.at)

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
        if self._worn == self._dress() or not self.isVisible():
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
            self.keys.into()

    def _turn(self, by: int) -> None:
        """Turn `by` pages; the answer just typed may open the very page to go to."""
        if self._walk is None or self._over:
            return
        self.flush()
        self._walk.read()
        if (key := self._walk.beside(by)) is not None:
            self._go(key)

    def _on(self) -> None:
        if self._over:
            self.left.emit()
        elif self._walk is not None and self._walk.key == END:
            self._finish()
        else:
            self._turn(1)

    def _jump(self, ref: NodeRef) -> None:
        if self._walk and (key := self._walk.key_with(ref)) is not None:
            self._go(key, focus=False)
            self.keys.into(ref)

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
        self.signs.tell(entry, walk)

    def _passed(self, ref: NodeRef) -> None:
        if self._walk is not None:
            self._walk.passed.add(ref)

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
        trial = is_trial(entry)
        self._middle.show_finished(result.number, trial=trial)
        self.signs.tell_finished()
        if not trial:
            self.finalised.emit(result.number)

    def _reason(self, entry: Filling) -> str | None:
        """Return why a finished visit was changed; None: not to be finished yet."""
        if not entry.asks_reason or entry.violations():
            return ""
        return ask_reason(self)

    def _leave(self) -> None:
        self.leave()
        if self._all_saved():
            self.body.clear_page()
            self.left.emit()

    def _discard(self) -> None:
        entry = self._entry
        if entry is None or self._over:
            return
        if ask_discard(self):
            try:
                entry.discard()
            except KnownError as error:
                self.problem.emit(error)
                return
            self.body.clear_page()
            self.unwritten.drop(entry)
            self._over = True
            self.left.emit()
