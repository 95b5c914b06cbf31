"""What an evaluation reads besides its expression: the world, the node, the moment."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.nodes import ELEMENT, Node, RowSource


class Chance:
    """Random numbers that depend only on a seed and the order of asking."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._asked = 0

    def _bytes(self) -> bytes:
        self._asked += 1
        return hashlib.sha256(f"{self._seed}:{self._asked}".encode()).digest()

    def random(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        return (int.from_bytes(self._bytes()[:8], "big") >> 11) / (1 << 53)

    def uuid(self) -> str:
        """Return a version 4 UUID."""
        return str(uuid.UUID(bytes=self._bytes()[:16], version=4))


# Nodes that one evaluation may walk: some 100 times what a large form does, and
# reached within a second.
MAX_WORK = 1_000_000
# Seconds that the regular expressions of one event may take together.
MAX_PATIENCE_S = 0.5
# Gives the text of an itext id in the session's language, or its value nodes.
AskItext = Callable[[str, "Context"], "str | list[Node]"]
# Gives the label of a choice: its value, then the question's path as written.
AskChoiceName = Callable[[str, str, "Context"], str]


def no_instance(_instance_id: str) -> Node | RowSource | None:
    """Know no secondary instance."""
    return None


def no_itext(_text_id: str, _context: "Context") -> str:
    """Know no text."""
    return ""


def no_property(_name: str) -> str:
    """Know no property of the device."""
    return ""


def no_choice_name(_value: str, _path: str, _context: "Context") -> str:
    """Know no choice."""
    return ""


class Environment:
    """The world of one session; a session makes one and changes its fields.

    Attributes:
        root: Where absolute paths start: the DOCUMENT above the primary instance's
            root element.
        instance: Secondary instance by id: a DOCUMENT node, or rows; None if unknown.
        itext: For jr:itext().
        choice_name: For jr:choice-name().
        now: The aware instant of now() and today(); its zone is the local zone that
            every conversion between dates and instants uses.
        chance: For random(), uuid() and randomize() without a seed.
        language: Of month and day names: "zh", "en", "Español (es)" ...
        version: Of the form, for version().
        property: For property(): "deviceid", "username", "email", "phonenumber".
        work: Nodes walked by the evaluation under way, against MAX_WORK.
        patience: Seconds left to the regular expressions of this event.
        generation: Raise it by `moved()` whenever an element joins or leaves the
            primary instance: cached paths are forgotten. Of values and relevance
            that change it is told by `changed(name)`.
        running: Running totals by the name of what they add up.
        contextual: An absolute path used inside a repeat instance means that
            instance, as in JavaRosa.
    """

    __slots__ = (
        "chance",
        "children",
        "choice_name",
        "contextual",
        "generation",
        "instance",
        "itext",
        "language",
        "memo",
        "now",
        "paths",
        "patience",
        "property",
        "root",
        "running",
        "version",
        "work",
    )

    def __init__(
        self,
        root: Node,
        *,
        instance: Callable[[str], Node | RowSource | None] = no_instance,
        itext: AskItext = no_itext,
        choice_name: AskChoiceName = no_choice_name,
        now: datetime | None = None,
        chance: Chance | None = None,
        language: str = "",
        version: str = "",
        property: Callable[[str], str] = no_property,
        contextual: bool = True,
    ) -> None:
        self.root = root
        self.instance = instance
        self.itext = itext
        self.choice_name = choice_name
        self.now = now or datetime.now(UTC)
        self.chance = chance or Chance("")
        self.language = language
        self.version = version
        self.property = property
        self.contextual = contextual
        self.work = 0
        self.patience = MAX_PATIENCE_S
        self.generation = 0
        self.paths: dict[object, list[Node]] = {}
        self.children: dict[Node, dict[str, list[Node]]] = {}
        self.memo: dict[object, object] = {}
        self.running: dict[str, dict[object, object]] = {}

    def children_named(self, node: Node, name: str) -> list[Node]:
        """Return the child elements of `node` with a local `name`.

        A node with many children is indexed once, until `moved`.
        """
        children = node.children
        if len(children) < 8 or node.row is not None:
            return [c for c in children if c.name == name and c.kind == ELEMENT]
        index = self.children.get(node)
        if index is None:
            index = self.children[node] = {}
            for child in children:
                if child.kind == ELEMENT:
                    index.setdefault(child.name, []).append(child)
        return index.get(name, [])

    def moved(self) -> None:
        """Forget cached paths: an element joined or left the primary instance."""
        self.generation += 1
        self.paths.clear()
        self.children.clear()
        self.running.clear()

    def changed(self, name: str) -> None:
        """Forget totals: a node of that name has another value or relevance."""
        if self.running:
            self.running.pop(name, None)

    def spend(self, count: int, text: str) -> None:
        """Count nodes walked by the evaluation of the expression `text`.

        Raises:
            XPathError: XPATH-WORK when it has walked more than MAX_WORK.
        """
        self.work += count
        if self.work > MAX_WORK:
            raise XPathError("XPATH-WORK", text, 0, limit=MAX_WORK)

    def at(self, node: Node) -> "Context":
        """Return the context of an evaluation at `node`."""
        return Context(self, node)


class Context:
    """Where an expression is evaluated.

    Attributes:
        node: The context node (XPath's `.`).
        current: The node the whole expression started at: current().
        position: Of the node in its node-set, from 1.
        size: Of that node-set.
    """

    __slots__ = ("current", "env", "node", "position", "size")

    def __init__(
        self,
        env: Environment,
        node: Node,
        position: int = 1,
        size: int = 1,
        current: Node | None = None,
    ) -> None:
        self.env = env
        self.node = node
        self.position = position
        self.size = size
        self.current = node if current is None else current
