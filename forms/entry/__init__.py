"""Filling a form: each answer is on disk before it returns."""

from forms.entry.alike import Alike, Making
from forms.entry.filling import Filling
from forms.entry.finish import FinalizeResult
from forms.entry.form_entry import FormEntry
from forms.entry.pages import Page, is_secret, name_of, questions, takes_part
from forms.entry.rescue import Rescued
from forms.entry.trial import TrialEntry
from forms.entry.unsaved import Unsaved

__all__ = [
    "Alike",
    "Filling",
    "FinalizeResult",
    "FormEntry",
    "Making",
    "Page",
    "Rescued",
    "TrialEntry",
    "Unsaved",
    "is_secret",
    "name_of",
    "questions",
    "takes_part",
]
