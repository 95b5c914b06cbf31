"""CustodySteps: where a record is, step by step, each with laptop and time."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.records.circle import Member
from forms.records.custody import STEPS, Custody, Step
from sync.exchange.trust import trust_of
from ui.context import Workspace
from ui.exchange.told import device_name, members_of, moment
from ui.parts.labels import Elided, IconLabel, Pill, label
from ui.subjects import staff_name

ICONS = {
    "written": "pen", "bundled": "save", "received": "home", "reviewed": "eye",
    "printed": "printer",
}  # fmt: skip


class CustodyWords(QObject):
    """Words of the steps; a QObject because they are translated."""

    def step(self, name: str) -> str:
        """Return what a step is called."""
        return {
            "written": self.tr("Written"),
            "bundled": self.tr("Put on a stick or sent"),
            "received": self.tr("Received by the office"),
            "reviewed": self.tr("Reviewed"),
            "printed": self.tr("Printed"),
        }[name]

    def state(self, custody: Custody) -> tuple[str, str]:
        """Return where a record is, in a word, and the tone of it."""
        reached = {step.name for step in custody.steps}
        for name, told, tone in (
            ("printed", self.tr("printed"), "ok"),
            ("reviewed", self.tr("reviewed"), "ok"),
            ("received", self.tr("delivered"), "ok"),
            ("bundled", self.tr("on a stick"), "primary"),
        ):
            if name in reached:
                return told, tone
        return self.tr("on its laptop only"), "warn"

    def untold(self) -> str:
        """Return what a step says of which nothing is known here."""
        return self.tr("nothing known here")

    def freed(self, count: int) -> str:
        """Return what is said of photos whose originals left this laptop."""
        return self.tr(
            "%n photo(s): every office has the original, here is a small copy",
            "",
            count,
        )

    def open(self) -> str:
        """Return what a step says that was not reached."""
        return self.tr("not yet")


WORDS = CustodyWords()


def steps_view(custody: Custody, workspace: Workspace) -> QWidget:
    """Return all steps of a record, those not reached too."""
    view = QWidget()
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    members = members_of(workspace)
    last = max(STEPS.index(step.name) for step in custody.steps)
    for place, name in enumerate(STEPS):
        taken = [step for step in custody.steps if step.name == name]
        if not taken:
            # What a laptop does before it meets this one is told by nobody.
            told = WORDS.untold() if place < last else WORDS.open()
            column.addWidget(_line(name, told, reached=False))
        for step in taken:
            told = _told(step, members, workspace)
            column.addWidget(_line(name, told, reached=True))
    if custody.freed:
        column.addWidget(label(WORDS.freed(custody.freed), "muted", wrap=True))
    return view


def state_pill(custody: Custody) -> Pill:
    """Return where a record is, as a status."""
    return Pill(*WORDS.state(custody))


def _told(step: Step, members: dict[str, Member], workspace: Workspace) -> str:
    device = device_name(step.device, members, workspace)
    detail = step.detail
    if step.name != "bundled":
        author, _, note = detail.partition(" ")
        detail = f"{staff_name(workspace, author)} {note}".strip()
    parts = (moment(step.at, workspace), device, detail)
    return "  ·  ".join(part for part in parts if part)


def _line(name: str, told: str, *, reached: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(ICONS[name], "ok" if reached else "idle", 18))
    title = label(WORDS.step(name), "body" if reached else "muted")
    title.setMinimumWidth(150)
    row.addWidget(title)
    row.addWidget(Elided(told, "muted"), 1)
    if reached:
        row.addWidget(IconLabel("check", "ok", 16))
    return line


def may_review(workspace: Workspace) -> bool:
    """Tell whether this laptop reviews: only an office's word counts."""
    return trust_of(workspace.records).office
