"""The blank form, frozen: its nodes, binds, texts, body, actions and lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from forms.engine.definition.choices import MemoryRows
from forms.engine.frozen import frozen
from forms.engine.xpath.compile import Expression
from forms.engine.xpath.nodes import Node

ControlKind = Literal[
    "input", "select1", "select", "rank", "range", "upload", "trigger"
]
# Uids of repeat instances stand in this namespace, in snapshots and submissions.
UID_NAMESPACE = "http://gridvisit.org/xforms/uid"
XFORMS = "http://www.w3.org/2002/xforms"
OPENROSA = "http://openrosa.org/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
ODK = "http://www.opendatakit.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"


@frozen
class Text:
    """A text of the form: literal with outputs, or an id of itext.

    Args:
        parts: Literal text and the expressions of its <output>s, in order.
        itext: The id, where it is known from the form alone.
        itext_expression: Gives the id, where only the instance knows it.
    """

    parts: tuple[str | Expression, ...] = ()
    itext: str = ""
    itext_expression: Expression | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.itext or self.itext_expression)

    @property
    def expressions(self) -> Iterator[Expression]:
        """The expressions that the text reads, itext not followed."""
        if self.itext_expression is not None:
            yield self.itext_expression
        for part in self.parts:
            if isinstance(part, Expression):
                yield part


NO_TEXT: Final = Text()
NO_EXTRA: Final[Mapping[str, str]] = MappingProxyType({})
# Of one itext id in one language: text by form, "" being the plain one, others as
# "long", "short", "guidance", "image", "audio", "video", "big-image".
TextForms = Mapping[str, Text]


@frozen
class Bind:
    """What a <bind> says of one nodeset.

    Args:
        type: The XForms data type without prefix; "string" where none is given.
        preload: As ("timestamp", "start"), None for none.
        save_to: The entity property the value goes to, blank for none.
        extra: Attributes of foreign namespaces by local name: {"max-pixels": "800"}.
    """

    nodeset: str
    type: str = "string"
    calculate: Expression | None = None
    relevant: Expression | None = None
    readonly: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text = NO_TEXT
    required_message: Text = NO_TEXT
    preload: tuple[str, str] | None = None
    save_to: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: NO_EXTRA)


@frozen
class Itemset:
    """The choices of a select that come from a nodeset.

    Args:
        value: Of each item, as "name".
        label: Of each item: an expression, as "label".
        label_itext: The item's child that holds an itext id, as "itextId"; blank
            where the label is no plain jr:itext(child).
        itext: The whole argument of jr:itext(...) where that is more than a child.
    """

    nodeset: Expression
    value: Expression
    label: Expression | None
    label_itext: str = ""
    itext: Expression | None = None


@frozen
class StaticItem:
    """One <item> of a select."""

    value: str
    label: Text


@frozen
class QuestionDefinition:
    """A control of the body. `nodeset` is absolute.

    Args:
        searched: Its itemset comes from a search() appearance: what an item offers is
            told by `items`, whose values and labels name columns.
    """

    nodeset: str
    kind: ControlKind
    appearance: tuple[str, ...]
    label: Text
    hint: Text
    mediatype: str = ""
    parameters: Mapping[str, str] = field(default_factory=lambda: NO_EXTRA)
    itemset: Itemset | None = None
    items: tuple[StaticItem, ...] = ()
    searched: bool = False

    @property
    def is_select(self) -> bool:
        """Whether it offers choices."""
        return self.kind in ("select1", "select", "rank")


@frozen
class GroupDefinition:
    """A group of the body.

    Args:
        nodeset: Its node; that of the group around it where it has none of its own.
        key: Blank, or "#1", "#2" ... for a group without a node.
    """

    nodeset: str
    key: str
    appearance: tuple[str, ...]
    label: Text
    items: tuple["BodyItem", ...]
    hint: Text = NO_TEXT


@frozen
class RepeatDefinition:
    """A repeat of the body; the label is that of the group wrapped around it.

    Args:
        count: jr:count, None where people add and remove.
        fixed: jr:noAddRemove, an expression; None where absent.
    """

    nodeset: str
    appearance: tuple[str, ...]
    label: Text
    items: tuple["BodyItem", ...]
    count: Expression | None = None
    fixed: Expression | None = None


BodyItem = QuestionDefinition | GroupDefinition | RepeatDefinition


@frozen
class Action:
    """A <setvalue> or <odk:setgeopoint>.

    Args:
        events: Its event names.
        target: Path of the nodes it sets, seen from the trigger.
        target_nodeset: The same as an absolute nodeset.
        value: None where `text` is the value.
        trigger: Nodeset of the control whose change fires it, blank in the model.
        scope: Nodeset of the innermost repeat around it, blank outside repeats.
    """

    kind: Literal["setvalue", "setgeopoint"]
    events: tuple[str, ...]
    target: Expression
    target_nodeset: str
    value: Expression | None
    text: str
    trigger: str
    scope: str


@frozen
class NodeDefinition:
    """A nodeset of the primary instance.

    Args:
        order: Its place in document order.
        repeat: It is a repeat: each of its nodes is an instance.
        leaf: It has no element children: it holds a value.
        depth: Steps of its path: 1 for the root element.
    """

    nodeset: str
    name: str
    order: int
    depth: int
    leaf: bool
    repeat: bool
    bind: Bind
    question: QuestionDefinition | None = None


@frozen
class EntityDefinition:
    """An <entity> block (ODK Entities 2022.1 to 2025.1).

    Args:
        nodeset: Of the entity element, as "/data/meta/entity".
        container: The root, group or repeat whose meta holds it.
        saves: Property by nodeset: what goes into it.
    """

    list_name: str
    nodeset: str
    container: str
    saves: Mapping[str, str]


@frozen
class ExternalInstance:
    """A secondary instance outside the form, as jr://file-csv/household.csv."""

    instance_id: str
    src: str


@dataclass(frozen=True, slots=True)
class Submission:
    """The form's own <submission> element; blank where it says nothing.

    Args:
        action: The URL that submissions go to (settings: submission_url).
        base64_rsa_public_key: They are encrypted with it (settings: public_key).
    """

    action: str = ""
    method: str = ""
    base64_rsa_public_key: str = ""
    auto_send: str = ""
    auto_delete: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormDefinition:
    """One version of one form; equal when its XForm is the same to the byte.

    Args:
        hash: sha256 of `xform`, hexadecimal.
        primary: Document above the primary instance as the form gives it; a model to
            copy, never to change. Templates are not in it.
        templates: By nodeset of each repeat: the instance a new one is copied from.
        nodes: By nodeset, attributes as "/data/meta/entity/@id".
        itext: By language, by id.
        inline: Secondary instances in the form: rows, or a document.
        default_root_namespace: xmlns that the root of a submission carries.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    hash: str
    xform: bytes
    namespaces: Mapping[str, str]
    primary: Node
    templates: Mapping[str, Node]
    nodes: Mapping[str, NodeDefinition]
    body: tuple[BodyItem, ...]
    actions: tuple[Action, ...]
    itext: Mapping[str, Mapping[str, TextForms]]
    inline: Mapping[str, MemoryRows | Node]
    external: Mapping[str, ExternalInstance]
    entities: tuple[EntityDefinition, ...]
    submission: Submission = Submission()
    entities_version: str = ""
    instance_xmlns: str = ""
    # What sessions of this form share: parsed files, indexes, the graph.
    caches: dict[str, object] = field(default_factory=dict, repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormDefinition) and other.hash == self.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    @property
    def root(self) -> str:
        """The nodeset of the root element: "/data"."""
        return f"/{next(self.primary.elements()).qualified_name}"

    @property
    def entity_lists(self) -> tuple[str, ...]:
        """The entity lists that the form writes, each once."""
        return tuple(dict.fromkeys(e.list_name for e in self.entities))

    @property
    def external_sources(self) -> tuple[str, ...]:
        """The files and lists it reads, as jr://file-csv/household.csv, each once."""
        return tuple(dict.fromkeys(e.src for e in self.external.values()))

    def language_for(self, language: str | None) -> str:
        """Return the form's own name of `language`, its default where it has none.

        Args:
            language: "zh_CN", "en", or as the form names it. Forms name their
                languages as they like: "中文 (zh)", "English (en)".
        """
        code = (language or "").split("_")[0]
        for name in self.languages:
            if code and (name in (language, code) or f"({code}" in name):
                return name
        return self.default_language

    def questions(self) -> Iterator[QuestionDefinition]:
        """Go through the controls of the body in order."""
        return _questions(self.body)


def _questions(items: tuple[BodyItem, ...]) -> Iterator[QuestionDefinition]:
    for item in items:
        if isinstance(item, QuestionDefinition):
            yield item
        else:
            yield from _questions(item.items)
