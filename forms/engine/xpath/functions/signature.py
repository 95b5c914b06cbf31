"""What a function takes and gives, so that calls are checked before they run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "number", "boolean", "nodes", "any"]
KINDS: dict[str, Kind] = {
    "s": "string",
    "n": "number",
    "b": "boolean",
    "N": "nodes",
    "v": "any",
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the library.

    Args:
        call: Takes the Context, then the arguments as `takes` converts them.
        takes: A letter an argument: s text, n number, b truth, N node-set (or rows),
            v any value, L a thunk `(Context) -> Value`, A the AST. What follows "?"
            may be left out, what follows "*" may stand any number of times.
        gives: The kind of its value.
    """

    call: Callable[..., object]
    takes: str
    gives: Kind

    @property
    def least(self) -> int:
        """The fewest arguments."""
        return len(self.takes.split("?")[0].split("*")[0])

    @property
    def most(self) -> int | None:
        """The most arguments, None for any number."""
        return None if "*" in self.takes else len(self.takes.replace("?", ""))

    def letter(self, index: int) -> str:
        """Return the letter of argument `index`, from 0."""
        letters = self.takes.replace("?", "").replace("*", "")
        if index < len(letters):
            return letters[index]
        group = self.takes.partition("*")[2]
        fixed = len(letters) - len(group)
        return group[(index - fixed) % len(group)]
