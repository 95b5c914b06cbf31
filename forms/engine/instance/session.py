"""One form being filled: answers in, what they changed out."""

from typing import Self

from forms.engine.definition.actions import REVALIDATE
from forms.engine.definition.graph import graph_of
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.primary import find_meta, repeats_of
from forms.engine.instance.build import Built, Merge, new_document
from forms.engine.instance.core import Core
from forms.engine.instance.entities import entity_writes
from forms.engine.instance.events import end_nodes, preloads, timestamp
from forms.engine.instance.host import Host
from forms.engine.instance.outline import is_fixed, questions_in
from forms.engine.instance.recompute import below
from forms.engine.instance.serialize import (
    read_instance,
    restore_marks,
    snapshot,
    submission,
    take_mark,
)
from forms.engine.instance.states import around_part
from forms.engine.instance.tree import cell
from forms.engine.instance.view import (
    Changes,
    EntityWrite,
    Group,
    Moment,
    NodeState,
    Violation,
)
from forms.engine.refs import NodeRef, Step
from forms.engine.xpath.context import Chance
from forms.engine.xpath.nodes import Node
from forms.errors import KnownError


class FormSession:
    """A primary instance and everything that follows from its answers.

    Made by `new`, `edit` or `restore`. All it does depends on the definition, the
    host's lists, the moments given and the order of calls: replayed, they give the
    same instance to the byte.
    """

    def __init__(self, core: Core, host: Host) -> None:
        self._core = core
        self._host = host

    # ---- How a session begins

    @classmethod
    def new(
        cls,
        definition: FormDefinition,
        host: Host,
        moment: Moment,
        language: str | None = None,
    ) -> Self:
        """Return a session on a new instance, its defaults filled in.

        Raises:
            KnownError: FORM-CYCLE, or what an external file or expression raises.
        """
        uids = _Uids(moment.seed)
        document = new_document(definition, graph_of(definition), uids)
        core = Core(definition, host, Built(document), moment.at, moment.seed, language)
        for node, text in preloads(core.tree, core.env, host):
            node.value = text
        core.load(first=True)
        return cls(core, host)

    @classmethod
    def edit(
        cls,
        definition: FormDefinition,
        host: Host,
        submission: bytes,
        moment: Moment,
        language: str | None = None,
    ) -> Self:
        """Return a session that edits a submission: its id becomes deprecatedID.

        Nothing that happens once (defaults, start, today) happens again; calculates
        run; answers stay even where their list offers them no longer.

        Raises:
            KnownError: XML-..., INSTANCE-OTHER-FORM, or as `new`.
        """
        root = read_instance(submission, definition)
        uids = _Uids(moment.seed)
        merge = Merge(definition, graph_of(definition), uids, fresh=True)
        core = Core(
            definition, host, merge.build(root), moment.at, moment.seed, language
        )
        core.rotate_id()
        core.load(first=False)
        return cls(core, host)

    @classmethod
    def restore(
        cls,
        definition: FormDefinition,
        host: Host,
        snapshot: bytes,
        language: str | None = None,
    ) -> Self:
        """Return a session that goes on exactly where `snapshot` was taken.

        Raises:
            KnownError: XML-..., INSTANCE-OTHER-FORM.
        """
        root = read_instance(snapshot, definition)
        seed = take_mark(root, "seed") or ""
        deprecated = find_meta(root, "deprecatedID")
        merge = Merge(definition, graph_of(definition), _Uids(seed), fresh=False)
        built = merge.build(root)
        core = Core(definition, host, built, host.now(), seed, language)
        core.deprecated_id = "" if deprecated is None else deprecated.value
        for instance in reversed(built.parked):
            core.tree.park(instance)
        core.engine.run_relevance()
        restore_marks(built.marks)
        core.forget()
        return cls(core, host)

    # ---- What it shows

    @property
    def definition(self) -> FormDefinition:
        """The form."""
        return self._core.definition

    @property
    def language(self) -> str:
        """The language of labels, one of the form's; blank where it has none."""
        return self._core.texts.language

    @property
    def title(self) -> str:
        """The form's title."""
        return self.definition.title

    @property
    def root(self) -> Group:
        """The body with the repeat instances that exist now."""
        return self._core.outline

    @property
    def instance_id(self) -> str:
        """The meta/instanceID."""
        found = find_meta(self._core.tree.root, "instanceID")
        return "" if found is None else found.value

    @property
    def deprecated_id(self) -> str:
        """The instanceID of the submission being edited, blank for a new one."""
        return self._core.deprecated_id

    @property
    def instance_name(self) -> str:
        """The meta/instanceName, blank where the form gives none."""
        found = find_meta(self._core.tree.root, "instanceName")
        return "" if found is None else found.string_value

    def state(self, ref: NodeRef) -> NodeState:
        """Return how a question, group or repeat stands now.

        `value` is what the page shows: of text that the data type cannot read or the
        list does not offer, the text itself, with a "type" violation. A repeat's own
        ref (no uid at its end) has the state of a group.

        Raises:
            KeyError: There is no such node.
        """
        node = self._core.tree.find(ref)
        if node is not None:
            return self._core.states.of(node)
        return self._core.states.of_part(ref, self._node(around_part(ref)))

    def value(self, ref: NodeRef) -> str:
        """Return the canonical value, blank where the node is not relevant.

        Raises:
            KeyError: There is no such node.
        """
        return self._node(ref).string_value

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether the node is relevant.

        Raises:
            KeyError: There is no such node.
        """
        return self._node(ref).relevant

    def validate(self) -> tuple[Violation, ...]:
        """Return every broken rule of what is relevant, in the order of the body."""
        states = self._core.states
        found = (
            states.violation(self._node(question.ref))
            for question in questions_in(self.root)
        )
        return tuple(violation for violation in found if violation is not None)

    def entity_writes(self) -> tuple[EntityWrite, ...]:
        """Return what this submission creates and updates in entity lists."""
        return tuple(entity_writes(self.definition, self._core.tree, self._host))

    def attachments(self) -> tuple[tuple[NodeRef, str], ...]:
        """Return the relevant questions that name a file, with the name."""
        return tuple(
            (cell(node).ref, node.value)
            for node in below(self._core.tree.root)
            if node.relevant
            and node.value
            and cell(node).definition.bind.type == "binary"
        )

    def submission(self) -> bytes:
        """Return the submission: XML without what is not relevant."""
        return submission(self._core.tree, self._core.deprecated_id)

    def snapshot(self) -> bytes:
        """Return everything, for `restore`."""
        core = self._core
        return snapshot(core.tree, core.deprecated_id, {"seed": core.seed})

    # ---- What happens to it

    def set_value(self, ref: NodeRef, text: str, moment: Moment) -> Changes:
        """Answer a question.

        Raises:
            KeyError: There is no such node.
            KnownError: FORM-READONLY (ref), FORM-TOO-MANY (ref, most), XPATH-...; the
                question then keeps the answer it had.
        """
        self._core.begin(moment)
        node = self._node(ref)
        if self._core.states.readonly(node):
            raise KnownError("FORM-READONLY", ref=str(ref))
        before = node.value, cell(node).typed
        try:
            self._core.answer(node, text)
            return self._core.finish()
        except KnownError:
            self._core.take_back(node, *before)
            raise

    def add_repeat(self, ref: NodeRef, uid: str, moment: Moment) -> Changes:
        """Add an instance named `uid` at the end of the repeat `ref`.

        Args:
            ref: Of the repeat, no uid at its end.
            uid: Not yet used in this repeat.
            moment: When, and its chance.

        Raises:
            KeyError: There is no such repeat.
            KnownError: FORM-FIXED (ref) if the form counts its instances itself,
                FORM-UID (ref) if there is one of that uid.
        """
        self._core.begin(moment)
        parent = None if ref.parent is None else self._core.tree.find(ref.parent)
        if parent is None or ref.nodeset not in self.definition.templates:
            raise KeyError(str(ref))
        self._refuse_fixed(ref)
        named = NodeRef((*ref.steps[:-1], Step(ref.name, uid)))
        if self._core.tree.find(named) is not None:
            raise KnownError("FORM-UID", ref=str(ref))
        self._core.add(ref.nodeset, parent, cell(parent).scope, uid)
        return self._core.finish()

    def remove_repeat(self, ref: NodeRef, moment: Moment) -> Changes:
        """Remove the repeat instance `ref`.

        Raises:
            KeyError: There is no such instance.
            KnownError: FORM-FIXED (ref) if the form counts its instances itself.
        """
        self._core.begin(moment)
        node = self._node(ref)
        if node.uid is None:
            raise KeyError(str(ref))
        self._refuse_fixed(ref)
        self._core.remove(node)
        return self._core.finish()

    def set_language(self, language: str) -> Changes:
        """Show labels in another of the form's languages.

        A language that the form has not is taken as its default one.
        """
        core = self._core
        core.speak(language)
        for node in below(core.tree.root):
            core.engine.delta.shown[node] = None
        for rule in core.graph.language:
            core.engine.push_rule(rule)
        return core.finish()

    def finalize(self, moment: Moment) -> None:
        """Set when it ended and run what the form does before it is sent."""
        core = self._core
        core.begin(moment)
        for node in end_nodes(core.tree):
            core.engine.write(node, timestamp(moment.at))
        for action, node in list(core.actions.on_event(REVALIDATE)):
            core.assign(node, core.actions.value(action, node))
        core.finish()

    # ---- How

    def _node(self, ref: NodeRef) -> Node:
        node = self._core.tree.find(ref)
        if node is None:
            raise KeyError(str(ref))
        return node

    def _refuse_fixed(self, ref: NodeRef) -> None:
        for repeat in repeats_of(self.definition.body):
            counted = repeat.count is not None or is_fixed(repeat)
            if repeat.nodeset == ref.nodeset and counted:
                raise KnownError("FORM-FIXED", ref=str(ref))


class _Uids:
    """Gives uids for repeat instances that stand in a form or came without one."""

    def __init__(self, seed: str) -> None:
        self._chance = Chance(f"{seed}:uids")

    def __call__(self) -> str:
        return self._chance.uuid()[:8]
