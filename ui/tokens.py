"""Tokens: colours of a theme and sizes of texts, as types; theme.py has the values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme, as "#RRGGBB"."""

    name: str
    bg: str
    surface: str
    subtle: str
    line: str
    line_strong: str
    text: str
    text2: str
    text3: str
    side: str
    side_text: str
    side_on: str
    side_active: str
    side_card: str
    primary: str
    primary_hover: str
    primary_soft: str
    on_primary: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    idle: str
    idle_soft: str

    def tone(self, name: str) -> tuple[str, str]:
        """Return text and soft ground of the tone `name` ("ok", "warn", ...)."""
        return {
            "ok": (self.ok, self.ok_soft),
            "warn": (self.warn, self.warn_soft),
            "bad": (self.bad, self.bad_soft),
            "primary": (self.primary, self.primary_soft),
        }.get(name, (self.idle, self.idle_soft))


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in px; texts and what must hold them grow by `step`."""

    step: int = 0

    @property
    def caption(self) -> int:
        """Text of captions and chips."""
        return 12 + self.step

    @property
    def muted(self) -> int:
        """Text beside the main text."""
        return 13 + self.step

    @property
    def body(self) -> int:
        """Text."""
        return 14 + self.step

    @property
    def question(self) -> int:
        """A question's text."""
        return 15 + self.step

    @property
    def card_title(self) -> int:
        """A card's title."""
        return 16 + self.step

    @property
    def title(self) -> int:
        """A page's title."""
        return 22 + self.step

    @property
    def figure(self) -> int:
        """A figure on a card."""
        return 26 + self.step

    @property
    def control(self) -> int:
        """Height of a control at the desk."""
        return 40 + self.step

    @property
    def door(self) -> int:
        """Height of an answer at the door."""
        return 48 + self.step

    @property
    def chip(self) -> int:
        """Height of a filter chip."""
        return 30 + self.step

    @property
    def row(self) -> int:
        """Height of a list row."""
        return 74 + 2 * self.step
