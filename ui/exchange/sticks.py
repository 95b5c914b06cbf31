"""Sticks: what is plugged in is seen by itself, and offers what can be done with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from forms.records.custody import merged
from forms.records.store import Records
from sync.exchange.trust import trust_of
from sync.folders.sticks import Stick, sticks
from ui.context import Workspace
from ui.exchange.runner import Runner
from ui.jobs import Progress
from ui.parts.cards import Card, button
from ui.parts.labels import Elided, IconLabel, Pill

EVERY_MS = 3_000
GIGA = 1_000_000_000
Find = Callable[[], tuple[Stick, ...]]


class StickWatch(QObject):
    """Looks every few seconds, on a lane: a slow stick may not halt the window.

    Args:
        workspace: Its work lane looks.
        find: Where to look.
    """

    changed = Signal(tuple)
    came = Signal(object)

    def __init__(
        self, workspace: Workspace, parent: QObject | None = None, find: Find = sticks
    ) -> None:
        super().__init__(parent)
        self._workspace, self._find = workspace, find
        self._looking = self._first = False
        self.here: tuple[Stick, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def offer(self, stick: Stick) -> str:
        """Return what can be done with a stick, counted."""
        space = self._workspace
        if trust_of(space.records).office:
            return self.tr("Read it, then write the receipts to it")
        count = lacking_on(space.records, stick.store)
        if not count:
            return self.tr("Read what came from the office")
        return self.tr("Send %n record(s) to the office", "", count)

    def look(self) -> None:
        """Look now, unless somebody is looking already."""
        if self._looking:
            return
        self._looking = True
        find = self._find

        def work(progress: Progress) -> tuple[Stick, ...]:
            return find()

        self._workspace.jobs.run(
            "work", work, self._seen, self._lost, on_stopped=self._free
        )

    def _seen(self, found: tuple[Stick, ...]) -> None:
        self._looking = False
        before = {one.path for one in self.here}
        first, self._first = not self._first, True
        known = [(one.path, one.store, one.writable) for one in self.here]
        self.here = found
        if known != [(one.path, one.store, one.writable) for one in found]:
            self.changed.emit(found)
        for one in found:
            # What was plugged in before the program began is no news.
            if one.path not in before and not first:
                self.came.emit(one)

    def _lost(self, error: Exception) -> None:
        self._free()

    def _free(self) -> None:
        self._looking = False


def lacking_on(records: Records, store: str) -> int:
    """Return how many records of this laptop a store lacks, as far as is known here."""
    dev = records.device_id
    rows = records.figures(
        "SELECT lo, hi FROM bundled WHERE dev = ? AND store = ?", (dev, store)
    )
    last = records.version_map().get(dev, 0)
    return last - sum(hi - lo + 1 for lo, hi in merged(rows))


class StickCard(Card):
    """One stick: what it holds, and one button that does what it came for."""

    exchange_asked = Signal(object)
    wipe_asked = Signal(object)

    def __init__(self, workspace: Workspace, stick: Stick, offer: str) -> None:
        super().__init__(margin=16, spacing=10)
        self.stick = stick
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("exchange", "primary", 26))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Elided(stick.label, "question"))
        texts.addWidget(Elided(self._note(stick), "muted"))
        head.addLayout(texts, 1)
        head.addWidget(self._state(stick, workspace.records.register_id))
        self.body.addLayout(head)
        self.go = button(
            offer, lambda: self.exchange_asked.emit(self), kind="primary", icon="go"
        )
        self.wipe = button(
            self.tr("May it be wiped?"), lambda: self.wipe_asked.emit(self)
        )
        foreign = stick.register not in ("", workspace.records.register_id)
        self.go.setEnabled(stick.writable and not foreign)
        self.wipe.setEnabled(bool(stick.store) and not foreign)
        self.runner = Runner(workspace, self.go, self.wipe)
        self.body.addWidget(self.runner)

    def _note(self, stick: Stick) -> str:
        free = self.tr("{size} GB free").format(size=f"{stick.free_bytes / GIGA:.1f}")
        return f"{Path(stick.path)}  ·  {free}"

    def _state(self, stick: Stick, register: str) -> Pill:
        if not stick.writable:
            return Pill(self.tr("Write-protected"), "warn", "lock")
        if not stick.store:
            return Pill(self.tr("No records on it yet"), "idle", "info")
        if stick.register != register:
            return Pill(self.tr("Of another register"), "bad")
        return Pill(self.tr("Of this register"), "ok")
