"""Keys: where Tab and the shortcuts lead on the page that shows a form."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from forms.engine.refs import NodeRef
from ui.pages.form_middle import FormMiddle
from ui.pages.form_notices import FormNotices
from ui.pages.form_signs import FormSigns


class FormKeys(QObject):
    """The round of the focus: outline, notices, questions, foot.

    Args:
        page: Has all of them.
        signs: The outline and the foot.
        notices: Between the outline and the questions.
        middle: The questions, or the end.
    """

    def __init__(
        self,
        page: QWidget,
        signs: FormSigns,
        notices: FormNotices,
        middle: FormMiddle,
    ) -> None:
        super().__init__(page)
        self._page, self._signs = page, signs
        self._notices, self._middle = notices, middle
        middle.body.past.connect(self._past)
        notices.past.connect(self._past_notices)
        signs.outline.left.connect(lambda: self.into())
        self.bind({"Alt+Up": self._to_outline})

    def bind(self, several: Mapping[str, Callable[[], None]]) -> None:
        """Let shortcuts, as "Ctrl+PgUp", do something while the page has the focus."""
        for keys, then in several.items():
            made = QShortcut(QKeySequence(keys), self._page)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setAutoRepeat(False)
            made.activated.connect(then)

    def into(self, ref: NodeRef | None = None) -> None:
        """Give the focus to the question `ref` of the page on screen.

        Where it is not there: to what is to be answered or looked at first.
        """
        card = self._middle.body.card(ref) if ref is not None else None
        if card is not None:
            self._middle.body.focus_card(card)
            return
        at_end = self._middle.currentWidget() is self._middle.end
        where = self._middle.end if at_end else self._middle.body
        if not where.focus_first():
            self._signs.foot.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _past(self, forward: bool) -> None:
        reason = Qt.FocusReason.TabFocusReason
        if forward:
            self._signs.foot.after.setFocus(reason)
        elif not self._notices.focus_last():
            self._signs.outline.setFocus(reason)

    def _past_notices(self, forward: bool) -> None:
        if forward:
            self.into()
        else:
            self._signs.outline.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _to_outline(self) -> None:
        self._signs.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)
