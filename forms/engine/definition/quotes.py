"""Chinese quotation marks kept through pyxform, which straightens every curly one."""

from typing import Any

# In expressions a curly quote is a slip of the spreadsheet, and pyxform is right to
# mend it; in what people read, “访民问暖” must not become "访民问暖".
_EXPRESSIONS = (
    "calculation", "calculate", "relevant", "constraint", "required", "readonly",
    "read_only", "choice_filter", "default", "repeat_count", "trigger", "save_to",
    "parameters", "type", "name", "appearance", "list_name", "instance_name",
)  # fmt: skip
# One sign each of the private use area, which no text of a form has.
_AWAY = str.maketrans("“”‘’", "\uf8e0\uf8e1\uf8e2\uf8e3")
_BACK = str.maketrans("\uf8e0\uf8e1\uf8e2\uf8e3", "“”‘’")
_SHEETS = ("survey", "choices", "settings")


def hide_quotes(sheets: dict[str, Any]) -> dict[str, Any]:
    """Return the sheets with the curly quotes of labels, hints and messages hidden.

    Args:
        sheets: As pyxform takes them: a sheet's name -> its rows as dicts.
    """
    hidden = dict(sheets)
    for sheet in _SHEETS:
        if sheets.get(sheet):
            hidden[sheet] = [
                {c: _hidden(c, text) for c, text in row.items()}
                for row in sheets[sheet]
            ]
    return hidden


def show_quotes(xform: str) -> str:
    """Return the compiled form with the hidden quotes in their place again."""
    return xform.translate(_BACK)


def _hidden(column: str, text: object) -> object:
    if not isinstance(text, str) or column.split(":")[0].strip() in _EXPRESSIONS:
        return text
    return text.translate(_AWAY)
