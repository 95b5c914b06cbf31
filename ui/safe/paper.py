"""Paper: the recovery code shown once, to be printed, saved or written down."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.vault import write_file
from sync.exchange.paper_code import PaperCode
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import label
from ui.printing import print_document
from ui.problems import sentence
from ui.saving import ask_file


class PaperPage(QWidget):
    """Tells `done` once a person says that the paper is put away.

    Args:
        code: Kept nowhere but here, until the page is left.
        pdf: Its sheet.
        language: "zh_CN" or "en".
    """

    done = Signal()

    def __init__(self, code: PaperCode, pdf: bytes, language: str) -> None:
        super().__init__()
        self._pdf, self._language = pdf, language
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 24, 24, 24)
        card = Card(margin=28, spacing=14)
        card.setFixedWidth(600)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(label(self.tr("Recovery code"), "title"))
        what = self.tr(
            "Whoever forgets the passphrase gets in again with this code, and with "
            "nothing else. Print it or write it down, and keep it at the office, "
            "apart from the laptop. It is shown only now."
        )
        card.body.addWidget(label(what, "muted", wrap=True))
        card.body.addWidget(self._shown(code))
        card.body.addLayout(self._ways())
        self._tell = Band()
        self._tell.hide()
        card.body.addWidget(self._tell)
        self.kept = QCheckBox(self.tr("The code is on paper and put away"))
        self.kept.toggled.connect(self._turn)
        card.body.addWidget(self.kept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.go = button(self.tr("Go on"), self.done.emit, kind="primary", icon="go")
        self.go.setEnabled(False)
        foot.addWidget(self.go)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(middle))

    def save_to(self, file: Path) -> None:
        """Write the sheet to `file`, or say why not."""
        try:
            write_file(file, self._pdf, mode=0o600)
        except KnownError as error:
            self._tell.show_text(sentence(error, self._language), "bad")
            return
        told = self.tr("Saved. Take it to the office and delete it on this laptop.")
        self._tell.show_text(told, "warn")

    # Inside.

    def _shown(self, code: PaperCode) -> QWidget:
        lines = ["   ".join(code.groups[at : at + 4]) for at in (0, 4)]
        made = label("\n".join(lines), "figure")
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        made.setFont(fixed)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setAccessibleName(code.text)
        return made

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button(self.tr("Print"), self._print, icon="printer"))
        row.addWidget(button(self.tr("Save as PDF"), self._save, icon="save"))
        row.addStretch(1)
        return row

    def _print(self) -> None:
        # QtPdf takes 30 MB and 40 ms to load; most days nobody prints a code.
        from PySide6.QtPdf import QPdfDocument

        document, buffer = QPdfDocument(self), QBuffer(self)
        buffer.setData(QByteArray(self._pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        print_document(document, self)

    def _save(self) -> None:
        title = self.tr("Save as PDF")
        if file := ask_file(self, title, "recovery.pdf", "PDF (*.pdf)"):
            self.save_to(file)

    def _turn(self, kept: bool) -> None:
        self.go.setEnabled(kept)
