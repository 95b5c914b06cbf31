"""What a question is asked as instead, where a laptop lacks what the form wants."""

from PySide6.QtCore import QCoreApplication

from forms.engine.instance.view import Question

_CALENDARS = frozenset(
    "ethiopian coptic islamic bikram-sambat myanmar persian buddhist".split()
)


def fallback(question: Question) -> str:
    """Return the sentence that stands under the label, blank where none is due."""
    told = set(question.appearance)
    if told & _CALENDARS:
        return QCoreApplication.translate(
            "Fallback", "Type the date of the Gregorian calendar."
        )
    if "bearing" in told:
        return QCoreApplication.translate(
            "Fallback", "Read the compass and type the degrees, 0 to 360."
        )
    if any(word.startswith("ex:") for word in question.appearance):
        return QCoreApplication.translate(
            "Fallback", "No other program is called; type the answer."
        )
    return ""
