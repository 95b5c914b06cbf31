"""Office folder: a server or shared folder; tried, and served by itself."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.errors import KnownError
from sync import carrier
from sync.carrier import Choices, Setting
from sync.exchange.originals import KEEP_DAYS
from sync.exchange.trust import trust_of
from sync.folders import Room
from sync.folders.places import check_address, open_folder
from ui.context import Workspace
from ui.exchange.auto import AutoCarrier
from ui.exchange.runner import Outcome, Runner
from ui.exchange.tabs import put_tabs
from ui.exchange.told import moment
from ui.jobs import Progress
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import label
from ui.parts.page import Page

MEGA = 1_000_000
KEY_HEIGHT_PX = 72
EXAMPLES = (
    "https://dav.jianguoyun.com/dav/grid",
    "s3://bucket/grid?endpoint=https://oss-cn-qingdao.aliyuncs.com",
    "sftp://grid@10.0.0.8/srv/grid",
    r"\\server\grid",
)


class OfficePage(Page):
    """The address at the left, what happens by itself at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Office folder"))
        self.head.note.set_text(
            self.tr("Where there is a network, records go by themselves; sticks go on")
        )
        put_tabs(self, "office")
        self._auto: AutoCarrier | None = None
        self._fingerprint = self._agreed = ""
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._place())
        right.addWidget(self._turns())
        for column in (left, right):
            column.addStretch(1)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addWidget(scrolled(inner), 1)
        self._show_setting()

    def attend(self, auto: AutoCarrier) -> None:
        """Tell how `auto` fares."""
        self._auto = auto
        auto.changed.connect(self._show_state)
        self._show_state()

    def refresh(self) -> None:
        """Tell how it stands."""
        self.originals.setVisible(not trust_of(self.workspace.records).office)
        self._show_state()

    # Making.

    def _place(self) -> Card:
        card = Card(margin=20, spacing=14)
        card.body.addWidget(label(self.tr("Where it is"), "card_title"))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.address, self.user = QLineEdit(), QLineEdit()
        self.password, self.key = QLineEdit(), QPlainTextEdit()
        self.address.setPlaceholderText(EXAMPLES[0])
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setFixedHeight(KEY_HEIGHT_PX)
        self.key.setPlaceholderText(self.tr("Only for SFTP with a private key"))
        for name, field in (
            (self.tr("Address"), self.address),
            (self.tr("Account or key id"), self.user),
            (self.tr("Password or secret"), self.password),
            (self.tr("Private key"), self.key),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name, "muted"), field)
        card.body.addLayout(form)
        told = self.tr("WebDAV, S3, SFTP, or a path: {examples}")
        examples = "   ".join(EXAMPLES[1:])
        card.body.addWidget(label(told.format(examples=examples), "caption", wrap=True))
        kept = self.tr("Kept encrypted on this laptop; what lies there is sealed.")
        card.body.addWidget(label(kept, "muted", wrap=True))
        self.save = button(self.tr("Keep"), self._keep, kind="primary", icon="check")
        self.test = button(self.tr("Try it"), self._try, icon="refresh")
        self.forget = button(self.tr("Use none"), self._forget, kind="ghost")
        self.trial = Runner(self.workspace, self.save, self.test, self.forget)
        card.body.addWidget(self.trial)
        self._trust = button(self.tr("It is the right server"), self._agree)
        self._trust.hide()
        card.body.addWidget(self._trust)
        return card

    def _turns(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("By itself"), "card_title"))
        self.state = Band("", "idle")
        card.body.addWidget(self.state)
        self._last = label("", "muted", wrap=True)
        card.body.addWidget(self._last)
        self.by_itself = QCheckBox(self.tr("Send and fetch by itself"))
        self.on_battery = QCheckBox(self.tr("Also on battery"))
        self.on_metered = QCheckBox(self.tr("Also where the network costs by volume"))
        for box in (self.by_itself, self.on_battery, self.on_metered):
            box.toggled.connect(self._chosen)
            card.body.addWidget(box)
        self.originals = self._originals()
        card.body.addWidget(self.originals)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.now = button(self.tr("Send and fetch now"), self._now, icon="go")
        self.stop = button(self.tr("Stop"), self._stop, icon="stop")
        self._count = label("", "muted")
        for each in (self.now, self.stop):
            row.addWidget(each)
        row.addWidget(self._count, 1)
        card.body.addLayout(row)
        return card

    def _originals(self) -> QWidget:
        """Return the choice of what becomes of photos; an office keeps them all."""
        self.keep_days = QComboBox()
        for days in KEEP_DAYS:
            text = self.tr("%n day(s) after every office has them", "", days)
            self.keep_days.addItem(text if days else self.tr("stay here"), days)
        name = self.tr("Originals of photos")
        self.keep_days.setAccessibleName(name)
        self.keep_days.activated.connect(self._chosen)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        column.addWidget(label(name, "muted"))
        column.addWidget(self.keep_days)
        told = self.tr("Then a small copy stays; it frees room on this laptop.")
        column.addWidget(label(told, "caption", wrap=True))
        return inner

    # What a person does.

    def given(self) -> Setting:
        """Return the setting as it stands in the fields.

        Raises:
            KnownError: FOLDER-ADDRESS, FOLDER-ADDRESS-SECRET, FOLDER-SMB.
        """
        kept = self._setting()
        secrets = replace(
            kept.secrets,
            user=self.user.text().strip(),
            password=self.password.text(),
            key=self.key.toPlainText().strip(),
            trusted=self._agreed,
        )
        return Setting(
            check_address(self.address.text().strip()), secrets, self._choices()
        )

    def _keep(self) -> None:
        try:
            carrier.write_setting(self.workspace.journal, self.given())
        except KnownError as error:
            self._tell(error)
            return
        told = self.tr("Kept. It is served by itself from now on.")
        self.trial.say((told, "ok"))
        self._trust.hide()
        self.changed.emit()
        if self._auto is not None:
            self._auto.look()

    def _forget(self) -> None:
        carrier.write_setting(self.workspace.journal, Setting())
        self._show_setting()
        self.trial.say((self.tr("No office folder is used"), "idle"))
        self.changed.emit()

    def _try(self) -> None:
        try:
            setting = self.given()
        except KnownError as error:
            self._tell(error)
            return
        self._trust.hide()

        def work(progress: Progress) -> Room | KnownError:
            try:
                with open_folder(setting.address, setting.secrets) as place:
                    return place.probe()
            except KnownError as error:
                if error.code != "FOLDER-HOST-NEW":
                    raise
                return error

        self.trial.run(work, self._tried)

    def _tried(self, room: Room | KnownError) -> Outcome:
        if isinstance(room, KnownError):
            self._fingerprint = str(room.fields["fingerprint"])
            self._trust.show()
            language = self.workspace.language
            told = resources.sentence(room.code, language, **room.fields)
            return Outcome(told, "warn")
        if not room.writable:
            return Outcome(self.tr("Reached, but nothing may be written there"), "warn")
        if room.free_bytes is None:
            return Outcome(self.tr("Reached; it can be written to"), "ok")
        told = self.tr("Reached; {size} MB free").format(size=room.free_bytes // MEGA)
        return Outcome(told, "ok")

    def _agree(self) -> None:
        """Trust the server whose fingerprint was shown, from now on."""
        self._agreed = self._fingerprint
        self._try()

    def _tell(self, error: KnownError) -> None:
        told = resources.sentence(error.code, self.workspace.language, **error.fields)
        self.trial.say((told, "bad"))

    def _choices(self) -> Choices:
        return replace(
            self._setting().choices,
            by_itself=self.by_itself.isChecked(),
            on_battery=self.on_battery.isChecked(),
            on_metered=self.on_metered.isChecked(),
            keep_days=int(self.keep_days.currentData()),
        )

    def _chosen(self) -> None:
        kept = self._setting()
        if kept.choices != self._choices():
            carrier.write_setting(
                self.workspace.journal, replace(kept, choices=self._choices())
            )
            self.changed.emit()

    def _now(self) -> None:
        if self._auto is not None:
            self._auto.carry_now(self._counted)

    def _stop(self) -> None:
        if self._auto is not None:
            self._auto.stop()

    # What is shown.

    def _setting(self) -> Setting:
        return carrier.read_setting(self.workspace.journal, Path(self.workspace.folder))

    def _show_setting(self) -> None:
        setting = self._setting()
        self.address.setText(setting.address)
        self.user.setText(setting.secrets.user)
        self.password.setText(setting.secrets.password)
        self.key.setPlainText(setting.secrets.key)
        for box, on in (
            (self.by_itself, setting.choices.by_itself),
            (self.on_battery, setting.choices.on_battery),
            (self.on_metered, setting.choices.on_metered),
        ):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        days = self.keep_days.findData(setting.choices.keep_days)
        if days < 0:  # said on the command line, or by another release
            days = self.keep_days.count()
            many = setting.choices.keep_days
            text = self.tr("%n day(s) after every office has them", "", many)
            self.keep_days.addItem(text, many)
        self.keep_days.setCurrentIndex(days)

    def _show_state(self) -> None:
        auto = self._auto
        if auto is None:
            return
        kept = bool(auto.setting.address)
        found = auto.decision()
        tone = {"CARRIER-DONE": "ok", "CARRIER-PERSON": "bad"}.get(found.why, "warn")
        self.state.show_text(auto.sentence(), tone if kept else "idle")
        done = auto.done_at()
        told = self.tr("Served last: {when}")
        self._last.setText(
            told.format(when=moment(done, self.workspace)) if done else ""
        )
        self._last.setVisible(done is not None)
        self.now.setEnabled(kept and not auto.running)
        self.stop.setVisible(auto.running)
        self.forget.setEnabled(kept)
        if not auto.running:
            self._count.setText("")

    def _counted(self, done: int, of: int, what: str) -> None:
        self._count.setText(self.tr("{done} of {of}").format(done=done, of=of))
