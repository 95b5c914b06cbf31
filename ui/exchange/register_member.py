"""MemberPanel: one laptop of the register: who, what, since when, what it owes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

import resources
from sync.exchange.status import MemberRow
from ui import words
from ui.context import Workspace
from ui.exchange.told import moment
from ui.parts.cards import Band, Card, Empty, button, hair, scrolled
from ui.parts.facts import fact_grid
from ui.parts.labels import Elided, label
from ui.subjects import Fact


class MemberPanel(Card):
    """Takes a `MemberRow`; tells what a supervisor wants of it."""

    revoke_asked = Signal(object)
    grids_asked = Signal(object)
    extend_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._inner: QWidget | None = None

    def show_member(self, row: MemberRow | None, *, may_decide: bool) -> None:
        """Show a laptop; `may_decide` where this one is of the office."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        if row is None:
            self._inner = Empty("people", self.tr("Choose a laptop at the left"))
            self.body.addWidget(self._inner, 1)
            return
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 12)
        head.setSpacing(2)
        head.addWidget(Elided(row.member.name or row.member.staff, "card_title"))
        head.addWidget(Elided(row.member.device, "muted"))
        column.addLayout(head)
        column.addWidget(hair())
        column.addWidget(scrolled(self._known(row)), 1)
        if may_decide and not row.mine:
            column.addWidget(hair())
            column.addLayout(self._buttons(row))
        self.body.addWidget(self._inner, 1)

    def _known(self, row: MemberRow) -> QWidget:
        member, language = row.member, self._workspace.language
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        facts = [
            Fact(
                self.tr("Works as"), resources.sentence(f"ROLE-{member.role}", language)
            ),
            Fact(
                self.tr("State"), resources.sentence(f"STATE-{member.state}", language)
            ),
            Fact(self.tr("Grids"), " ".join(member.grids) or self.tr("all")),
            Fact(self.tr("Staff id"), member.staff),
            Fact(self.tr("Member since"), moment(member.at, self._workspace)),
            Fact(self.tr("Seen last"), self._seen(member.device)),
            Fact(self.tr("Records here"), str(row.received - row.missing)),
            Fact(
                self.tr("Still owed"),
                str(row.missing),
                tone="warn" if row.missing else "",
            ),
            Fact(self.tr("In quarantine"), str(row.waiting)),
        ]
        if member.until:
            facts.append(Fact(self.tr("Until"), words.day(member.until, language)))
        column.addLayout(fact_grid(facts, 3))
        if member.state == "revoked":
            told = self.tr(
                "Revoked; accepted up to its record {last}. What came later waits in "
                "quarantine, visible and whole."
            )
            column.addWidget(Band(told.format(last=member.last), "warn"))
        column.addStretch(1)
        return inner

    def _seen(self, device: str) -> str:
        """Return when the newest record of a device that is here was written."""
        records = self._workspace.records
        last = records.version_map().get(device, 0)
        op = next(records.ops(device, last, last), None) if last else None
        return moment(op.at, self._workspace) if op else self.tr("never")

    def _buttons(self, row: MemberRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(20, 12, 20, 14)
        line.setSpacing(12)
        line.addWidget(label("", "muted"), 1)
        if row.member.state == "granted":
            self.grids = button(
                self.tr("Assign grids"), lambda: self.grids_asked.emit(row), icon="pin"
            )
            self.revoke = button(
                self.tr("Revoke"), lambda: self.revoke_asked.emit(row), kind="danger"
            )
            line.addWidget(self.grids)
            line.addWidget(self.revoke)
        else:
            self.extend = button(
                self.tr("Grant again"), lambda: self.extend_asked.emit(row)
            )
            line.addWidget(self.extend)
        return line
