"""NodeRef: the path of a node, its repeat instances named by uid."""

import re
from dataclasses import dataclass
from typing import NamedTuple, Self

_STEP = re.compile(r"/(?P<name>@?[^/\[\]]+)(?:\[(?P<uid>[^\]]+)\])?")


class Step(NamedTuple):
    """One step of a path: an element (or `@attribute`) and, in a repeat, its uid."""

    name: str
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class NodeRef:
    """Where a node stands in a primary instance, stable while repeats move.

    Its text is "/fire_patrol/fc[k3v9]/f_ok": what stands in brackets is the uid of a
    repeat instance, never a position.
    """

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the ref written as `text`.

        Raises:
            ValueError: `text` is not a path.
        """
        steps = tuple(
            Step(m["name"], m["uid"]) for m in _STEP.finditer(text) if m is not None
        )
        ref = cls(steps)
        if not steps or str(ref) != text:
            raise ValueError(f"not a node's path: {text!r}")
        return ref

    def __hash__(self) -> int:
        # An answer that a hundred nodes read tells a hundred refs, each in a set.
        return hash(self.steps)

    def __str__(self) -> str:
        return "".join(
            f"/{s.name}[{s.uid}]" if s.uid else f"/{s.name}" for s in self.steps
        )

    @property
    def nodeset(self) -> str:
        """The path of the definition: the same without uids."""
        return "".join(f"/{s.name}" for s in self.steps)

    @property
    def name(self) -> str:
        """The name of the last step."""
        return self.steps[-1].name

    @property
    def parent(self) -> "NodeRef | None":
        """The ref one step up, None above the root element."""
        return NodeRef(self.steps[:-1]) if len(self.steps) > 1 else None

    def child(self, name: str, uid: str | None = None) -> "NodeRef":
        """Return the ref of a child."""
        return NodeRef((*self.steps, Step(name, uid)))

    def within(self, other: "NodeRef") -> bool:
        """Tell whether this node is `other` or lies below it."""
        return self.steps[: len(other.steps)] == other.steps
