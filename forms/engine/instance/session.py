"""One form being filled: answers in, what they changed out."""

# Longer than a module mostly is: the one face of this room, every event of a form's
# life begins here. What the events do lies in the modules beside.

from datetime import datetime, tzinfo
from typing import Self

from forms.engine.definition.actions import REVALIDATE
from forms.engine.definition.graph import graph_of
from forms.engine.definition.model import (
    FormDefinition,
    GroupDefinition,
    QuestionDefinition,
)
from forms.engine.definition.primary import copy_tree, find_meta, repeats_of
from forms.engine.instance.build import (
    Built,
    Merge,
    name_instances,
    new_document,
    place_instance,
)
from forms.engine.instance.changes import changes_of
from forms.engine.instance.entities import entity_writes
from forms.engine.instance.events import (
    MOST_CHAINED,
    Actions,
    end_nodes,
    preloads,
    timestamp,
)
from forms.engine.instance.host import Host
from forms.engine.instance.lists import Lists
from forms.engine.instance.outline import is_fixed, labelled, outline, questions_in
from forms.engine.instance.recompute import Recompute, below
from forms.engine.instance.serialize import (
    read_instance,
    restore_marks,
    snapshot,
    submission,
    take_mark,
)
from forms.engine.instance.states import States
from forms.engine.instance.texts import Texts
from forms.engine.instance.tree import Cell, Scope, Tree, cell
from forms.engine.instance.view import (
    Changes,
    EntityWrite,
    Group,
    Label,
    Moment,
    NodeState,
    Violation,
)
from forms.engine.refs import NodeRef, Step
from forms.engine.values import canonical
from forms.engine.xpath.ast import Call, Literal, walk
from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.context import Chance, Context, Environment
from forms.engine.xpath.nodes import Node
from forms.errors import KnownError


class FormSession:
    """A primary instance and everything that follows from its answers.

    Made by `new`, `edit` or `restore`. All it does depends on the definition, the
    host's lists, the moments given and the order of calls: replayed, they give the
    same instance to the byte.
    """

    def __init__(
        self,
        definition: FormDefinition,
        host: Host,
        built: Built,
        at: datetime,
        seed: str,
        language: str | None,
    ) -> None:
        self.definition = definition
        self._host = host
        self._seed = seed
        self._deprecated_id = ""
        self._created: list[Node] = []
        self._added: list[NodeRef] = []
        self._removed: list[NodeRef] = []
        self._outline: Group | None = None
        graph = graph_of(definition)
        self._graph = graph
        self._tree = Tree(definition, built.document)
        self._lists = Lists(definition, host)
        self._env = Environment(
            built.document,
            instance=self._lists,
            itext=lambda text_id, context: self._texts.itext(text_id, context),
            choice_name=self._choice_name,
            now=at,
            chance=Chance(seed),
        )
        self._texts = Texts(definition, self._env)
        self._states = States(definition, self._env, self._texts, seed)
        self._actions = Actions(definition, graph, self._tree, self._env)
        self._engine = Recompute(
            definition,
            graph,
            self._tree,
            self._env,
            resize=self._resize,
            keep=self._offered_part,
        )
        self._speak(language)

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
        chance = Chance(f"{moment.seed}:uids")
        document = new_document(
            definition, graph_of(definition), lambda: chance.uuid()[:8]
        )
        session = cls(
            definition, host, Built(document), moment.at, moment.seed, language
        )
        for node, text in preloads(session._tree, session._env, host):
            node.value = text
        session._load(first=True)
        return session

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
        run, answers stay even where their list offers them no longer.

        Raises:
            KnownError: XML-..., INSTANCE-OTHER-FORM, or as `new`.
        """
        root = read_instance(submission, definition)
        chance = Chance(f"{moment.seed}:uids")
        merge = Merge(
            definition, graph_of(definition), lambda: chance.uuid()[:8], fresh=True
        )
        session = cls(
            definition, host, merge.build(root), moment.at, moment.seed, language
        )
        session._rotate_id()
        session._load(first=False)
        return session

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
        uids = Chance(f"{seed}:uids")
        merge = Merge(
            definition, graph_of(definition), lambda: uids.uuid()[:8], fresh=False
        )
        built = merge.build(root)
        session = cls(definition, host, built, host.now(), seed, language)
        if deprecated is not None:
            session._deprecated_id = deprecated.value
        for instance in reversed(built.parked):
            session._tree.park(instance)
        session._engine.run_relevance()
        restore_marks(built.marks)
        session._forget()
        return session

    # ---- What it shows

    @property
    def language(self) -> str:
        """The language of labels, one of the form's; blank where it has none."""
        return self._texts.language

    @property
    def title(self) -> str:
        """The form's title."""
        return self.definition.title

    @property
    def root(self) -> Group:
        """The body with the repeat instances that exist now."""
        if self._outline is None:
            self._outline = outline(self.definition, self._tree)
        return self._outline

    @property
    def instance_id(self) -> str:
        """The meta/instanceID."""
        found = find_meta(self._tree.root, "instanceID")
        return "" if found is None else found.value

    @property
    def deprecated_id(self) -> str:
        """The instanceID of the submission being edited, blank for a new one."""
        return self._deprecated_id

    @property
    def instance_name(self) -> str:
        """The meta/instanceName, blank where the form gives none."""
        found = find_meta(self._tree.root, "instanceName")
        return "" if found is None else found.string_value

    def state(self, ref: NodeRef) -> NodeState:
        """Return how a question, group or repeat stands now.

        `value` is what the page shows: of text that the data type cannot read, the
        text itself, with a "type" violation. A repeat's own ref (no uid at its end)
        has the state of a group.

        Raises:
            KeyError: There is no such node.
        """
        node = self._tree.find(ref)
        if node is not None:
            return self._states.of(node)
        return self._unlisted_state(ref)

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
        found = []
        for question in questions_in(self.root):
            violation = self._states.violation(self._node(question.ref))
            if violation is not None:
                found.append(violation)
        return tuple(found)

    def entity_writes(self) -> tuple[EntityWrite, ...]:
        """Return what this submission creates and updates in entity lists."""
        return tuple(entity_writes(self.definition, self._tree, self._host))

    def attachments(self) -> tuple[tuple[NodeRef, str], ...]:
        """Return the relevant questions that name a file, with the name."""
        return tuple(
            (cell(node).ref, node.value)
            for node in below(self._tree.root)
            if node.relevant
            and node.value
            and cell(node).definition.bind.type == "binary"
        )

    def submission(self) -> bytes:
        """Return the submission: XML without what is not relevant."""
        return submission(self._tree, self._deprecated_id)

    def snapshot(self) -> bytes:
        """Return everything, for `restore`."""
        return snapshot(self._tree, self._deprecated_id, {"seed": self._seed})

    # ---- What happens to it

    def set_value(self, ref: NodeRef, text: str, moment: Moment) -> Changes:
        """Answer a question.

        Raises:
            KeyError: There is no such node.
            KnownError: FORM-READONLY (ref).
        """
        self._begin(moment)
        node = self._node(ref)
        if self._states.readonly(node):
            raise KnownError("FORM-READONLY", ref=str(ref))
        self._answer(node, text)
        return self._finish()

    def add_repeat(self, ref: NodeRef, uid: str, moment: Moment) -> Changes:
        """Add an instance named `uid` at the end of the repeat `ref` (no uid at its end).

        Raises:
            KeyError: There is no such repeat.
            KnownError: FORM-FIXED (ref) if the form counts its instances itself,
                FORM-UID (ref) if there is one of that uid.
        """
        self._begin(moment)
        found = self._tree.parent_of_range(ref)
        if found is None or ref.nodeset not in self.definition.templates:
            raise KeyError(str(ref))
        self._refuse_fixed(ref)
        parent, scope = found
        if self._tree.find(_instance(ref, uid)) is not None:
            raise KnownError("FORM-UID", ref=str(ref))
        self._add(ref.nodeset, parent, scope, uid)
        return self._finish()

    def remove_repeat(self, ref: NodeRef, moment: Moment) -> Changes:
        """Remove the repeat instance `ref`.

        Raises:
            KeyError: There is no such instance.
            KnownError: FORM-FIXED (ref) if the form counts its instances itself.
        """
        self._begin(moment)
        node = self._node(ref)
        if node.uid is None:
            raise KeyError(str(ref))
        self._refuse_fixed(ref)
        self._remove(node)
        return self._finish()

    def set_language(self, language: str) -> Changes:
        """Show labels in another of the form's languages.

        A language that the form has not is taken as its default one.
        """
        self._speak(language)
        for node in below(self._tree.root):
            cell(node).state = None
            self._engine.delta.shown[node] = None
        for rule in self._graph.language:
            self._engine.push_rule(rule)
        return self._finish()

    def finalize(self, moment: Moment) -> None:
        """Set when it ended and run what the form does before it is sent."""
        self._begin(moment)
        for node in end_nodes(self._tree):
            self._engine.write(node, timestamp(moment.at))
        for action, node in list(self._actions.on_event(REVALIDATE)):
            self._act(self._actions.value(action, node, ""), node)
        self._finish()

    # ---- How

    def _speak(self, language: str | None) -> None:
        known = self.definition.languages
        chosen = language if language in known else self.definition.default_language
        self._texts.language = self._env.language = chosen or ""

    def _begin(self, moment: Moment) -> None:
        self._env.now = moment.at
        self._env.chance = Chance(moment.seed)

    def _node(self, ref: NodeRef) -> Node:
        node = self._tree.find(ref)
        if node is None:
            raise KeyError(str(ref))
        return node

    def _load(self, *, first: bool) -> None:
        loaded = list(self._actions.on_load(first=first))
        for action, node in loaded:
            if not self._actions.waits(action):
                self._act(self._actions.value(action, node, ""), node)
        self._engine.push_all(choices=first)
        self._settle(triggers=False)
        for action, node in loaded:
            if self._actions.waits(action):
                self._act(self._actions.value(action, node, ""), node)
                self._settle(triggers=False)
        self._forget()

    def _forget(self) -> None:
        self._engine.take()
        self._added.clear()
        self._removed.clear()

    def _rotate_id(self) -> None:
        found = find_meta(self._tree.root, "instanceID")
        assert found is not None  # noqa: S101  (each form is given one)
        self._deprecated_id, found.value = (
            found.value,
            f"uuid:{self._env.chance.uuid()}",
        )
        own = find_meta(self._tree.root, "deprecatedID")
        if own is not None:
            own.value = self._deprecated_id

    def _answer(self, node: Node, text: str) -> None:
        kept = cell(node)
        read = self._readable(node, text)
        if (kept.typed is None) != (read is not None) or kept.typed != text:
            self._engine.delta.shown[node] = None
        kept.typed = text if read is None else None
        self._engine.write(node, read or "")

    def _readable(self, node: Node, text: str) -> str | None:
        choices = self._states.choices(node)
        if choices is None:
            return canonical(cell(node).definition.bind.type, text, self._zone())
        question = cell(node).definition.question
        assert question is not None  # noqa: S101  (only a select has choices)
        picked = [text] if question.kind == "select1" else text.split()
        picked = [value for value in dict.fromkeys(picked) if value]
        if any(choices.get(value) is None for value in picked):
            return None
        if question.kind == "rank" and picked and len(picked) < len(choices):
            return None
        return " ".join(picked)

    def _zone(self) -> tzinfo:
        zone = self._env.now.tzinfo
        assert zone is not None  # noqa: S101  (a Moment is aware)
        return zone

    def _offered_part(self, node: Node) -> str:
        question = cell(node).definition.question
        choices = self._states.choices(node)
        if choices is None or question is None or self._is_missing(question):
            return node.value
        if question.kind == "select1":
            return node.value if choices.get(node.value) is not None else ""
        values = node.value.split()
        return " ".join(v for v in values if choices.get(v) is not None)

    def _choice_name(self, value: str, path: str, context: Context) -> str:
        expression = compile_expression(path, self.definition.namespaces)
        for node in expression.nodes(self._env.at(context.current)):
            choices = self._states.choices(node) if isinstance(node.tag, Cell) else None
            choice = None if choices is None else choices.get(value)
            return "" if choice is None else choice.label
        return ""

    def _act(self, text: str | None, node: Node) -> None:
        if text is not None:
            read = canonical(cell(node).definition.bind.type, text, self._zone())
            cell(node).typed = None
            self._engine.write(node, text if read is None else read)

    def _settle(self, *, triggers: bool = True) -> None:
        for _ in range(MOST_CHAINED):
            self._engine.run()
            changed = self._engine.fresh()
            created, self._created = self._created, []
            if not created and not (triggers and changed):
                return
            for instance in created:
                for action, node in list(self._actions.on_new_repeat(instance)):
                    self._act(self._actions.value(action, node, ""), node)
                    self._engine.run()
            if triggers:
                self._trigger(changed)

    def _trigger(self, changed: list[Node]) -> None:
        for source in changed:
            for action, node in list(self._actions.on_change(source)):
                self._act(self._actions.value(action, node, ""), node)

    def _finish(self) -> Changes:
        self._settle()
        changes = changes_of(
            self._engine.take(),
            self._states,
            self._graph,
            self.definition,
            tuple(self._added),
            tuple(self._removed),
        )
        self._forget()
        return changes

    def _refuse_fixed(self, ref: NodeRef) -> None:
        for repeat in repeats_of(self.definition.body):
            counted = repeat.count is not None or is_fixed(repeat)
            if repeat.nodeset == ref.nodeset and counted:
                raise KnownError("FORM-FIXED", ref=str(ref))

    def _resize(self, nodeset: str, parent: Node, count: int) -> None:
        scope = cell(parent).scope
        instances = scope.ranges.get(nodeset, [])
        while len(instances) > count:
            self._remove(instances[-1], park=True)
        for _ in range(len(instances), count):
            if not self._return(nodeset, parent, scope):
                self._add(nodeset, parent, scope, self._env.chance.uuid()[:8])

    def _return(self, nodeset: str, parent: Node, scope: Scope) -> bool:
        instance = self._tree.unpark(nodeset, scope)
        if instance is None:
            return False
        place_instance(parent, instance, nodeset, self.definition)
        self._joined(instance, parent)
        return True

    def _joined(self, instance: Node, parent: Node) -> None:
        for node in below(instance):
            node.relevant = parent.relevant
            cell(node).own_relevant = True
        self._env.moved()
        self._outline = None
        self._added.append(cell(instance).ref)
        self._engine.push_new(instance)

    def _add(self, nodeset: str, parent: Node, scope: Scope, uid: str) -> None:
        instance = copy_tree(self.definition.templates[nodeset])
        instance.uid = uid
        name_instances(
            instance,
            nodeset.rpartition("/")[0],
            self._graph,
            lambda: self._env.chance.uuid()[:8],
        )
        place_instance(parent, instance, nodeset, self.definition)
        self._tree.adopt(instance, nodeset, scope)
        self._created += [n for n in below(instance) if cell(n).definition.repeat]
        self._joined(instance, parent)

    def _remove(self, instance: Node, *, park: bool = False) -> None:
        kept = cell(instance)
        around = kept.scope.around
        assert around is not None  # noqa: S101  (an instance is inside something)
        self._removed.append(kept.ref)
        if park:
            self._tree.park(instance)
        else:
            self._tree.drop(instance, kept.definition.nodeset, around)
        self._env.moved()
        self._outline = None
        self._created = [n for n in self._created if n.root is self._tree.document]
        self._engine.gone(instance, around)

    def _unlisted_state(self, ref: NodeRef) -> NodeState:
        # A repeat as a whole, or a group without a node of its own.
        above = ref.parent
        while above is not None and above.name.startswith("#"):
            above = above.parent
        parent = None if above is None else self._tree.find(above)
        if parent is None:
            raise KeyError(str(ref))
        for item in labelled(self.definition.body):
            key = item.key if isinstance(item, GroupDefinition) else ""
            if key == ref.name or (not key and item.nodeset == ref.nodeset):
                label = self._states.label_at(item.label, parent)
                relevant = parent.relevant
                return NodeState(
                    "", relevant, False, False, None, label, Label(""), None
                )
        raise KeyError(str(ref))

    def _is_missing(self, question: QuestionDefinition) -> bool:
        if question.itemset is None:
            return False
        return any(
            isinstance(part, Call)
            and part.name == "instance"
            and isinstance(part.arguments[0], Literal)
            and self._lists.missing(part.arguments[0].text)
            for part in walk(question.itemset.nodeset.ast)
        )


def _instance(ref: NodeRef, uid: str) -> NodeRef:
    return NodeRef((*ref.steps[:-1], Step(ref.name, uid)))
