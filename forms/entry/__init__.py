"""Filling a form: each answer is on disk before it returns."""

from forms.entry.form_entry import FinalizeResult, FormEntry
from forms.entry.pages import Page, questions, takes_part
from forms.entry.unsaved import Unsaved

__all__ = ["FinalizeResult", "FormEntry", "Page", "Unsaved", "questions", "takes_part"]
