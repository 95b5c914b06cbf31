"""The tokens of the theme in force, for controls that paint themselves."""

from PySide6.QtWidgets import QApplication

from ui.style import Tokens
from ui.theme import tokens_of


def tokens() -> Tokens:
    """Return the tokens in force.

    Asked of the application: the style sheet gives views and frames palettes of
    their own, in which the theme cannot be told any more.
    """
    return tokens_of(QApplication.palette())
