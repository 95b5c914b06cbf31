"""From the start of the process to the first paint, beside a bare PySide6 window."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.bench import places
from tests.bench.figure import Figure
from tools import ROOT

# The fastest of so many: what else the machine does only ever adds.
ROUNDS = 15

# Each child says "painted" when its window has been painted for the first time.
_TELL = """
import sys
def tell(window, word):
    old = window.paintEvent
    def paint(self, event):
        old(self, event)
        if not getattr(self, "_told", False):
            self._told = True
            print(word, flush=True)
    window.paintEvent = paint
"""
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    pass
tell(Window, "painted")
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("GridVisit"))
window.resize(1366, 768)
window.show()
app.processEvents()
"""
_OURS = """
from desktop import app
from ui.main_window import MainWindow
tell(MainWindow, "painted")
class Program(app.Program):
    def begin(self):
        super().begin()
        self._app.processEvents()
        print("ready", flush=True)
        self._app.exit(0)
        raise SystemExit(0)
app.Program = Program
app.main(["--workspace", sys.argv[1]])
"""


def measure() -> list[Figure]:
    """Start both by turns, so that both see the same machine."""
    with places.demo_workspace() as folder:
        bare, ours, ready = [], [], []
        for number in range(ROUNDS + 1):
            alone = _start(_TELL + _BARE, folder)["painted"]
            whole = _start(_TELL + _OURS, folder)
            if number:  # the first reads the files from the disk
                bare.append(alone)
                ours.append(whole["painted"])
                ready.append(whole["ready"])
    return [
        Figure(
            "start to first paint, fastest of 15",
            min(ours),
            peer="bare PySide6 window",
            beside=min(bare),
            ratio_limit=1.5,
        ),
        Figure(
            "start to the Today page with the demo grid, fastest",
            min(ready),
            peer="bare PySide6 window",
            beside=min(bare),
        ),
    ]


def _start(code: str, workspace: Path) -> dict[str, float]:
    """Return after how many ms a child said each of its words."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # A laptop keeps compiled modules, as the frozen program has them.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-P", "-c", code, str(workspace)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    found = {}
    assert child.stdout is not None
    for line in child.stdout:
        found[line.strip()] = (perf_counter() - begun) * 1000
    child.wait()
    return found
