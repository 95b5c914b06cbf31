"""Forms: a card for each form to begin it, and forms brought in from files."""

import json
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.entry import TrialEntry
from forms.entry.loose import LooseHost
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import FormInfo
from ui import icons, words
from ui.context import Start, Workspace
from ui.jobs import Progress
from ui.parts.cards import Band, button, scrolled
from ui.parts.labels import IconLabel, label
from ui.parts.page import Page
from ui.theme import step_now, tokens_of
from ui.work import reading
from ui.work.drops import dropped
from ui.work.form_check import FormCheck
from ui.work.form_versions import FormVersions
from ui.work.reading import ReadForm

COLUMNS = 3
HIDDEN = "forms.hidden"


class FormsPage(Page):
    """The cards; behind them what is wrong with a file, and a form's versions."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Forms"))
        self.setAcceptDrops(True)
        self.cards: dict[str, FormCard] = {}
        self.come = self.head.add(self.tr("Import a form"), self.choose, icon="plus")
        self.come.setToolTip(
            self.tr("An XLSForm (.xlsx, .xls, .md, .csv) or an XForm (.xml)")
        )
        self.told = Band()
        self.told.hide()
        self.body.addWidget(self.told)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.stack.addWidget(self._cards())
        self.check = FormCheck(workspace.language)
        self.check.back_asked.connect(self.show_cards)
        self.check.trial_asked.connect(self._try_file)
        self.check.put_asked.connect(self._put)
        self.stack.addWidget(self.check)
        self.versions = FormVersions(workspace.language)
        self.versions.back_asked.connect(self.show_cards)
        self.versions.trial_asked.connect(self.try_version)
        self.stack.addWidget(self.versions)
        back = QShortcut(QKeySequence("Esc"), self, self.show_cards)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tell_cards()

    # The cards.

    def refresh(self) -> None:
        """Show every form on the shelf, ours in their order first."""
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards.clear()
        hidden = self._hidden()
        titles: dict[str, str] = {}
        for form in self.workspace.records.forms():
            titles.setdefault(form.form_id, form.title)
        names = [name for name in words.FORM_NAMES if name in titles]
        names += sorted(titles.keys() - set(names))
        away = [name for name in names if name in hidden]
        shown = names if self.away.isChecked() else [n for n in names if n not in away]
        for place, name in enumerate(shown):
            card = FormCard(name, titles[name], hidden=name in hidden)
            card.clicked.connect(
                lambda _=False, name=name: self.start_asked.emit(Start(name))
            )
            card.hide_asked.connect(self._hide)
            card.versions_asked.connect(self.show_versions)
            card.trial_asked.connect(self.try_version)
            self.cards[name] = card
            self._grid.addWidget(card, place // COLUMNS, place % COLUMNS)
        self.away.setVisible(bool(away))
        self.away.setText(self.tr("%n hidden form(s)", "", len(away)))

    def show_cards(self) -> None:
        """Go back to the cards."""
        self.stack.setCurrentIndex(0)
        self.come.show()
        self.come.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_cards()

    def _stand_on(self, form_id: str) -> None:
        """Give a card the keys, as the buttons that had them are gone."""
        if form_id in self.cards:
            self.cards[form_id].show()
            self.cards[form_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_versions(self, form_id: str) -> None:
        """Show every version of a form."""
        forms = self.workspace.records.forms()
        own = [one for one in forms if one.form_id == form_id]
        counts = {
            (row[0], row[1]): int(row[2])
            for row in self.workspace.records.figures(
                "SELECT form_id, form_version, count(*) FROM visit GROUP BY 1, 2"
            )
        }
        self.versions.show_versions(own, counts)
        self._show(self.versions, words.form_name(form_id, own[0].title))
        self.versions.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cards(self) -> QWidget:
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.away = button("", self.refresh, kind="chip")
        self.away.setCheckable(True)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.setSpacing(16)
        outer.addLayout(self._grid)
        outer.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(1)
        return scrolled(inner)

    def _tell_cards(self) -> None:
        self.head.show_title(self.tr("Forms"))
        self.head.note.set_text(
            self.tr("Begin a visit that no list asks for; who it is to is asked first")
        )

    def _show(self, widget: QWidget, note: str) -> None:
        self.told.hide()
        self.come.hide()
        self.head.note.set_text(note)
        self.stack.setCurrentWidget(widget)

    def _hidden(self) -> list[str]:
        told = self.workspace.journal.setting(HIDDEN)
        found: list[str] = json.loads(told) if told else []
        return found

    def _hide(self, form_id: str) -> None:
        """Take a form from the cards of this laptop, or put it back; none is lost."""
        hidden = self._hidden()
        if form_id in hidden:
            hidden.remove(form_id)
        else:
            hidden.append(form_id)
        self.workspace.journal.set_setting(HIDDEN, json.dumps(hidden))
        self.refresh()

    # A form's file.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder that may be a form."""
        if dropped(event, reading.SUFFIXES, folders=True) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        source = dropped(event, reading.SUFFIXES, folders=True)
        if source is not None:
            event.acceptProposedAction()
            self.look_at(source)

    def choose(self) -> None:
        """Ask for a file."""
        patterns = " ".join(f"*{suffix}" for suffix in reading.SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a form"), "", self.tr("Forms") + f" ({patterns})"
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, source: Path) -> None:
        """Check a file or a folder of sheets, and show what was found."""
        self.check.show_waiting(source.name)
        self._show(self.check, source.name)
        folder = self.workspace.folder

        def work(progress: Progress) -> ReadForm:
            return reading.read(source, folder)

        self.workspace.jobs.run("work", work, self._read_done, self._failed)

    def _read_done(self, form: ReadForm) -> None:
        trial = None
        if form.xform is not None:
            try:
                trial = self._trial(form.xform, form.folders)
            except KnownError as error:
                self.problem.emit(error)
        self.check.show_form(form, trial)

    def _failed(self, error: KnownError) -> None:
        self.show_cards()
        self.problem.emit(error)

    def _trial(self, xform: bytes, folders: tuple[Path, ...]) -> TrialEntry:
        space = self.workspace
        staff = space.profile.staff_id
        host = LooseHost(folders, space.records, space.clock, staff)
        return TrialEntry(xform, host, space.language)

    def _try_file(self, form: ReadForm) -> None:
        if form.xform is not None:
            self.trial_asked.emit(self._trial(form.xform, form.folders))

    def try_version(self, form_id: str, version: str) -> None:
        """Try out a version that is on the shelf, blank for the newest."""
        try:
            xform = self.workspace.records.form(form_id, version or None)
            self.trial_asked.emit(self._trial(xform, ()))
        except KnownError as error:
            self.problem.emit(error)

    def _put(self, form: ReadForm) -> None:
        folder, author = self.workspace.folder, self.workspace.profile.staff_id

        def work(progress: Progress) -> FormInfo:
            with Records.open(folder) as records:
                return reading.put(records, form, author)

        self.check.show_putting()
        self.workspace.jobs.run("work", work, self._put_done, self._failed, writes=True)

    def _put_done(self, info: FormInfo) -> None:
        hidden = self._hidden()
        if info.form_id in hidden:
            self._hide(info.form_id)
        self.show_cards()
        name = words.form_name(info.form_id, info.title)
        told = self.tr(
            "{name}, version {version}, is on the shelf. It goes along "
            "to the other laptops with the next USB exchange."
        )
        text = told.format(name=name, version=info.version or "-")
        self.told.show_text(text, "ok")
        self.changed.emit()
        self._stand_on(info.form_id)


class FormCard(QPushButton):
    """One form: its mark, its name, what it is for, and more at its corner."""

    hide_asked = Signal(str)
    versions_asked = Signal(str)
    trial_asked = Signal(str, str)

    def __init__(self, form_id: str, title: str, *, hidden: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name, note = words.form_name(form_id, title), words.form_note(form_id)
        if hidden:
            note = self.tr("Hidden on this laptop")
        self.setAccessibleName(f"{name}. {note}")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 8, 14)
        row.setSpacing(14)
        icon = IconLabel(words.FORM_ICONS.get(form_id, "forms"), "primary", 26)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(name, "card_title", wrap=True))
        texts.addWidget(label(note or title, "muted", wrap=True))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        row.addWidget(self._more(form_id, hidden), 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a height that holds two lines of note."""
        return QSize(240, 108 + 16 * step_now())

    def _more(self, form_id: str, hidden: bool) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "icon")
        made.setFixedSize(36, 36)
        made.setIcon(icons.icon("more", tokens_of(self.palette()).text3, size=20))
        made.setToolTip(self.tr("More"))
        made.setAccessibleName(self.tr("More"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_menu = QMenu(made)
        told = self.tr("Show again") if hidden else self.tr("Hide from this page")
        for text, then in (
            (self.tr("Try it out"), lambda: self.trial_asked.emit(form_id, "")),
            (self.tr("Versions"), lambda: self.versions_asked.emit(form_id)),
            (told, lambda: self.hide_asked.emit(form_id)),
        ):
            self.more_menu.addAction(text).triggered.connect(then)
        made.setMenu(self.more_menu)
        return made
