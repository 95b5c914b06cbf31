"""Which of the two languages the command line speaks, and speaking it."""

import os
from collections.abc import Mapping, Sequence

import resources
from forms.errors import KnownError

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Speech:
    """Sentences in one language; printing is the command's own business."""

    def __init__(self, language: str) -> None:
        """Speak `language`, "zh_CN" or "en"."""
        self.language = language

    def __call__(self, code: str, **fields: object) -> str:
        """Return the sentence `code` with `fields` filled in."""
        return resources.sentence(code, self.language, **fields)

    def error(self, error: KnownError) -> str:
        """Return the sentence of a known error."""
        return self(error.code, **error.fields)


def of_system(environment: Mapping[str, str]) -> str:
    """Return the language to speak: English where the system is, Chinese elsewhere."""
    for name in _VARIABLES:
        if value := environment.get(name):
            return _of_locale(value)
    if os.name == "nt":
        import locale  # Not needed elsewhere, and the first paint waits for it.

        return _of_locale(locale.getlocale()[0] or "")
    return "zh_CN"


def _of_locale(name: str) -> str:
    # "C" and its like name no language: the people this is made for read Chinese.
    return "en" if name.lower().startswith("en") else "zh_CN"


def asked_for(words: Sequence[str], option: str) -> str | None:
    """Return what `option` is given in `words`, before they are parsed."""
    for place, word in enumerate(words):
        if word == option and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
