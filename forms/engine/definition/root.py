"""Root: a form whose instance's root is named otherwise, and every path with it.

Servers differ in what they make of a root's name: ODK Central 2026.2 finds the
properties of entity lists below `/data` alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from forms.engine.definition.document import local, namespace, read_xml
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.tokens import Token, tokens

LAST_SAVED = "jr://instance/last-saved"
# Names of texts and files: they look like paths and are none.
_NO_PATHS = {"id", "src", "for"}
_STEPS = {"/", "//"}
_OPENING = {"(", "[", ","}
# The one function that takes a path between quotes.
_QUOTED_PATH = "jr:choice-name"


def with_root(xform: bytes, name: str) -> bytes:
    """Return the form with the root of its instance named `name`.

    A form that has this root already is returned as it is, and so is one whose root
    has a prefix.

    Args:
        xform: An ODK XForm.
        name: Without prefix.

    Raises:
        KnownError: XML-BROKEN, XML-DOCTYPE, XML-TOO-BIG.
    """
    html = read_xml(xform)
    root = html.find("{*}head/{*}model/{*}instance/*")
    if root is None or root.prefix or local(root) == name:
        return xform
    saved = html.iterfind(f"{{*}}head/{{*}}model/{{*}}instance[@src='{LAST_SAVED}']")
    renaming = _Renaming(local(root), name, {str(one.get("id")) for one in saved})
    for element in _outside_instances(html):
        for key, text in element.attrib.items():
            if key not in _NO_PATHS:
                element.set(key, renaming.of(str(text)))
    space = namespace(root)
    root.tag = f"{{{space}}}{name}" if space else name
    written: bytes = etree.tostring(html, xml_declaration=True, encoding="UTF-8")
    return written


def _outside_instances(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what may hold expressions: rows of lists are data, not expressions."""
    yield element
    for child in element:
        if local(child) != "instance":
            yield from _outside_instances(child)


@dataclass(frozen=True, slots=True)
class _Renaming:
    """What becomes of expressions.

    Args:
        before: The root's name.
        name: Its new name.
        saved: The ids of instances that are an earlier submission of the form.
    """

    before: str
    name: str
    saved: set[str]

    def of(self, text: str) -> str:
        """Return an expression, its paths renamed; what is none stays as it is."""
        if self.before not in text:
            return text
        try:
            words = tokens(text)
        except XPathError:
            # A hint, a type, an appearance: no expression, so no path.
            return text
        found, at = [], 0
        calls: list[str] = []
        for place, word in enumerate(words):
            new = self._new(words, place, calls)
            if new != word.text:
                start = word.start + (word.kind == "literal")
                found.append(text[at:start] + new)
                at = start + len(word.text)
            _follow(words, place, calls)
        return "".join([*found, text[at:]])

    def _new(self, words: list[Token], place: int, calls: list[str]) -> str:
        word = words[place]
        if word.kind == "literal":
            inside = bool(calls) and calls[-1] == _QUOTED_PATH
            return self.of(word.text) if inside else word.text
        if word.text == self.before and self._is_first_step(words, place):
            return self.name
        return word.text

    def _is_first_step(self, words: list[Token], place: int) -> bool:
        """Tell whether a root's name stands where a root stands."""
        slash = words[place - 1] if place else None
        if slash is None or slash.kind == "literal" or slash.text not in _STEPS:
            return False
        if place == 1:
            return True
        last = words[place - 2]
        if last.kind == "operator" or (last.kind == "mark" and last.text in _OPENING):
            return True
        return self._is_saved(words[max(0, place - 5) : place - 1])

    def _is_saved(self, words: list[Token]) -> bool:
        texts = [word.text for word in words]
        return texts[:2] == ["instance", "("] and texts[2] in self.saved


def _follow(words: list[Token], place: int, calls: list[str]) -> None:
    """Keep in `calls` which functions' arguments the next word stands among."""
    word = words[place]
    if word.kind != "mark":
        return
    if word.text == "(":
        before = words[place - 1] if place else word
        calls.append(before.text if before.kind == "name" else "")
    elif word.text == ")" and calls:
        calls.pop()
