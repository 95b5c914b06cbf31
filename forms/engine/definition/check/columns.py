"""Headings of sheets: what each column is, and in which language."""

from dataclasses import dataclass
from typing import Final

# Each column by its one name; others that people write are led to it.
SURVEY: Final = frozenset(
    "type name label hint guidance_hint required required_message relevant constraint"
    " constraint_message calculation default appearance readonly choice_filter"
    " parameters repeat_count trigger save_to image big-image audio video autoplay rows"
    " disabled intent no_app_error_string query itemset".split()
)
CHOICES: Final = frozenset("list_name name label image big-image audio video".split())
SETTINGS: Final = frozenset(
    "form_title form_id version default_language instance_name public_key"
    " submission_url style name auto_send auto_delete allow_choice_duplicates"
    " namespaces instance_xmlns clean_text_values omit_instanceid client_editable"
    " prefix delimiter sms_keyword attribute entity_version"
    " add_none_option xml_root".split()
)
ENTITIES: Final = frozenset(
    "list_name label entity_id create_if update_if repeat".split()
)
TRANSLATED: Final = frozenset(
    "label hint guidance_hint constraint_message required_message image big-image"
    " audio video".split()
)
_SAME: Final = {
    "calculate": "calculation",
    "relevance": "relevant",
    "read_only": "readonly",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "noapperrorstring": "no_app_error_string",
    "list name": "list_name",
    "dataset": "list_name",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
_ALL: Final = SURVEY | CHOICES | SETTINGS | ENTITIES
_GROUPED: Final = frozenset({"bind", "control", "body", "media", "instance"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart.

    Args:
        base: The column's one name; as written where nobody knows it.
        language: "中文 (zh)", blank where the heading names none.
        free: An attribute of the author's own ("bind::x", "instance::x").
    """

    base: str
    language: str = ""
    free: bool = False


def heading(text: str) -> Heading:
    """Return what the heading `text` of a survey, choices or entities sheet means."""
    divider = "::" if "::" in text else ":"
    parts = [part.strip() for part in text.split(divider)]
    if text.strip().lower() in _SAME:
        return Heading(_SAME[text.strip().lower()])
    first = parts[0].lower().replace(" ", "_")
    if first in _GROUPED and len(parts) > 1:
        inner = _SAME.get(parts[1].lower(), parts[1].lower())
        if first == "media" or inner in SURVEY:
            return Heading(inner, "::".join(parts[2:]))
        return Heading(text, free=True)
    base = _SAME.get(first, first)
    if base not in _ALL:
        # A column of the author's own, which formulas name just as it is written.
        return Heading(text.strip())
    if len(parts) > 1 and base in TRANSLATED:
        return Heading(base, "::".join(parts[1:]))
    return Heading(base if len(parts) == 1 else text.strip())
