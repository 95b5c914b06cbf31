"""Where expressions of a form are read: prefixes, and errors told with their place."""

from collections.abc import Mapping

from forms.engine.xpath.compile import Expression, compiled
from forms.errors import KnownError


class Scope:
    """Compiles the expressions of one form.

    Args:
        namespaces: Prefix to URI of the form's root and model.
    """

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self.namespaces = namespaces
        self._pairs = tuple(sorted(namespaces.items()))
        # Many questions of a form share an expression.
        self._known: dict[str, Expression] = {}

    def expression(self, text: str, place: str = "") -> Expression:
        """Return `text` compiled.

        Args:
            text: An XPath expression.
            place: What the expression belongs to, as "calculate of /data/a".

        Raises:
            KnownError: FORM-EXPRESSION (place, expression, reason) if it cannot be.
        """
        known = self._known.get(text)
        if known is not None:
            return known
        try:
            found = compiled(text, self._pairs)
            # An unknown function would fail in the middle of somebody's visit.
            for fault in found.faults:
                raise fault
            self._known[text] = found
            return found
        except KnownError as error:
            raise KnownError(
                "FORM-EXPRESSION",
                place=place or "text",
                expression=_short(text),
                reason=error,
            ) from error

    def optional(self, text: str | None, place: str = "") -> Expression | None:
        """Return `text` compiled, None where there is none."""
        if text is None or not text.strip():
            return None
        return self.expression(text, place)


def _short(text: str, most: int = 120) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= most else f"{folded[:most]}..."
