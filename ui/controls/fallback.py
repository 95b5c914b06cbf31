"""What a question is asked as instead, where a laptop lacks what the form wants."""

from PySide6.QtCore import QCoreApplication

from forms.engine.instance.view import Question

_CALENDARS = frozenset(
    "ethiopian coptic islamic bikram-sambat myanmar persian buddhist".split()
)


def fallback(question: Question) -> str:
    """Return the sentence that stands under the label, blank where none is due."""
    told = set(question.appearance)
    if question.kind in ("select1", "select") and "image-map" in told:
        return QCoreApplication.translate(
            "Fallback", "Choose by the name; the picture cannot be clicked."
        )
    if question.kind in ("select1", "select") and "map" in told:
        return QCoreApplication.translate(
            "Fallback", "Choose from the list; there is no map on this laptop."
        )
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
