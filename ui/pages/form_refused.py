"""Answers that no disk has, when the window is to close: try again, carry, stay."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from forms.entry import FormEntry
from forms.entry.rescue import file_name, write_rescue
from forms.errors import KnownError
from sync.folders.sticks import Stick
from ui.parts.cards import Band, button
from ui.parts.labels import IconLabel, label
from ui.problems import sentence
from ui.saving import documents


def carry(folder: Path, to: Path, entries: Sequence[FormEntry]) -> list[Path]:
    """Write each of `entries` as a sealed file into `to`; return the files.

    Args:
        folder: The workspace, whose key seals them.
        to: A stick, or any folder of another disk.
        entries: With answers that the disk of the workspace refused.

    Raises:
        KnownError: What the disk says there.
    """
    told = [entry.rescued() for entry in entries]
    return [write_rescue(folder, to / file_name(one), one) for one in told]


_WIDE, _SHAPE = 540, 28


class RefusedDialog(QDialog):
    """Accepted where the window may close: all is on the disk, or sealed elsewhere.

    Args:
        error: What the disk said last.
        retry: Tries again; returns what the disk says, None where all is written.
        save: Writes all of it sealed into a folder.
        sticks: What is plugged in.
        language: "zh_CN" or "en".
    """

    def __init__(
        self,
        error: KnownError,
        count: int,
        retry: Callable[[], KnownError | None],
        save: Callable[[Path], list[Path]],
        sticks: Sequence[Stick],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._retry, self._save, self._language = retry, save, language
        title = self.tr("%n answer(s) are on no disk yet", "", count)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 20)
        self._column.setSpacing(10)
        self._say(title)
        self.told = Band()
        self._column.addWidget(self.told)
        self.again = button(self.tr("Try again"), self._try, kind="primary")
        self.ways = [
            button(
                self.tr("Save sealed to the stick {name}").format(name=one.label),
                partial(self._carry, one.path),
                icon="save",
            )
            for one in sticks
            if one.writable
        ]
        other = self.tr("Save sealed in another folder...")
        self.ways.append(button(other, self._carry_somewhere, icon="folder"))
        self.stay = button(self.tr("Stay in the form"), self.reject)
        self._lay_out()
        self._tell(sentence(error, language), "bad")

    def _tell(self, text: str, tone: str) -> None:
        self.told.show_text(text, tone)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the lines need: the style has given its fonts now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A dialog takes its height once, before it knows where lines break; the band's
        # new shape takes no room before it is shown.
        sides = self._column.contentsMargins()
        inside = _WIDE - sides.left() - sides.right() - _SHAPE
        layout = self.told.layout()
        if layout is not None:
            layout.invalidate()
            self.told.setFixedHeight(layout.heightForWidth(inside))
        self._column.invalidate()
        self.resize(_WIDE, self._column.totalHeightForWidth(_WIDE))

    def _say(self, title: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("hazard", "bad", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.title = label(title, "card_title", wrap=True)
        words.addWidget(self.title)
        text = self.tr(
            "They are in this window only. Try again once there is room, or save them "
            "sealed elsewhere: at the next start they are brought back from there."
        )
        self.note = label(text, "muted", wrap=True)
        words.addWidget(self.note)
        row.addLayout(words, 1)
        self._column.addLayout(row)

    def _lay_out(self) -> None:
        for way in self.ways:
            self._column.addWidget(way)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.again)
        self._column.addLayout(row)
        self.again.setDefault(True)
        self.again.setFocus()

    def _try(self) -> None:
        error = self._retry()
        if error is None:
            self.accept()
        else:
            self._tell(sentence(error, self._language), "bad")

    def _carry_somewhere(self) -> None:
        title = self.tr("Where to save the answers")
        chosen = QFileDialog.getExistingDirectory(self, title, documents())
        if chosen:
            self._carry(Path(chosen))

    def _carry(self, folder: Path) -> None:
        try:
            files = self._save(folder)
        except KnownError as error:
            self._tell(sentence(error, self._language), "bad")
            return
        names = ", ".join(file.name for file in files)
        text = self.tr("Saved sealed in {folder}: {names}")
        self.title.setText(self.tr("The answers are kept sealed elsewhere"))
        self.note.setText(
            self.tr(
                "At the next start of this program they are brought back from there."
            )
        )
        self.again.setText(self.tr("Close the window"))
        self.again.clicked.disconnect()
        self.again.clicked.connect(self.accept)
        for way in self.ways:
            way.hide()
        self._tell(text.format(folder=folder, names=names), "ok")
