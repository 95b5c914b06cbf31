"""Theme: every text can be read on its ground, in both themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from ui.parts.cards import button
from ui.style import Tokens
from ui.theme import DARK, LIGHT, Look, put_on


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(t: Tokens) -> list[tuple[str, str]]:
    grounds = (t.bg, t.surface, t.subtle)
    found = [(ink, ground) for ink in (t.text, t.text2, t.text3) for ground in grounds]
    found += [t.tone(tone) for tone in ("ok", "warn", "bad", "idle", "primary")]
    found += [
        (t.tone(tone)[0], ground)
        for tone in ("ok", "warn", "bad", "idle", "primary")
        for ground in (t.surface, t.subtle)
    ]
    found += [(t.text, t.primary_soft), (t.text2, t.primary_soft)]
    found += [(t.text2, t.idle_soft), (t.text3, t.idle_soft)]
    found += [(t.on_primary, ground) for ground in (t.primary, t.primary_hover)]
    found += [(t.on_primary, ground) for ground in (t.ok, t.warn, t.bad)]
    found += [(t.side_text, t.side), (t.side_text, t.side_card)]
    found += [(t.side_on, t.side_active), (t.side_on, t.side_card)]
    return found


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_text_has_a_contrast_of_at_least_4_5(tokens: Tokens) -> None:
    low = {
        pair: round(contrast(*pair), 2)
        for pair in pairs(tokens)
        if contrast(*pair) < 4.5
    }
    assert low == {}


@pytest.mark.qt
@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_icon_of_a_button_that_cannot_be_pressed_can_be_seen(
    qtbot, qapp, theme, tokens
):
    put_on(qapp, Look(theme))
    made = button("Begin", kind="primary", icon="go")
    qtbot.addWidget(made)
    drawn = made.icon().pixmap(18, 18, QIcon.Mode.Disabled).toImage()
    ink = max(
        (drawn.pixelColor(x, y) for x in range(18) for y in range(18)),
        key=lambda each: each.alpha(),
    )
    assert contrast(ink.name(), tokens.idle_soft) >= 3


@pytest.mark.qt
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keys_where_it_has_the_focus(qtbot, key):
    pressed = []
    made = button("Begin", lambda: pressed.append(1))
    qtbot.addWidget(made)
    qtbot.keyClick(made, key)
    assert pressed == [1]
    made.setEnabled(False)
    qtbot.keyClick(made, key)
    assert pressed == [1]
