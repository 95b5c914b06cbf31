"""Widgets in lines, as words on a page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 8


class Flow(QWidget):
    """Holds small widgets side by side and breaks lines where the width ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._held: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the end."""
        widget.setParent(self)
        widget.show()
        self._held.append(widget)
        self._place(self.width())
        self.updateGeometry()

    def held(self) -> list[QWidget]:
        """Return the widgets in order."""
        return list(self._held)

    def clear(self) -> None:
        """Let every widget go."""
        for widget in self._held:
            widget.hide()
            widget.deleteLater()
        self._held = []
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say yes: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at `width`."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Return a size for layouts that ask without a width."""
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place(self.width())

    def _place(self, width: int, *, move: bool = True) -> int:
        left = top = line = 0
        for widget in self._held:
            size = widget.sizeHint()
            if left and left + size.width() > width:
                left, top, line = 0, top + line + _GAP, 0
            if move:
                widget.setGeometry(left, top, min(size.width(), width), size.height())
            left += size.width() + _GAP
            line = max(line, size.height())
        return top + line
