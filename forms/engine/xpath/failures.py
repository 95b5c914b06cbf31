"""XPathError: an expression that cannot be read or evaluated, and where."""

from forms.errors import KnownError


class XPathError(KnownError):
    """An expression is wrong, or asks for more than is allowed.

    Args:
        code: One of "XPATH-..." in `resources/messages/`.
        expression: The whole expression as written, cut to its first 200 characters.
        position: Where in it, from 0.
    """

    def __init__(
        self, code: str, expression: str, position: int, **fields: object
    ) -> None:
        self.position = position
        super().__init__(
            code, expression=expression[:200], position=position + 1, **fields
        )
