"""Labels, hints and messages in the session's language, outputs filled in."""

from collections.abc import Mapping
from typing import Final

from forms.engine.definition.model import FormDefinition, Text, TextForms
from forms.engine.instance.view import Label
from forms.engine.xpath.context import Context, Environment
from forms.engine.xpath.nodes import Node

_MEDIA: Final = {
    "image": "image",
    "big-image": "big-image",
    "audio": "audio",
    "video": "video",
}
NO_FORMS: Final[TextForms] = {}
_NO_LABEL: Final = Label("")
# Texts that quote texts: so deep, and so many for one, are read; others are blank.
_DEEPEST: Final = 20
_MOST_QUOTED: Final = 1_000


class Texts:
    """The texts of one form in one language at a time.

    Attributes:
        language: One of the form's, blank where the form has none.
    """

    def __init__(self, definition: FormDefinition, env: Environment) -> None:
        self._definition = definition
        self._env = env
        self.language = definition.default_language
        self._depth = 0
        self._quoted = 0

    def plain(self, text: Text, node: Node) -> str:
        """Return the plain form of `text` as it reads at `node`."""
        return self._written(self._main(self.forms(text, node)), node)

    def label(self, text: Text, node: Node) -> Label:
        """Return `text` with its media and guidance as it reads at `node`."""
        if not text:
            return _NO_LABEL
        if text.parts and not text.itext:
            return Label(self._written(text, node))
        return self.label_of(self.forms(text, node), node)

    def label_of(self, forms: TextForms, node: Node) -> Label:
        """Return the forms of one itext id as a label."""
        return Label(
            self._written(self._main(forms), node),
            self.media(forms, node),
            self._written(forms.get("guidance", Text()), node),
        )

    def media(self, forms: TextForms, node: Node) -> Mapping[str, str]:
        """Return the files of a text by form, as {"image": "map.png"}."""
        return {
            name: self._written(forms[form], node).rpartition("/")[2]
            for form, name in _MEDIA.items()
            if form in forms
        }

    def forms(self, text: Text, node: Node) -> TextForms:
        """Return the forms of `text`, literal text being its plain form."""
        if text.itext_expression is not None:
            text_id = text.itext_expression.string(self._env.at(node))
            return self.by_id(text_id)
        return self.by_id(text.itext) if text.itext else {"": text}

    def by_id(self, text_id: str) -> TextForms:
        """Return the forms of an id: of the default language where ours has none."""
        itext = self._definition.itext
        found = itext.get(self.language, {}).get(text_id)
        if found is None:
            found = itext.get(self._definition.default_language, {}).get(text_id)
        return NO_FORMS if found is None else found

    def itext(self, text_id: str, context: Context) -> str:
        """Return what jr:itext(`text_id`) gives in an expression."""
        if self._depth == 0:
            self._quoted = 0
        self._quoted += 1
        if self._depth >= _DEEPEST or self._quoted > _MOST_QUOTED:
            return ""
        self._depth += 1
        try:
            return self._written(self._main(self.by_id(text_id)), context.node)
        finally:
            self._depth -= 1

    def by_id_plain(self, text_id: str, node: Node) -> str:
        """Return the plain form of an id."""
        return self._written(self._main(self.by_id(text_id)), node)

    def _main(self, forms: TextForms) -> Text:
        for form in ("", "long", "short"):
            if form in forms:
                return forms[form]
        return Text()

    def _written(self, text: Text, node: Node) -> str:
        if len(text.parts) == 1 and isinstance(text.parts[0], str):
            return text.parts[0]
        context = self._env.at(node)
        return "".join(
            part if isinstance(part, str) else part.string(context)
            for part in text.parts
        ).strip()
