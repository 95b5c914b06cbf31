"""Theme: colours, sizes and the font as data, and how they are put on.

A widget asks for nothing here to be styled: it sets a dynamic property that
`ui/style.py` lists. What paints itself asks `tokens_of(self.palette())`.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from ui.form_style import form_sheet
from ui.style import Measures, Tokens, sheet

ThemeName = Literal["light", "dark", "system"]
FAMILY = "Noto Sans SC"
BODY_PX = 14
STEPS = (0, 2, 4)
"""By how many pixels a person may raise every text."""

LIGHT = Tokens(
    name="light",
    bg="#F4F6F9",
    surface="#FFFFFF",
    subtle="#F8FAFC",
    line="#E4E7EC",
    line_strong="#CBD2DC",
    text="#101828",
    text2="#475467",
    text3="#5D6880",
    side="#0F1E3A",
    side_text="#B8C4DC",
    side_on="#FFFFFF",
    side_active="#2B3953",
    side_card="#1B2A46",
    primary="#1D5FE0",
    primary_hover="#184FBC",
    primary_soft="#EAF1FE",
    on_primary="#FFFFFF",
    ok="#067647",
    ok_soft="#E7F8EF",
    warn="#A3460A",
    warn_soft="#FFF4E0",
    bad="#B42318",
    bad_soft="#FEECEA",
    idle="#475467",
    idle_soft="#EEF1F5",
)
DARK = Tokens(
    name="dark",
    bg="#0E131B",
    surface="#171E29",
    subtle="#1C2532",
    line="#2A3443",
    line_strong="#3B4758",
    text="#F2F5F9",
    text2="#B6C0CF",
    text3="#94A0B3",
    side="#0A0F17",
    side_text="#94A3BC",
    side_on="#F2F5F9",
    side_active="#232933",
    side_card="#151B25",
    primary="#5C93FF",
    primary_hover="#7BA8FF",
    primary_soft="#1B2C4C",
    on_primary="#07122B",
    ok="#56D39A",
    ok_soft="#12301F",
    warn="#FDBA5C",
    warn_soft="#35240D",
    bad="#FF8B7E",
    bad_soft="#3A1714",
    idle="#B6C0CF",
    idle_soft="#232D3B",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a person has chosen: the theme and how many pixels are added to texts."""

    theme: ThemeName = "light"
    step: int = 0


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens that `palette` was made from; light where it is foreign."""
    # Not Window or Base: a background of the style sheet puts itself in their place.
    link = palette.color(QPalette.ColorRole.Link).name().upper()
    return DARK if link == DARK.primary else LIGHT


def measures_of(widget: QWidget) -> Measures:
    """Return the font sizes that stand now, in px, for a widget that paints itself."""
    return Measures(step_now())


def step_now() -> int:
    """Return how many pixels the application's font is over `BODY_PX`."""
    size = QApplication.font().pixelSize()
    return max(0, size - BODY_PX) if size > 0 else 0


def font(px: int, *, bold: bool = False) -> QFont:
    """Return the bundled font at `px` pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setBold(bold)
    return made


def load_fonts() -> None:
    """Make the bundled font known to Qt; twice does no harm."""
    if FAMILY in QFontDatabase.families():
        return
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(
            str(resources.path(f"fonts/NotoSansSC-{face}.ttf"))
        )


def resolve(theme: ThemeName) -> Tokens:
    """Return the tokens of `theme`; "system" follows what Qt tells of the desktop."""
    if theme == "system":
        # Not QStyleHints.colorScheme: unknown on desktops without a platform theme,
        # where the standard palette still tells dark from light.
        standard = QApplication.style().standardPalette()
        window = standard.color(QPalette.ColorRole.Window)
        return DARK if window.lightness() < 128 else LIGHT
    return DARK if theme == "dark" else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of `tokens`, for Fusion and for what paints itself."""
    role = QPalette.ColorRole
    made = QPalette()
    colours = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.subtle,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.primary,
        role.HighlightedText: tokens.on_primary,
        role.Accent: tokens.primary,
        role.Link: tokens.primary,
        role.LinkVisited: tokens.primary,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.line_strong,
        role.Dark: tokens.text3,
        role.Shadow: tokens.line_strong,
    }
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.text3))
    return made


def put_on(app: QApplication, look: Look) -> Tokens:
    """Dress the whole application, now or again at run time; return its tokens."""
    load_fonts()
    tokens = resolve(look.theme)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(tokens))
    app.setFont(font(BODY_PX + look.step))
    measures = Measures(look.step)
    app.setStyleSheet(sheet(tokens, measures) + form_sheet(tokens, measures))
    return tokens
