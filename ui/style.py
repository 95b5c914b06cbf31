"""Style: the one QSS text, made from tokens; lists the properties widgets may set.

QLabel        role   title | card_title | question | figure | body | muted | caption
              tone   ok | warn | bad | idle | primary | plain      (colour of the text)
QLabel        pill   ok | warn | bad | idle | primary              (a status chip)
QPushButton   kind   primary | ghost | danger | link | chip | nav | row | card | field
              kind   draft   (a row of something begun)
              (nothing: an ordinary bordered button)
              small  true    (a link among texts)
              lines  1 | 2   (of a row: how many texts stand over each other)
QToolButton   kind   icon | chip
QFrame        box    card | subtle | band | sidebar | side_card | line | rail | bar
              tone   ok | warn | bad | idle | primary              (of a band)
QWidget       box    page | plain
QAbstractButton  kind  answer  (a choice at the door, 48 px; checked takes its `tone`)
              kind   segment (one of a few side by side; checked takes its `tone`)
QFrame        box    segments (the trough that holds segments)
inputs        size   door    (48 px high; otherwise 40)
              invalid true   (red border)
"""

import resources
from ui.tokens import Measures, Tokens

__all__ = ["Measures", "Tokens", "sheet"]


def sheet(t: Tokens, m: Measures) -> str:
    """Return the application's QSS for `t` and `m`."""
    return "\n".join(
        (
            _texts(t, m),
            _boxes(t),
            _buttons(t, m),
            _rows(t, m),
            _answers(t, m),
            _inputs(t, m),
            _views(t, m),
        )
    )


def _texts(t: Tokens, m: Measures) -> str:
    sizes = {
        "caption": (m.caption, 400, t.text3),
        "muted": (m.muted, 400, t.text2),
        "body": (m.body, 400, t.text),
        "question": (m.question, 500, t.text),
        "card_title": (m.card_title, 700, t.text),
        "title": (m.title, 700, t.text),
        "figure": (m.figure, 700, t.text),
    }
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {px}px; font-weight: {weight};'
        f" color: {colour}; }}"
        for role, (px, weight, colour) in sizes.items()
    ]
    rules += [
        f'QLabel[tone="{tone}"] {{ color: {t.tone(tone)[0]}; }}'
        for tone in ("ok", "warn", "bad", "idle", "primary")
    ]
    rules += [
        f'QLabel[pill="{tone}"] {{ color: {t.tone(tone)[0]};'
        f" background: {t.tone(tone)[1]}; border-radius: 10px;"
        f" padding: 2px 9px; font-size: {m.caption}px; }}"
        for tone in ("ok", "warn", "bad", "idle", "primary")
    ]
    rules.append(
        f"QToolTip {{ color: {t.surface}; background: {t.text};"
        f" border: 1px solid {t.text}; padding: 4px 8px; font-size: {m.muted}px; }}"
    )
    return "\n".join(rules)


def _boxes(t: Tokens) -> str:
    bands = "\n".join(
        f'QFrame[box="band"][tone="{tone}"] {{ background: {t.tone(tone)[1]}; }}'
        for tone in ("ok", "warn", "bad", "idle", "primary")
    )
    return f"""
QMainWindow, QDialog, QWidget[box="page"] {{ background: {t.bg}; }}
QWidget[box="plain"] {{ background: transparent; }}
QFrame[box="card"] {{ background: {t.surface}; border: 1px solid {t.line};
  border-radius: 12px; }}
QFrame[box="subtle"] {{ background: {t.subtle}; border: 1px solid {t.line};
  border-radius: 8px; }}
QFrame[box="band"] {{ border: none; border-radius: 8px; }}
{bands}
QFrame[box="sidebar"] {{ background: {t.side}; border: none; }}
QFrame[box="sidebar"] QLabel {{ color: {t.side_text}; background: transparent; }}
QFrame[box="sidebar"] QLabel[pill="side"] {{ color: {t.side_on};
  border: 1px solid {t.side_text}; border-radius: 9px; padding: 0 6px; }}
QFrame[box="sidebar"] QLabel[strong="true"] {{ color: {t.side_on}; }}
QFrame[box="side_card"] {{ background: {t.side_card}; border: none;
  border-radius: 8px; }}
QWidget[box="veil"] {{ background: rgba(9, 14, 24, 120); }}
QFrame[box="line"] {{ background: {t.line}; border: none; max-height: 1px;
  min-height: 1px; }}
QFrame[box="rail"] {{ background: {t.subtle}; border: none;
  border-right: 1px solid {t.line}; border-top-left-radius: 12px;
  border-bottom-left-radius: 12px; }}
QFrame[box="bar"] {{ background: transparent; border: none;
  border-top: 1px solid {t.line}; }}
QFrame[box="segments"] {{ background: {t.idle_soft}; border: none;
  border-radius: 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget[box="plain"] {{
  background: transparent; border: none; }}
"""


def _buttons(t: Tokens, m: Measures) -> str:
    return f"""
QPushButton {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; border-radius: 8px; padding: 0 16px;
  min-height: {m.control - 2}px; font-size: {m.body}px; }}
QPushButton:hover {{ background: {t.subtle}; }}
QPushButton:pressed {{ background: {t.idle_soft}; }}
QPushButton:disabled {{ color: {t.text3}; background: {t.subtle};
  border-color: {t.line}; }}
QPushButton:focus, QToolButton:focus, QAbstractButton[kind]:focus {{
  border: 2px solid {t.primary}; outline: none; }}
QPushButton[kind="primary"] {{ background: {t.primary}; color: {t.on_primary};
  border: 1px solid {t.primary}; font-weight: 700; }}
QPushButton[kind="primary"]:hover {{ background: {t.primary_hover};
  border-color: {t.primary_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.idle_soft};
  color: {t.text3}; border-color: {t.line}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="danger"] {{ color: {t.bad}; }}
QPushButton[kind="ghost"], QPushButton[kind="link"] {{ background: transparent;
  border: 2px solid transparent; color: {t.text2}; padding: 0 8px; }}
QPushButton[kind="link"] {{ color: {t.primary}; }}
QPushButton[kind="ghost"]:hover, QPushButton[kind="link"]:hover {{
  background: {t.idle_soft}; }}
"""


def _rows(t: Tokens, m: Measures) -> str:
    """Return the rules of buttons that are chips, rows, cards, places."""
    return f"""
QPushButton[small="true"] {{ min-height: 20px; padding: 0 4px;
  font-size: {m.caption}px; }}
QPushButton[kind="field"] {{ text-align: left; color: {t.text3}; padding: 0 14px; }}
QPushButton[kind="chip"] {{ border: 1px solid {t.line}; color: {t.text2};
  border-radius: {(m.chip) // 2}px; padding: 0 12px; min-height: {m.chip - 2}px;
  font-size: {m.muted}px; }}
QPushButton[kind="chip"]:hover {{ border-color: {t.line_strong}; }}
QPushButton[kind="chip"]:checked {{ background: {t.primary_soft};
  border-color: {t.primary}; color: {t.primary}; }}
QPushButton[kind="card"] {{ background: {t.surface}; border: 1px solid {t.line};
  border-radius: 12px; }}
QPushButton[kind="card"]:hover {{ border-color: {t.primary}; }}
QPushButton[kind="row"] {{ text-align: left; background: transparent;
  border: 1px solid transparent; padding: 0 12px; }}
QPushButton[kind="row"]:hover {{ background: {t.subtle}; }}
QPushButton[lines="1"] {{ min-height: {40 + 2 * m.step}px; }}
QPushButton[lines="2"] {{ min-height: {52 + 2 * m.step}px; }}
QPushButton[kind="draft"] {{ text-align: left; background: {t.warn_soft};
  border: 1px solid {t.warn_soft}; padding: 0; }}
QPushButton[kind="draft"]:hover {{ border-color: {t.warn}; }}
QPushButton[kind="row"]:checked {{ background: {t.primary_soft};
  border-color: {t.primary}; color: {t.primary}; font-weight: 700; }}
QPushButton[kind="nav"] {{ text-align: left; background: transparent;
  border: 2px solid transparent; color: {t.side_text}; padding: 0 10px;
  min-height: {m.control - 4}px; border-radius: 8px; }}
QPushButton[kind="nav"]:hover {{ background: {t.side_card}; }}
QPushButton[kind="nav"]:checked {{ background: {t.side_active};
  color: {t.side_on}; font-weight: 700; }}
QPushButton[kind="nav"]:focus {{ border: 2px solid {t.side_text}; }}
"""


def _answers(t: Tokens, m: Measures) -> str:
    """Return the rules of buttons that are answers at the door, and of tools."""
    checked = "\n".join(
        f'QAbstractButton[kind="{kind}"][tone="{tone}"]:checked {{'
        f" background: {ground}; border-color: {ground}; color: {ink}; }}"
        for kind in ("answer", "segment")
        for tone, ground, ink in (
            ("ok", t.ok, t.on_primary),
            ("bad", t.bad, t.on_primary),
            ("warn", t.warn, t.on_primary),
            ("idle", t.idle, t.surface),
        )
    )
    return f"""
QAbstractButton[kind="answer"], QAbstractButton[kind="segment"] {{
  min-height: {m.door - 2}px; border-radius: 8px; padding: 0 14px;
  font-size: {m.body}px; color: {t.text}; background: {t.surface};
  border: 1px solid {t.line_strong}; }}
QAbstractButton[kind="answer"] {{ text-align: left; }}
QAbstractButton[kind="segment"] {{ border: 2px solid transparent;
  background: transparent; color: {t.text2}; min-height: {m.door - 10}px;
  min-width: 76px; font-weight: 500; }}
QAbstractButton[kind="answer"]:hover {{ background: {t.subtle}; }}
QAbstractButton[kind="answer"]:checked {{ background: {t.primary_soft};
  border-color: {t.primary}; color: {t.primary}; }}
QAbstractButton[kind="segment"]:checked {{ background: {t.primary};
  border-color: {t.primary}; color: {t.on_primary}; font-weight: 700; }}
{checked}
QAbstractButton[kind="answer"]:focus, QAbstractButton[kind="segment"]:focus {{
  border: 2px solid {t.primary}; }}
QAbstractButton[kind="segment"]:checked:focus,
QAbstractButton[kind="answer"][tone]:checked:focus {{
  border: 2px solid {t.text}; }}
QAbstractButton[kind="answer"]:disabled, QAbstractButton[kind="segment"]:disabled {{
  color: {t.text3}; }}
QToolButton {{ background: transparent; border: 2px solid transparent;
  border-radius: 8px; padding: 4px; color: {t.text2}; }}
QToolButton:hover {{ background: {t.idle_soft}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _inputs(t: Tokens, m: Measures) -> str:
    icons = resources.path("icons").as_posix()
    arrow = f"{icons}/arrow_{t.name}.svg"
    check = f"{icons}/check_{t.name}.svg"
    fields = "QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit"
    texts = "QPlainTextEdit, QTextEdit"

    def every(names: str, suffix: str) -> str:
        return ", ".join(f"{name}{suffix}" for name in names.split(", "))

    return f"""
{fields} {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; border-radius: 8px; padding: 0 10px;
  min-height: {m.control - 2}px; font-size: {m.body}px;
  selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
{every(fields, '[size="door"]')} {{ min-height: {m.door - 2}px; }}
QComboBox[size="small"] {{ min-height: {m.chip}px; padding: 0 6px 0 10px;
  font-size: {m.muted}px; }}
{texts} {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; border-radius: 8px; padding: 8px;
  font-size: {m.body}px; }}
{every(fields + ", " + texts, ":hover")} {{ border-color: {t.text3}; }}
{every(fields + ", " + texts, ":focus")} {{ border: 2px solid {t.primary}; }}
{every(fields, ":focus")} {{ padding: 0 9px; min-height: {m.control - 4}px; }}
{every(fields, '[size="door"]:focus')} {{ min-height: {m.door - 4}px; }}
{every(texts, ":focus")} {{ padding: 7px; }}
{every(fields + ", " + texts, '[invalid="true"]')} {{
  border: 2px solid {t.bad}; }}
{every("QLineEdit, " + texts, ":read-only")} {{ background: {t.subtle}; }}
{every(fields + ", " + texts, ":disabled")} {{ color: {t.text3};
  background: {t.subtle}; border-color: {t.line}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 30px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({arrow});
  width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; outline: none; padding: 4px;
  selection-background-color: {t.primary_soft}; selection-color: {t.text}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
  width: 0; border: none; }}
QCheckBox, QRadioButton {{ spacing: 10px; min-height: 28px;
  font-size: {m.body}px; background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 18px; height: 18px;
  border: 2px solid {t.text3}; background: {t.surface}; }}
QCheckBox::indicator {{ border-radius: 5px; }}
QRadioButton::indicator {{ border-radius: 11px; }}
QCheckBox::indicator:checked {{ background: {t.primary};
  border-color: {t.primary}; image: url({check}); }}
QRadioButton::indicator:checked {{ border: 6px solid {t.primary};
  width: 10px; height: 10px; background: {t.on_primary}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.primary}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{
  border-color: {t.primary}; }}
"""


def _views(t: Tokens, m: Measures) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; color: {t.text}; border: none;
  outline: none; font-size: {m.body}px; }}
QListView, QTreeView, QTableView {{ background: transparent; }}
QHeaderView::section {{ background: {t.subtle}; color: {t.text2}; border: none;
  border-bottom: 1px solid {t.line}; padding: 8px 12px; font-size: {m.muted}px; }}
QTableView[box="doors"] QHeaderView::section {{ background: transparent;
  border: none; padding: 0 8px 0 0; }}
QTableView[box="doors"] {{ selection-background-color: transparent; }}
QTableView[box="doors"]::item:selected {{ background: transparent; }}
QTableView[box="doors"] QTableCornerButton::section {{ background: transparent;
  border: none; }}
QMenu {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; padding: 6px; }}
QMenu::item {{ padding: 9px 24px 9px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.primary_soft}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QProgressBar {{ background: {t.idle_soft}; border: none; border-radius: 4px;
  max-height: 8px; min-height: 8px; text-align: right; color: transparent; }}
QProgressBar::chunk {{ background: {t.primary}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {t.text3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
"""
