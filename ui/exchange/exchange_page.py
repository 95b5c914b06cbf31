"""Exchange: sticks, folders and single files; counted, stoppable, told at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

import resources
from forms.records.backup import make_before_import
from forms.records.store import Records
from sync import carrier
from sync.exchange import (
    ExportReport,
    ImportReport,
    custody,
    export_to,
    import_file,
    import_from,
)
from sync.exchange.marker import open_store
from sync.exchange.trust import trust_of
from sync.folders.directory import DirectoryFolder
from sync.folders.sticks import Stick
from ui.context import Workspace
from ui.exchange.files import kind_of, patterns
from ui.exchange.outcomes import OUTCOMES
from ui.exchange.runner import Outcome, Runner
from ui.exchange.sticks import StickCard, StickWatch
from ui.exchange.tabs import put_tabs
from ui.exchange.way_card import WayCard
from ui.jobs import Progress
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import label
from ui.parts.page import Page
from ui.waiting import handed_over

FOLDER = "exchange.folder"
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of an export, and up to where this laptop's log has gone out."""

    report: ExportReport
    seq: int
    store: str


class ExchangePage(Page):
    """What is plugged in on top, then any folder, then single files."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("USB exchange"))
        self.head.note.set_text(
            self.tr("What the other side lacks is carried; nothing is carried twice")
        )
        put_tabs(self, "exchange")
        self._watch: StickWatch | None = None
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        self._sticks = QVBoxLayout()
        self._sticks.setSpacing(12)
        column.addLayout(self._sticks)
        column.addLayout(self._ways())
        column.addWidget(self._files())
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)
        self._show_sticks(())

    def watch(self, watch: StickWatch) -> None:
        """Show what is plugged in as `watch` sees it."""
        self._watch = watch
        watch.changed.connect(self._show_sticks)
        self._show_sticks(watch.here)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read bundles and folders that were dropped or opened."""
        folders = [path for path in paths if kind_of(path) == "folder"]
        bundles = [path for path in paths if path not in folders][:MOST_FILES]
        if folders:
            self._remember(str(folders[0]))
            self.into.go.click()
        if bundles:
            self._read_files(bundles)

    def exchange(self, stick: Stick) -> None:
        """Do with a stick what it came for."""
        for card in self._cards():
            if card.stick.path == stick.path:
                card.go.click()

    # Making.

    def _ways(self) -> QHBoxLayout:
        self.out = WayCard(
            self.workspace,
            "save",
            self.tr("To USB"),
            self.tr(
                "Writes what the folder lacks. The stick may be pulled at any time: "
                "nothing is lost, the next time goes on."
            ),
            self.tr("Write to USB"),
        )
        self.into = WayCard(
            self.workspace,
            "exchange",
            self.tr("From USB"),
            self.tr(
                "Reads what others have finished. Read in any order, as often as you "
                "like: what is known already changes nothing."
            ),
            self.tr("Read from USB"),
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        for card in (self.out, self.into):
            card.set_folder(self.workspace.journal.setting(FOLDER))
            row.addWidget(card, 1)
        self.out.asked.connect(self._export)
        self.into.asked.connect(self._import)
        return row

    def _files(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("Files from chat or mail"), "card_title"))
        told = self.tr(
            "Drop a .gvb file anywhere on this window, or open it by a double click. "
            "Its name may have changed on the way."
        )
        card.body.addWidget(label(told, "muted", wrap=True))
        choose = button(self.tr("Open a file"), self._choose_files, icon="file")
        self.files = Runner(self.workspace, choose)
        card.body.addWidget(self.files)
        return card

    def _show_sticks(self, found: tuple[Stick, ...]) -> None:
        running = {card.stick.path for card in self._cards() if card.runner.running}
        if running:
            return
        while (item := self._sticks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for stick in found:
            offer = self._watch.offer(stick) if self._watch is not None else ""
            card = StickCard(self.workspace, stick, offer)
            card.exchange_asked.connect(self._exchange)
            card.wipe_asked.connect(self._ask_wipe)
            self._sticks.addWidget(card)
        if not found:
            told = self.tr(
                "Plug in a stick: it is recognised by itself. Any other folder can be "
                "chosen below."
            )
            self._sticks.addWidget(Band(told, "idle"))

    def _cards(self) -> list[StickCard]:
        found = []
        for place in range(self._sticks.count()):
            item = self._sticks.itemAt(place)
            widget = item.widget() if item is not None else None
            if isinstance(widget, StickCard):
                found.append(widget)
        return found

    # What a stick came for.

    def _exchange(self, card: StickCard) -> None:
        workspace, path = self.workspace.folder, card.stick.path
        handed = self._handed

        def work(progress: Progress) -> tuple[Sent, ImportReport]:
            with Records.open(workspace, writer=True) as records:
                make_before_import(workspace, records.now)
                if trust_of(records).office:
                    # The receipts that go out again are of what comes in now.
                    taken = import_from(records, path, progress)
                    return _send(records, path, progress), taken
                sent = _send(records, path, progress)
                return sent, import_from(records, path, progress)

        def tell(both: tuple[Sent, ImportReport]) -> Outcome:
            handed(both[0], path)
            if self._watch is not None:
                stick = replace(card.stick, store=both[0].store)
                card.go.setText(self._watch.offer(stick))
            return OUTCOMES.both(both[0].report, both[1])

        card.runner.run(work, tell)

    def _ask_wipe(self, card: StickCard) -> None:
        workspace, path = self.workspace.folder, card.stick.path
        language = self.workspace.language

        def work(progress: Progress) -> custody.Wipe:
            with Records.open(workspace, writer=True) as records:
                return custody.wipe(records, DirectoryFolder(path))

        def tell(wipe: custody.Wipe) -> Outcome:
            told = resources.sentence(
                wipe.code, language, place=wipe.place, bundles=wipe.bundles,
                photos=wipe.photos,
            )  # fmt: skip
            return Outcome(told, "ok" if wipe.safe else "warn")

        card.runner.run(work, tell)

    # Any folder, single files.

    def _export(self, folder: str) -> None:
        self._remember(folder)
        workspace, path = self.workspace.folder, Path(folder)

        def work(progress: Progress) -> Sent:
            with Records.open(workspace, writer=True) as records:
                return _send(records, path, progress)

        def tell(sent: Sent) -> Outcome:
            self._handed(sent, path)
            return OUTCOMES.sent(sent.report)

        self.out.runner.run(work, tell)

    def _import(self, folder: str) -> None:
        self._remember(folder)
        workspace, path = self.workspace.folder, Path(folder)

        def work(progress: Progress) -> ImportReport:
            with Records.open(workspace, writer=True) as records:
                make_before_import(workspace, records.now)
                return import_from(records, path, progress)

        self.into.runner.run(work, self._imported)

    def _read_files(self, paths: Sequence[Path]) -> None:
        workspace = self.workspace.folder

        def work(progress: Progress) -> ImportReport:
            reports = []
            with Records.open(workspace, writer=True) as records:
                make_before_import(workspace, records.now)
                for number, path in enumerate(paths):
                    progress(number, len(paths))
                    reports.append(import_file(records, path))
            return _together(reports)

        self.files.run(work, self._imported)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Open a file"), "", f"GridVisit ({patterns()})"
        )
        if names:
            # Whoever takes each kind: an invitation belongs to the register's page.
            self.files_opened.emit([Path(name) for name in names])

    def _imported(self, report: ImportReport) -> Outcome:
        self.changed.emit()
        return OUTCOMES.taken(report)

    def _handed(self, sent: Sent, path: Path) -> None:
        space = self.workspace
        handed_over(space, sent.seq)
        key = carrier.place_key(str(path), sent.store)
        standing = carrier.read_standing(space.journal, key)
        carrier.write_standing(
            space.journal, carrier.succeeded(standing, sent.seq, space.clock())
        )
        self.changed.emit()

    def _remember(self, folder: str) -> None:
        self.workspace.journal.set_setting(FOLDER, folder)
        for card in (self.out, self.into):
            card.set_folder(folder)


def _send(records: Records, path: Path, progress: Progress) -> Sent:
    seq = records.version_map().get(records.device_id, 0)
    report = export_to(records, path, progress)
    return Sent(report, seq, open_store(records, DirectoryFolder(path)).id)


def _together(reports: Sequence[ImportReport]) -> ImportReport:
    """Return the reports of several files as one; what stands at the end counts."""
    last = reports[-1]
    return ImportReport(
        sum(one.bundles for one in reports),
        sum(one.ops for one in reports),
        sum(one.new for one in reports),
        sum(one.known for one in reports),
        sum(one.blobs for one in reports),
        last.awaited,
        sum(one.skipped for one in reports),
        last.gaps,
        tuple(problem for one in reports for problem in one.problems),
        sum(one.quarantined for one in reports),
        last.carried,
        sum(one.forked for one in reports),
    )
