"""Style of what only the form page has, as one QSS text from the theme's tokens."""

from ui.style import Measures, Tokens


def form_sheet(t: Tokens, m: Measures) -> str:
    """Return the rules that the theme appends to its own for `t` and `m`."""
    return f"""
QLabel[role="number"] {{ font-size: {m.question}px; color: {t.text3}; }}
QPushButton[size="door"] {{ min-height: {m.door - 2}px; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
  color: {t.text3}; padding: 0 6px; min-height: 20px; font-size: {m.caption}px; }}
QPushButton[kind="quiet"]:hover {{ color: {t.primary}; }}
QFrame[box="popup"] {{ background: {t.surface}; border: 1px solid {t.line_strong};
  border-radius: 10px; }}
QFrame[box="chosen"] {{ background: {t.primary_soft}; border: 1px solid {t.primary};
  border-radius: 8px; }}
QListWidget[box="order"] {{ border: 1px solid {t.line_strong}; border-radius: 8px; }}
QListWidget[box="order"]::item {{ padding: 0 14px;
  border-bottom: 1px solid {t.line}; }}
QListWidget[box="order"]::item:selected {{ background: {t.primary_soft};
  color: {t.text}; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px;
  background: {t.idle_soft}; }}
QSlider::sub-page:horizontal {{ background: {t.primary}; border-radius: 3px; }}
QSlider::handle:horizontal {{ width: 22px; height: 22px; margin: -9px 0;
  border-radius: 12px; background: {t.surface}; border: 2px solid {t.primary}; }}
QSlider::handle:horizontal:focus {{ background: {t.primary_soft}; }}
"""
