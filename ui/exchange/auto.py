"""Auto: when the network is back it goes by itself, and says what waits and why."""

import json
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

import resources
from forms.errors import KnownError
from forms.records.store import Records
from sync import carrier
from sync.carrier import Carried, Conditions, Decision, Setting
from sync.folders.places import is_remote, open_folder
from ui.context import Workspace
from ui.jobs import Count, Job, Progress
from ui.waiting import handed_over

EVERY_MS = 20_000
PROBLEM = "folder.problem"


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one look: why nothing was moved, or what was."""

    decision: Decision
    carried: Carried | None = None
    seq: int = 0


class AutoCarrier(QObject):
    """Carries to the office folder on the exchange lane, with pauses that grow.

    Args:
        workspace: Its journal keeps the folder, the choices and how far it came.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job | None = None
        self._count: Count | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def setting(self) -> Setting:
        """The folder and what a person chose about it."""
        space = self._workspace
        return carrier.read_setting(space.journal, space.folder)

    @property
    def running(self) -> bool:
        """Whether something is being moved or asked just now."""
        return self._job is not None

    def decision(self) -> Decision:
        """Return what is to be done now, by what is known without asking the system."""
        space, setting = self._workspace, self.setting
        standing = self._standing(setting)
        load = carrier.load_of(space.records, standing)
        reachable = self._reachable(setting.address)
        conditions = Conditions(reachable=reachable)
        return carrier.decide(
            load, standing, setting.choices, conditions, space.clock()
        )

    def sentence(self) -> str:
        """Return what still has to move to the office folder, and why it waits."""
        found = self.decision()
        language = self._workspace.language
        time = ""
        if found.until is not None:
            zone = self._workspace.clock().tzinfo
            time = f"{found.until.astimezone(zone):%H:%M}"
        problem = self._problem(language) if found.problem else ""
        why = "CARRIER-NOW" if self.running and found.load.records else found.why
        return resources.sentence(
            why, language, records=found.load.records, photos=found.load.photos,
            time=time, problem=problem,
        )  # fmt: skip

    def done_at(self) -> datetime | None:
        """Return when the office folder was served last, None for never."""
        told = self._standing(self.setting).done_at
        return datetime.fromisoformat(told) if told else None

    def look(self) -> None:
        """Carry where it is time for it."""
        if self._job or not self._workspace.records.is_open:
            return
        if self.decision().go:
            self._begin(forced=False)

    def carry_now(self, count: Count | None = None) -> None:
        """Carry at once because a person asks; `count` is told how far it is."""
        if self._job is None and self.setting.address:
            self._begin(forced=True, count=count)

    def stop(self) -> None:
        """Ask what runs to stop where it next counts."""
        if self._job is not None:
            self._job.stop()

    # Inside.

    def _begin(self, *, forced: bool, count: Count | None = None) -> None:
        space, setting = self._workspace, self.setting
        standing, now = self._standing(setting), space.clock()
        reachable, folder = self._reachable(setting.address), space.folder
        self._ended = False

        def work(progress: Progress) -> Turn:
            with Records.open(folder, writer=True) as records:
                # Asking for power and network may take a second: not for the window.
                conditions = Conditions(
                    carrier.on_battery(), carrier.is_metered(), reachable
                )
                load = carrier.load_of(records, standing)
                found = carrier.decide(load, standing, setting.choices, conditions, now)
                if not (found.go or forced):
                    return Turn(found)
                seq = records.version_map().get(records.device_id, 0)
                with open_folder(setting.address, setting.secrets) as place:
                    carried = carrier.carry(
                        records, place, progress, progress,
                        keep_days=setting.choices.keep_days, brief=not forced,
                    )  # fmt: skip
                return Turn(found, carried, seq)

        job = space.jobs.run(
            "exchange", work, self._done, self._failed, count,
            on_stopped=self._stopped, writes=True,
        )  # fmt: skip
        self._job = None if self._ended else job
        self.changed.emit()

    def _done(self, turn: Turn) -> None:
        self._end()
        space = self._workspace
        if turn.carried is not None:
            standing = self._standing(self.setting)
            told = carrier.succeeded(standing, turn.seq, space.clock())
            carrier.write_standing(space.journal, told)
            handed_over(space, turn.seq)
            if turn.carried.taken.new or turn.carried.sent.ops:
                self.moved.emit()
        self.changed.emit()

    def _failed(self, error: KnownError) -> None:
        self._end()
        space = self._workspace
        standing = carrier.failed(self._standing(self.setting), error, space.clock())
        carrier.write_standing(space.journal, standing)
        fields = {name: str(value) for name, value in error.fields.items()}
        told = json.dumps({"code": error.code, "fields": fields})
        space.journal.set_setting(PROBLEM, told)
        self.changed.emit()

    def _stopped(self) -> None:
        self._end()
        self.changed.emit()

    def _end(self) -> None:
        self._job, self._ended = None, True

    def _standing(self, setting: Setting) -> carrier.Standing:
        if not setting.address:
            return carrier.Standing()
        key = carrier.place_key(setting.address)
        return carrier.read_standing(self._workspace.journal, key)

    def _problem(self, language: str) -> str:
        told = json.loads(self._workspace.journal.setting(PROBLEM) or "{}")
        if not told:
            return ""
        return resources.sentence(told["code"], language, **told["fields"])

    def _reachable(self, address: str) -> bool | None:
        if not address or not is_remote(address):
            return None
        # Loaded where a server is used: it asks the system's bus.
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return None
        known = QNetworkInformation.Reachability
        reachable = QNetworkInformation.instance().reachability()
        if reachable == known.Unknown:
            return None
        return reachable != known.Disconnected
