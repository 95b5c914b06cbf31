"""Pictures, sound and films that a form's label shows; asked for by their names."""

import atexit
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from forms.entry.media import bare_name
from ui.controls import photo
from ui.controls.control import Caption, Fetch
from ui.controls.player import FilmDialog, SoundButton

_MOST = QSize(420, 220)
_BIG = QSize(1100, 680)
Open = Callable[[QUrl], bool]


def picture(data: bytes | None, most: QSize, scale: float = 1.0) -> QPixmap:
    """Return the picture in `data` no larger than `most`, null where it is none.

    Args:
        data: A picture as a file.
        most: In logical pixels.
        scale: Pixels of the screen to a logical one.
    """
    if data is None:
        return QPixmap()
    image = photo.read(data, round(2 * max(most.width(), most.height()) * scale))
    return fitted(image, most, scale)


def fitted(image: QImage, most: QSize, scale: float) -> QPixmap:
    """Return `image` made small enough, never larger than it is."""
    if image.isNull():
        return QPixmap()
    limit = QSize(round(most.width() * scale), round(most.height() * scale))
    if image.width() > limit.width() or image.height() > limit.height():
        image = image.scaled(
            limit,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(scale)
    return made


class MediaStrip(QWidget):
    """What stands under a label: its picture, a button for its sound and its film.

    Args:
        fetch: Gives the bytes of a name, None where the file is not here.
    """

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._shown: dict[str, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(10)
        self.hide()

    def show_media(self, media: Mapping[str, str]) -> None:
        """Show the files of a label by form: "image", "big-image", "audio", "video"."""
        wanted = {form: uri for form, uri in media.items() if uri}
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if "image" in wanted:
            big = wanted.get("big-image", wanted["image"])
            self._row.addWidget(_Picture(wanted["image"], big, self._fetch))
        for form in ("audio", "video"):
            if form in wanted:
                self._row.addWidget(PlayButton(form, wanted[form], self._fetch))
        self._row.addStretch(1)
        self.setVisible(bool(wanted))

    def buttons(self) -> list[QWidget]:
        """Return what plays its sound and its film."""
        widgets = (self._row.itemAt(i).widget() for i in range(self._row.count()))
        return [each for each in widgets if isinstance(each, PlayButton)]


class PlayButton(SoundButton):
    """Plays a sound or a film; where it cannot, the system's program does.

    Args:
        form: "audio" or "video".
        uri: As "jr://audio/bell.mp3".
        fetch: Gives the bytes.
        name: What it belongs to, as the label of a choice; blank for the question.
    """

    def __init__(self, form: str, uri: str, fetch: Fetch, name: str = "") -> None:
        self.form = form
        self._sound = form == "audio"
        super().__init__(named(form, name))
        self._uri, self._fetch = uri, fetch
        self.open_url: Open = QDesktopServices.openUrl
        self.refused.connect(self._hand_over)

    def turn(self) -> None:
        """Play it or end it; say so where the file has not come to this laptop."""
        self.data = self._fetch(self._uri)
        if self.data is None:
            self.setText(self.tr("This file is not here."))
            self.setEnabled(False)
        elif self._sound:
            super().turn()
        else:
            self._show_film(self.data)

    def begin(self) -> None:
        """Play it from its start, where that can be done here; else say nothing."""
        self.data = self._fetch(self._uri)
        if self.data is None or self.player.running:
            return
        if self._sound:
            self.player.play(self.data)
        else:
            self._show_film(self.data, hand_over=False)

    def _show_film(self, data: bytes, *, hand_over: bool = True) -> None:
        dialog = FilmDialog(data, self.window())
        if dialog.begin():
            dialog.open()
            return
        dialog.deleteLater()
        if hand_over:
            self._hand_over()

    def _hand_over(self) -> None:
        """Let the system's program play it."""
        if self.data is None:
            return
        # A file of the form, not of a resident: it may lie open until the program ends.
        file = Path(_folder().filePath(bare_name(self._uri)))
        file.write_bytes(self.data)
        self.open_url(QUrl.fromLocalFile(str(file)))


def named(form: str, name: str) -> str:
    """Return what the button of a sound or a film says.

    Args:
        form: "audio" or "video".
        name: What it belongs to, as the label of a choice; blank for the question.
    """
    say = QCoreApplication.translate
    sound = form == "audio"
    told = (
        say("PlayButton", "Play the sound")
        if sound
        else say("PlayButton", "Play the film")
    )
    return f"{told} · {name}" if name else told


@cache
def _folder() -> QTemporaryDir:
    """Return where what is played lies until the program ends."""
    made = QTemporaryDir()
    atexit.register(made.remove)
    return made


class _Picture(QLabel):
    """A picture scaled to the page; a click shows it large."""

    def __init__(self, uri: str, big: str, fetch: Fetch) -> None:
        super().__init__()
        self._big, self._fetch = big, fetch
        made = picture(fetch(uri), _MOST, self.devicePixelRatioF())
        if made.isNull():
            self.setText(self.tr("The picture of this question is not here."))
            self.setProperty("role", "muted")
            return
        self.setPixmap(made)
        self.setAccessibleName(self.tr("Picture of the question"))
        self.setToolTip(self.tr("Click to see it large"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the picture large."""
        made = picture(self._fetch(self._big), _BIG, self.devicePixelRatioF())
        if not made.isNull():
            dialog = QDialog(self.window())
            dialog.setWindowTitle(self.tr("Picture of the question"))
            label = QLabel()
            label.setPixmap(made)
            column = QVBoxLayout(dialog)
            column.addWidget(label)
            column.addWidget(Caption(self.tr("Escape closes it.")))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        super().mouseReleaseEvent(event)
