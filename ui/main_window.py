"""MainWindow: the sidebar and one page at a time; it knows no workspace.

It is light on purpose: it is on screen before the engine and the register are loaded,
and `ui/desk.py` brings the pages.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

import resources
from ui.parts.sidebar import Sidebar
from ui.places import PLACES, WITHIN

SMALLEST = (860, 500)
COMPACT_BELOW_PX = 1120
USUAL = (1366, 768)


class MainWindow(QMainWindow):
    """One window; pages are put in by name."""

    place_chosen = Signal(str)
    search_asked = Signal()
    back_asked = Signal()
    lock_asked = Signal()
    resized = Signal()
    closing = Signal()
    files_dropped = Signal(list)

    def __init__(self, geometry: str = "") -> None:
        """Make the window.

        Args:
            geometry: What `kept_geometry` told when it was closed, blank at first.
        """
        super().__init__()
        self.setMinimumSize(*SMALLEST)
        self._pages: dict[str, QWidget] = {}
        self._alone: QWidget | None = None
        self.name = ""
        # Asked before it closes; False keeps it open.
        self.guard: Callable[[], bool] = lambda: True
        self.setAcceptDrops(True)
        self._lay_out("")
        self._kept = self._restore(geometry)
        QShortcut(QKeySequence("Ctrl+K"), self, self.search_asked.emit)
        QShortcut(QKeySequence("Alt+Left"), self, self.back_asked.emit)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)

    def build(self, grid: str) -> None:
        """Make sidebar and centre anew, without pages, in language and theme of now.

        Args:
            grid: The grid's name, under the product's.
        """
        self._lay_out(grid)
        self.sidebar.finish()

    def _lay_out(self, grid: str) -> None:
        self.setWindowTitle(self.tr("Grid Visits"))
        self._alone = None
        self._pages.clear()
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(self.tr("Grid Visits"), grid)
        for place in PLACES:
            self.sidebar.add(place.name, place.title, place.icon)
        self.sidebar.chosen.connect(self.place_chosen)
        self.sidebar.state.clicked.connect(lambda: self.place_chosen.emit("exchange"))
        self.sidebar.set_compact(self.width() < COMPACT_BELOW_PX)
        row.addWidget(self.sidebar)
        self._stack = QStackedWidget()
        blank = QFrame()
        blank.setProperty("box", "page")
        self._stack.addWidget(blank)
        row.addWidget(self._stack, 1)
        old = self.takeCentralWidget()
        self.setCentralWidget(centre)
        if old is not None:
            old.deleteLater()

    def appear(self) -> None:
        """Show the window where the last one stood; the first one fills the screen."""
        if self._kept:
            self.show()
        else:
            self.showMaximized()

    @property
    def page(self) -> QWidget:
        """The page shown."""
        return self._stack.currentWidget()

    @property
    def pages(self) -> tuple[QWidget, ...]:
        """Every page made so far."""
        return tuple(self._pages.values())

    def has(self, name: str) -> bool:
        """Tell whether the page `name` is made."""
        return name in self._pages

    def put(self, name: str, page: QWidget) -> None:
        """Take the page `name`."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Show the page `name`."""
        self.name = name
        self._stack.setCurrentWidget(self._pages[name])
        self.sidebar.show_page(WITHIN.get(name, name))

    def show_alone(self, page: QWidget) -> None:
        """Show a page without the sidebar: nothing else can be done yet."""
        self._alone = page
        self._pages.clear()
        self.name = ""
        old = self.takeCentralWidget()
        self.setCentralWidget(page)
        if old is not None:
            old.deleteLater()

    def kept_geometry(self) -> str:
        """Return where the window stands, to be given to the next one."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is over, unless something would be lost."""
        if not self.guard():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of ours; a question that wants a photo takes those first."""
        if _ours(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        files = _ours(event.mimeData())
        if files and self._alone is None:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell those that lie over the window."""
        super().resizeEvent(event)
        if self._alone is None:
            self.sidebar.set_compact(self.width() < COMPACT_BELOW_PX)
        self.resized.emit()

    def _restore(self, geometry: str) -> bool:
        """Stand where the last window stood; tell whether one is known."""
        kept = QByteArray.fromBase64(QByteArray(geometry.encode()))
        if not geometry or not self.restoreGeometry(kept):
            self.resize(*USUAL)
            return False
        return True


def _ours(data: QMimeData) -> list[Path]:
    """Return the files in `data` that an exchange can take."""
    places = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [
        place
        for place in places
        if place.suffix.lower() in resources.OPENED or (place / "gv1").is_dir()
    ]
