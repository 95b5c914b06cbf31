"""A column of widgets that is never wider than its control may be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Column(QVBoxLayout):
    """Makes `parent` at most `widest` px wide, and asks heights for no wider.

    Qt asks a layout how high it is at the width of the page, whatever the widest its
    widget may be: text that wraps would be promised too few lines.
    """

    def __init__(self, parent: QWidget, widest: int) -> None:
        super().__init__(parent)
        self._widest = widest
        parent.setMaximumWidth(widest)
        self.setContentsMargins(0, 0, 0, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`, or at the widest that is taken."""
        return super().heightForWidth(min(width, self._widest))

    def minimumHeightForWidth(self, width: int) -> int:
        """Return the least height, likewise."""
        return super().minimumHeightForWidth(min(width, self._widest))
