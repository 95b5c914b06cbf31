"""The head of a table of choices: their labels over the rows that follow."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control
from ui.controls.grid import GAP, even_width
from ui.controls.ink import tokens
from ui.theme import measures_of


class TableHead(Control):
    """A select of the appearance "label": shows its choices, takes no answer."""

    asks = False

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.heads = Heads()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heads)

    def show_answer(self, state: NodeState) -> None:
        """Show the labels of the choices as they stand now."""
        self.heads.put([choice.label for choice in state.choices or ()])

    def stops(self) -> list[QWidget]:
        """Return none: nothing is asked."""
        return []


class Heads(QWidget):
    """Labels over columns as wide as those of the rows below."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, labels: list[str]) -> None:
        """Show `labels`."""
        if labels != self.labels:
            self.labels = labels
            self.setAccessibleName(", ".join(labels))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Say yes: labels wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the tallest label at `width`."""
        each = even_width(max(1, len(self.labels)), width)
        metrics = QFontMetrics(self._font())
        boxes = (
            metrics.boundingRect(0, 0, each, 9999, _FLAGS, label)
            for label in self.labels
        )
        return max((box.height() for box in boxes), default=0) + 6

    def sizeHint(self) -> QSize:
        """Return a size for layouts that ask without a width."""
        width = max(self.width(), 240)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each label over its column."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens().text2))
        each = even_width(max(1, len(self.labels)), self.width())
        for place, label in enumerate(self.labels):
            left = place * (each + GAP)
            painter.drawText(QRect(left, 0, each, self.height()), _FLAGS, label)
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(measures_of(self).body)
        return font


_FLAGS = (
    Qt.AlignmentFlag.AlignHCenter.value
    | Qt.AlignmentFlag.AlignBottom.value
    | Qt.TextFlag.TextWordWrap.value
    | Qt.TextFlag.TextWrapAnywhere.value
)
