"""What stands where nothing can be chosen yet: where to begin."""

from PySide6.QtCore import QCoreApplication

from forms.engine.instance.view import Choices
from ui.controls.control import Caption

translate = QCoreApplication.translate


def nothing_yet() -> str:
    """Return what to do first, in the language of now."""
    return translate(
        "Nothing",
        "Nothing to choose from here yet. Answer what stands before it; else fill "
        "the form that makes such entries (as the estate profile), or bring in a "
        "list under Office ledgers.",
    )


class Nothing(Caption):
    """Says it under a list that has no choice at all; takes no room otherwise."""

    def __init__(self) -> None:
        super().__init__(nothing_yet())
        self.hide()

    def tell(self, choices: Choices | None, chosen: str) -> None:
        """Show it where there is none of `choices`, and nothing is `chosen`."""
        # One is asked for, not their number: they may be 100,000.
        none = choices is not None and not chosen and not choices.find("", 1)
        self.setVisible(none)
