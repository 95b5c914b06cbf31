"""Style of what only the form page has: one QSS text from the tokens."""

from ui.style import Measures, Tokens


def form_sheet(t: Tokens, m: Measures) -> str:
    """Return the rules that the theme appends to its own for `t` and `m`."""
    fields = ("QLineEdit", "QComboBox")
    doors = ", ".join(f'{name}[fit="door"]' for name in fields)
    focused = ", ".join(f'{name}[fit="door"]:focus' for name in fields)
    return f"""
QLabel[role="number"] {{ font-size: {m.question}px; color: {t.text3}; }}
{doors} {{ min-height: {m.door - 2}px; }}
{focused} {{ min-height: {m.door - 4}px; }}
QPushButton[fit="door"] {{ min-height: {m.door - 2}px; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
  color: {t.text3}; padding: 0 6px; min-height: 20px; font-size: {m.caption}px; }}
QPushButton[kind="quiet"]:hover {{ color: {t.primary}; }}
QPushButton[kind="fold"] {{ text-align: left; padding: 0 14px;
  background: {t.surface}; border: 1px solid {t.line_strong}; border-radius: 8px;
  color: {t.text}; font-weight: 400; }}
QPushButton[kind="fold"][blank="true"] {{ color: {t.text3}; }}
QPushButton[kind="fold"]:focus {{ border: 2px solid {t.primary}; padding: 0 13px; }}
QPushButton[fit="foot"] {{ min-height: {m.control - 2}px; padding: 0 20px; }}
QPushButton[kind="jump"] {{ text-align: left; background: {t.surface};
  border: 1px solid {t.line}; border-radius: 8px; }}
QPushButton[kind="jump"]:hover {{ background: {t.subtle};
  border-color: {t.line_strong}; }}
QPushButton[kind="jump"]:focus {{ border: 2px solid {t.primary}; }}
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
QSlider::groove:vertical {{ width: 6px; border-radius: 3px;
  background: {t.idle_soft}; }}
QSlider::add-page:vertical {{ background: {t.primary}; border-radius: 3px; }}
QSlider::handle:vertical {{ width: 22px; height: 22px; margin: 0 -9px;
  border-radius: 12px; background: {t.surface}; border: 2px solid {t.primary}; }}
QSlider::handle:vertical:focus {{ background: {t.primary_soft}; }}
QSlider::handle:horizontal:focus {{ background: {t.primary_soft}; }}
QSlider[blank="true"]::sub-page:horizontal, QSlider[blank="true"]::add-page:vertical
  {{ background: {t.idle_soft}; }}
QSlider[blank="true"]::handle:horizontal, QSlider[blank="true"]::handle:vertical
  {{ border-color: {t.text3}; }}
"""
