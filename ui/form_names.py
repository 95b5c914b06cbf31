"""Form names: what a form is called on screen, an office's own ones too."""

from collections.abc import Mapping

from forms.records.store import Records
from ui import words


def form_called(records: Records, form_id: str) -> str:
    """Return our short name of a form, else the title of its newest version."""
    title = "" if form_id in words.FORM_NAMES else titles(records).get(form_id, "")
    return words.form_name(form_id, title)


def titles(records: Records) -> Mapping[str, str]:
    """Return the title of each form's newest version on the shelf."""
    found: dict[str, str] = {}
    for form in records.forms():
        found.setdefault(form.form_id, form.title)
    return found


def form_kinds(records: Records) -> list[tuple[str, str]]:
    """Return id and name of each form, ours in their order first."""
    known = titles(records)
    own = sorted(known.keys() - set(words.FORM_NAMES), key=known.__getitem__)
    names = [*words.FORM_NAMES, *own]
    return [(name, words.form_name(name, known.get(name, ""))) for name in names]
