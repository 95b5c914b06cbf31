"""Filling a form: outline, one group a page, each answer on disk at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Changes
from forms.engine.refs import NodeRef
from forms.entry import FormEntry, Page, questions
from forms.errors import KnownError
from ui.controls.marked import bare
from ui.pages.form_body import FormBody
from ui.pages.form_end import FormEnd
from ui.pages.form_frame import FormFoot, FormHead, PageHead, Progress
from ui.pages.form_outline import Outline
from ui.pages.form_states import END, Key, end_row, key_of, row_of, title_of, within
from ui.problems import confirm
from ui.words import form_name

_DRESS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
_SOON_MS = 20
"""The outline follows an answer so much later, so that the answer comes first."""


class FormPage(QWidget):
    """One form being filled, from its first question to its finish."""

    left = Signal()
    finalised = Signal(str)
    problem = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entry: FormEntry | None = None
        self._pages: tuple[Page, ...] = ()
        self._key: Key = END
        self._seen: set[Key] = set()
        self._tried = self._over = False
        self.head, self.outline = FormHead(), Outline()
        self.page_head, self.progress = PageHead(), Progress()
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

    def show_entry(self, entry: FormEntry) -> None:
        """Show `entry` from its first page that is not done."""
        self._entry = entry
        self._seen, self._tried, self._over = set(), False, False
        self._tell_title(entry)
        self._read_pages()
        todo = [page for page in self._shown() if page.missing or page.violations]
        first = [*todo, *self._shown()][:1]
        self.outline.setEnabled(True)
        self._go(key_of(first[0]) if first else END)

    def set_language(self, language: str) -> None:
        """Show the form's own texts in "zh_CN" or "en" where it has them."""
        if self._entry is not None and not self._over:
            self.flush()
            self._entry.set_language(language)
            self._tell_title(self._entry)
            self._read_pages()
            self._go(self._key)

    def flush(self) -> None:
        """Put what is typed and not yet told on disk."""
        self.body.flush()

    @property
    def entry(self) -> FormEntry | None:
        """The form on screen, None before the first."""
        return self._entry

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
        for widget in (self.page_head, self.progress):
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
        self.body.add_asked.connect(self._add)
        self.body.remove_asked.connect(self._remove)
        self.body.open_asked.connect(lambda ref: self._go((str(ref), self._part(ref))))
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
        except KnownError as error:
            self.foot.show_unsaved()
            self.problem.emit(error)
            return None
        self.body.apply(changes, ref)
        if self._entry is not None:
            self.foot.show_saved(self._entry.saved_at)
        self._soon.start()
        return changes

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
            self._read_pages()
            self._go((str(added[0]), self._part(added[0])))

    def _add_another(self) -> None:
        page = self._page()
        if page is not None and page.ref.parent is not None:
            self._add(page.ref.parent.child(page.ref.name))

    def _remove(self, ref: NodeRef) -> None:
        entry = self._entry
        if entry is not None:
            self._do(lambda: entry.remove_repeat(ref), None)
            self._read_pages()
            self._tell()

    # Pages.

    def _read_pages(self) -> None:
        self._pages = self._entry.pages() if self._entry else ()

    def _shown(self) -> list[Page]:
        return [page for page in self._pages if page.relevant]

    def _page(self) -> Page | None:
        fits = (page for page in self._pages if key_of(page) == self._key)
        return next(fits, None)

    def _part(self, ref: NodeRef) -> int:
        return next((page.part for page in self._pages if page.ref == ref), 0)

    def _go(self, key: Key, *, focus: bool = True) -> None:
        """Show the page `key`; what was typed on the old one is kept first."""
        entry = self._entry
        if entry is None or self._over:
            return
        self.flush()
        if key != self._key:
            self._seen.add(self._key)
        self._read_pages()
        keys = [key_of(page) for page in self._shown()]
        self._key = key if key in keys else END
        page = self._page()
        if page is None:
            self.body.clear_page()
            self.end.show_checks(entry, self._pages)
            self._stack.setCurrentWidget(self.end)
        else:
            strict = self._tried or self._key in self._seen
            number = 1 + sum(each.asked for each in self._before(page))
            self.body.show_page(entry, page, number, strict=strict)
            self._stack.setCurrentWidget(self.body)
        self._tell()
        if focus:
            self._focus()

    def _before(self, page: Page) -> list[Page]:
        shown = self._shown()
        return shown[: next(i for i, each in enumerate(shown) if each is page)]

    def _again(self) -> None:
        self.head.dress()
        if self._entry is not None and not self._over:
            self.outline.scheduleDelayedItemsLayout()
            self._go(self._key, focus=False)

    def _turn(self, by: int) -> None:
        keys = [*(key_of(page) for page in self._shown()), END]
        place = keys.index(self._key) if self._key in keys else 0
        if 0 <= place + by < len(keys):
            self._go(keys[place + by])

    def _on(self) -> None:
        if self._over:
            self.left.emit()
        elif self._key == END:
            self._finish()
        else:
            # The answer just typed may open the very page to go to.
            self.flush()
            self._read_pages()
            self._turn(1)

    def _jump(self, ref: NodeRef) -> None:
        page = within(ref, self._pages)
        if page is None:
            return
        self._seen.add(key_of(page))
        self._go(key_of(self._part_with(ref, page)), focus=False)
        card = self.body.card(ref)
        if card is not None:
            self.body.focus_card(card)
        else:
            self._focus()

    def _part_with(self, ref: NodeRef, page: Page) -> Page:
        """Return the part of a split page that holds the question `ref`."""
        parts = [each for each in self._pages if each.ref == page.ref]
        for part in parts:
            if any(question.ref == ref for question in questions(part.items)):
                return part
        return page

    # Telling how it stands.

    def _tell(self) -> None:
        """Show how the pages stand: outline, heads, progress, buttons."""
        entry = self._entry
        if entry is None or self._over:
            return
        self._soon.stop()
        self._read_pages()
        shown = self._shown()
        rows = [row_of(page, seen=key_of(page) in self._seen) for page in shown]
        self.outline.put([*rows, end_row(self._pages)], self._key)
        asked = sum(page.asked for page in shown)
        answered = sum(page.answered for page in shown)
        self.progress.put(answered, asked)
        self._tell_head(entry, answered, asked)
        self._tell_page()
        self._tell_foot(entry, shown)

    def _tell_title(self, entry: FormEntry) -> None:
        """Call the form as every page does; its own long title is its tip."""
        title = bare(entry.title)
        self.head.title.setText(form_name(entry.definition.form_id, title))
        self.head.title.setToolTip(title)

    def _tell_head(self, entry: FormEntry, answered: int, asked: int) -> None:
        if entry.editing:
            self.head.pill.show_status(self.tr("Being changed"), "primary", "pen")
        else:
            self.head.pill.show_status(self.tr("Being filled in"), "warn", "clock")
        told = self.tr("{answered} of {asked} answered").format(
            answered=answered, asked=asked
        )
        about = [part for part in (entry.subject_label, told) if part]
        self.head.subject.set_text("  ·  ".join(about))

    def _tell_page(self) -> None:
        page = self._page()
        if page is None:
            self.page_head.title.setText(self.tr("Check and finish"))
            self.page_head.count.setText("")
        else:
            self.page_head.title.setText(title_of(page))
            count = f"{page.answered}/{page.asked}" if page.asked else ""
            self.page_head.count.setText(count)
        self.page_head.add.setVisible(self._can_add_another(page))

    def _can_add_another(self, page: Page | None) -> bool:
        if page is None or page.kind != "instance" or page.ref.parent is None:
            return False
        repeat = page.ref.parent.child(page.ref.name)
        same = [p for p in self._pages if p.kind == "instance" and _of(p) == repeat]
        lists = [p for p in self._pages if p.kind == "repeat" and p.ref == repeat]
        fixed = any(getattr(item, "fixed", False) for p in lists for item in p.items)
        return bool(same) and key_of(same[-1]) == self._key and not fixed

    def _tell_foot(self, entry: FormEntry, shown: list[Page]) -> None:
        self.foot.show_saved(entry.saved_at)
        keys = [*(key_of(page) for page in shown), END]
        place = keys.index(self._key) if self._key in keys else 0
        self.foot.before.setVisible(place > 0)
        if self._key == END:
            text = self.tr("Finish this visit")
        elif keys[place + 1] == END:
            text = self.tr("Check and finish")
        else:
            name = title_of(shown[place + 1])
            text = self.tr("Next: {page}").format(page=name)
        self.foot.after.setText(text)

    # Focus.

    def _focus(self) -> None:
        where = self.end if self._key == END else self.body
        if not where.focus_first():
            self.foot.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _past(self, forward: bool) -> None:
        reason = Qt.FocusReason.TabFocusReason
        if forward:
            self.foot.after.setFocus(reason)
        else:
            self.outline.setFocus(reason)

    def _to_outline(self) -> None:
        self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The end.

    def _finish(self) -> None:
        entry = self._entry
        if entry is None:
            return
        self.flush()
        self._tried = True
        try:
            result = entry.finalize()
        except KnownError as error:
            self.problem.emit(error)
            return
        if result.violations:
            self._go(END)
            return
        self._over = True
        self.body.clear_page()
        self._show_result(result.number)
        self.finalised.emit(result.number)

    def _show_result(self, number: str) -> None:
        self.end.show_result(number)
        self.outline.setEnabled(False)
        self.page_head.title.setText("")
        self.progress.put(1, 1)
        self.head.pill.show_status(self.tr("Finished"), "ok", "check")
        self.foot.before.hide()
        self.foot.after.setText(self.tr("Back"))

    def _leave(self) -> None:
        self.flush()
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
            self.body.clear_page()
            entry.discard()
            self._over = True
            self.left.emit()


def _of(page: Page) -> NodeRef:
    """Return the repeat that the instance `page` belongs to."""
    last = replace(page.ref.steps[-1], uid=None)
    return NodeRef((*page.ref.steps[:-1], last))
