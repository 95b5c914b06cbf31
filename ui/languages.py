"""Languages: the translations of the window, put in at run time."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources

PARTS = ("shell", "form", "work", "exchange", "safe")
NAMES = {"zh_CN": "中文", "en": "English"}
"""Each language in its own words: who cannot read the window finds it all the same."""


def speak(app: QApplication, language: str) -> None:
    """Have every text made from now on speak `language` ("zh_CN" or "en")."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(language))
    folder = str(resources.path("translations"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    names = [(f"qtbase_{language}", qt)]
    names += [(f"{part}_{language}", folder) for part in PARTS]
    for name, place in names:
        translator = QTranslator(app)
        if translator.load(name, place):
            app.installTranslator(translator)
