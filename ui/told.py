"""Told: counted phrases, right in the singular and the plural of each language."""

from PySide6.QtCore import QObject


class Told(QObject):
    """Phrases with a number; a QObject because only its tr() takes a plural."""

    def years(self, number: int) -> str:
        """Return an age."""
        return self.tr("%n year(s) old", "", number)

    def late(self, days: int) -> str:
        """Return how late something is."""
        return self.tr("%n day(s) late", "", days)

    def items(self, number: int) -> str:
        """Return a number of pieces."""
        return self.tr("%n piece(s)", "", number)

    def facilities_due(self, number: int) -> str:
        """Return how many facilities fall due together."""
        return self.tr("%n facilities due", "", number)


TOLD = Told()
