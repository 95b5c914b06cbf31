"""Exchange: to USB and from USB, counted, stoppable, with one sentence at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import (
    PHOTOS,
    ExportReport,
    ImportReport,
    export_to,
    import_from,
)
from ui.context import Workspace
from ui.jobs import Count, Job, Progress
from ui.parts.cards import Band, Card, button
from ui.parts.labels import IconLabel, Pill, label
from ui.parts.page import Page
from ui.problems import sentence
from ui.waiting import handed_over

FOLDER = "exchange.folder"
MOST_TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of an export, and up to where this laptop's log has gone out."""

    report: ExportReport
    seq: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a card says at the end: a sentence, and what went wrong by the way."""

    text: str
    tone: str
    problems: tuple[KnownError, ...] = ()


class ExchangePage(Page):
    """Two cards; each takes a folder, works on the exchange lane, and tells."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("USB exchange"))
        self.head.note.set_text(
            self.tr("What the other side lacks is carried; nothing is carried twice")
        )
        self.out = WayCard(
            "save",
            self.tr("To USB"),
            self.tr(
                "Writes what the folder lacks. The stick may be pulled at any time: "
                "nothing is lost, the next time goes on."
            ),
            self.tr("Write to USB"),
        )
        self.into = WayCard(
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
            card.set_folder(workspace.journal.setting(FOLDER))
            row.addWidget(card, 1)
        self.body.addLayout(row)
        self._here = QVBoxLayout()
        self._here.setSpacing(10)
        here = Card(margin=24, spacing=12)
        here.body.addWidget(label(self.tr("What is here"), "card_title"))
        here.body.addLayout(self._here)
        self.body.addWidget(here)
        self.body.addStretch(1)
        self.out.asked.connect(self._export)
        self.into.asked.connect(self._import)

    def refresh(self) -> None:
        """Tell how much of which laptop is here."""
        while (item := self._here.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        records = self.workspace.records
        missing: dict[str, int] = {}
        for gap in records.gaps():
            missing[gap.dev] = missing.get(gap.dev, 0) + gap.hi - gap.lo + 1
        last = records.version_map()
        own = last.pop(records.device_id, 0)
        self._here.addWidget(_source("home", self.tr("This laptop"), self._count(own)))
        for device in sorted(missing):
            name = self.tr("Laptop {id}").format(id=device[-6:].upper())
            here = self._count(last.pop(device, 0) - missing[device])
            told = self.tr("%n record(s) still missing", "", missing[device])
            self._here.addWidget(_source("exchange", name, here, Pill(told, "warn")))
        if last:
            name = self.tr("%n other source(s)", "", len(last))
            whole = Pill(self.tr("whole"), "ok")
            here = self._count(sum(last.values()))
            self._here.addWidget(_source("exchange", name, here, whole))

    def _count(self, records: int) -> str:
        return self.tr("%n record(s)", "", records)

    def _export(self, folder: str) -> None:
        self._remember(folder)
        workspace = self.workspace.folder

        def work(progress: Progress) -> Sent:
            with Records.open(workspace, writer=True) as records:
                seq = records.version_map().get(records.device_id, 0)
                return Sent(export_to(records, Path(folder), progress), seq)

        self.out.run(
            lambda done, failed, count, stopped: self.workspace.jobs.run(
                "exchange", work, done, failed, count, on_stopped=stopped, writes=True
            ),
            self._exported,
            self.workspace.language,
        )

    def _exported(self, sent: Sent) -> Outcome:
        handed_over(self.workspace, sent.seq)
        self.changed.emit()
        report = sent.report
        if not report.bundles and not report.blobs:
            return Outcome(self.tr("The folder has everything already"), "ok")
        told = self.tr(
            "Written: {ops} record(s) in {bundles} bundle(s), {photos} photo(s). "
            "The stick may be pulled out."
        )
        told = told.format(ops=report.ops, bundles=report.bundles, photos=report.blobs)
        return Outcome(told, "warn" if report.problems else "ok", report.problems)

    def _import(self, folder: str) -> None:
        self._remember(folder)
        workspace = self.workspace.folder

        def work(progress: Progress) -> ImportReport:
            with Records.open(workspace, writer=True) as records:
                return import_from(records, Path(folder), progress)

        self.into.run(
            lambda done, failed, count, stopped: self.workspace.jobs.run(
                "exchange", work, done, failed, count, on_stopped=stopped, writes=True
            ),
            self._imported,
            self.workspace.language,
        )

    def _imported(self, report: ImportReport) -> Outcome:
        self.changed.emit()
        if not report.new and not report.blobs and not report.problems:
            told = self.tr("Nothing new on it: everything was here already")
        else:
            told = self.tr("Taken up: {new} new record(s), {photos} photo(s)")
            told = told.format(new=report.new, photos=report.blobs)
        if report.awaited:
            told += "\n" + self.tr("%n photo(s) still on the way", "", report.awaited)
        if report.gaps:
            told += "\n" + self.tr("%n stretch(es) still missing", "", report.gaps)
        return Outcome(told, "warn" if report.problems else "ok", report.problems)

    def _remember(self, folder: str) -> None:
        self.workspace.journal.set_setting(FOLDER, folder)
        for card in (self.out, self.into):
            card.set_folder(folder)


RunJob = Callable[
    [
        Callable[[object], None],
        Callable[[KnownError], None],
        Count,
        Callable[[], None],
    ],
    Job,
]


class WayCard(Card):
    """One way of the exchange: folder, button, count, and what came of it."""

    asked = Signal(str)

    def __init__(self, icon: str, title: str, text: str, do: str) -> None:
        super().__init__(margin=24, spacing=14)
        self._job: Job | None = None
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconLabel(icon, "primary", 30), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(title, "card_title"))
        texts.addWidget(label(text, "muted", wrap=True))
        head.addLayout(texts, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._folder_row())
        self.go = button(do, self._ask, kind="primary", icon="go")
        self.stop = button(self.tr("Stop"), self._stop, icon="stop")
        self._told = label("", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.go)
        foot.addWidget(self.stop)
        foot.addWidget(self._told, 1)
        self.body.addLayout(foot)
        self._bar = QProgressBar()
        self.body.addWidget(self._bar)
        self.results = QVBoxLayout()
        self.results.setSpacing(8)
        self.body.addLayout(self.results)
        for each in (self.stop, self._bar):
            each.hide()

    def set_folder(self, folder: str) -> None:
        """Show the folder used last."""
        if folder:
            self.folder.setText(folder)

    def run(self, begin: RunJob, tell: Callable[..., Outcome], language: str) -> None:
        """Run a job and show its count, its end, or what went wrong."""
        self._show([])
        self._working(True)

        def done(report: object) -> None:
            self._working(False)
            outcome = tell(report)
            troubles = [sentence(each, language) for each in outcome.problems]
            bands = [(outcome.text, outcome.tone)]
            self._show(bands + [(text, "bad") for text in troubles[:MOST_TROUBLES]])

        def failed(error: KnownError) -> None:
            self._working(False)
            self._show([(sentence(error, language), "bad")])

        self._job = begin(done, failed, self._count, self._stopped)

    def _folder_row(self) -> QHBoxLayout:
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(self.tr("Folder on the stick"))
        self.folder.setAccessibleName(self.tr("Folder on the stick"))
        choose = button(self.tr("Choose"), self._choose, icon="folder")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self._inputs: list[QWidget] = [self.folder, choose]
        return row

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder on the stick"), self.folder.text()
        )
        if folder:
            self.folder.setText(folder)

    def _ask(self) -> None:
        folder = self.folder.text().strip()
        if folder:
            self.asked.emit(folder)
        else:
            self._choose()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _stopped(self) -> None:
        self._working(False)
        told = self.tr("Stopped. What is written stays; the next time goes on.")
        self._show([(told, "warn")])

    def _show(self, bands: list[tuple[str, str]]) -> None:
        while (item := self.results.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for text, tone in bands:
            self.results.addWidget(Band(text, tone))

    def _count(self, done: int, of: int, what: str) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        if what == PHOTOS:
            told = self.tr("{done} of {of} photos")
        else:
            told = self.tr("{done} of {of}")
        self._told.setText(told.format(done=done, of=of))

    def _working(self, on: bool) -> None:
        widgets: list[QPushButton | QProgressBar] = [self.stop, self._bar]
        for each in widgets:
            each.setVisible(on)
        for one in [self.go, *self._inputs]:
            one.setEnabled(not on)
        self._told.setText("")
        self._bar.setRange(0, 0 if on else 1)


def _source(icon: str, name: str, here: str, state: Pill | None = None) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon))
    row.addWidget(label(name, "body"))
    row.addWidget(label(here, "muted"), 1)
    if state is not None:
        row.addWidget(state)
    return line
