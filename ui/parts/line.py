"""Line: one row that leads somewhere: an icon, two texts, a status."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.labels import Elided, IconLabel, Pill
from ui.theme import step_now


class Line(QPushButton):
    """A row to click or to reach by Tab; grows with its texts."""

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        icon: str = "",
        status: str = "",
        tone: str = "idle",
        leads: bool = True,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setProperty("lines", "2" if note else "1")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(" ".join((title, note, status)))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 10, 4)
        row.setSpacing(12)
        if icon:
            row.addWidget(IconLabel(icon))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch(1)
        texts.addWidget(Elided(title, "body"))
        if note:
            texts.addWidget(Elided(note, "caption"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        if status:
            row.addWidget(Pill(status, tone))
        if leads:
            row.addWidget(IconLabel("right", "", 16))
        for each in self.findChildren(Elided):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._height = (54 if note else 42) + 2 * step_now()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a height that holds both texts."""
        return QSize(160, self._height)
