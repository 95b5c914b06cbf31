"""Filling a form: each answer is on disk before it returns."""

from forms.entry.form_entry import FinalizeResult, FormEntry
from forms.entry.pages import Page, questions, takes_part

__all__ = ["FinalizeResult", "FormEntry", "Page", "questions", "takes_part"]
