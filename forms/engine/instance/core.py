"""What a session is made of, and how an event runs through it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, tzinfo

from forms.engine.definition.graph import graph_of
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.primary import find_meta
from forms.engine.instance.build import Built, name_instances, place_instance
from forms.engine.instance.changes import changes_of
from forms.engine.instance.events import MOST_CHAINED, Actions
from forms.engine.instance.host import Host
from forms.engine.instance.lists import Lists
from forms.engine.instance.offer import Offer
from forms.engine.instance.outline import outline
from forms.engine.instance.recompute import MOST_INSTANCES, Recompute, below
from forms.engine.instance.states import States
from forms.engine.instance.texts import Texts
from forms.engine.instance.tree import Scope, Tree, cell
from forms.engine.instance.view import Changes, Group, Moment
from forms.engine.refs import NodeRef
from forms.engine.values import canonical
from forms.engine.xpath.context import MAX_PATIENCE_S, Chance, Environment
from forms.engine.xpath.nodes import Node
from forms.errors import KnownError

# No paper and no person fills more; a count gone wild would fill the memory.
MOST_NODES = 100_000
# Repeats that count each other's entries multiply: what one event adds of them is
# bounded too, some 20 µs an entry.
MOST_ADDED = 20_000


class Core:
    """The parts of one session, wired to each other.

    Args:
        definition: The form.
        host: The world.
        built: The instance's document.
        at: The instant of the first event.
        seed: What all chance outside events draws from.
        language: For labels; None for the form's default.
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
        self.graph = graph_of(definition)
        self.tree = Tree(definition, built.document)
        self.seed = seed
        self.deprecated_id = ""
        lists = Lists(definition, host)
        self.env = Environment(
            built.document,
            instance=lists,
            now=at,
            chance=Chance(seed),
            version=definition.version,
            property=host.property,
        )
        self.texts = Texts(definition, self.env)
        self.offer = Offer(self.env, self.texts, lists, definition.namespaces)
        self.env.itext = self.texts.itext
        self.env.choice_name = self.offer.choice_name
        self.states = States(definition, self.env, self.texts, self.offer, seed)
        self.actions = Actions(definition, self.graph, self.tree, self.env, host)
        self.engine = Recompute(
            self.graph,
            self.tree,
            self.env,
            resize=self._resize,
            keep=self._offered,
        )
        self._created: list[Node] = []
        self._added: list[NodeRef] = []
        self._removed: list[NodeRef] = []
        self._outline: Group | None = None
        self.speak(language)

    @property
    def outline(self) -> Group:
        """The body with the repeat instances that exist now."""
        if self._outline is None:
            self._outline = outline(self.definition, self.tree)
        return self._outline

    @property
    def zone(self) -> tzinfo:
        """The local zone of the present event."""
        zone = self.env.now.tzinfo
        assert zone is not None  # noqa: S101  (a Moment is aware)
        return zone

    def speak(self, language: str | None) -> None:
        """Take a language of the form; its default one for any other."""
        known = self.definition.languages
        chosen = language if language in known else self.definition.default_language
        self.texts.language = self.env.language = chosen or ""

    def begin(self, moment: Moment) -> None:
        """Set the clock and the dice for one event."""
        self.env.patience = MAX_PATIENCE_S
        self.env.now = moment.at
        self.env.chance = Chance(moment.seed)

    def load(self, *, first: bool) -> None:
        """Run what a form does when it is opened."""
        loaded = list(self.actions.on_load(first=first))
        for action, node in loaded:
            if not self.actions.waits(action):
                self.assign(node, self.actions.value(action, node))
        self.engine.push_all(choices=first)
        self._settle(triggers=False)
        for action, node in loaded:
            if self.actions.waits(action):
                self.assign(node, self.actions.value(action, node))
                self._settle(triggers=False)
        self.forget()

    def forget(self) -> None:
        """Begin to count changes anew."""
        self.engine.take()
        self._added.clear()
        self._removed.clear()

    def finish(self) -> Changes:
        """Run all that follows from the event and return what it changed."""
        self._settle()
        changes = changes_of(
            self.engine.take(),
            self.states,
            self.graph,
            self.tree,
            tuple(self._added),
            tuple(self._removed),
        )
        self.forget()
        return changes

    def rotate_id(self) -> None:
        """Give an edited submission an id of its own; the old one is deprecated."""
        found = find_meta(self.tree.root, "instanceID")
        assert found is not None  # noqa: S101  (each form is given one)
        self.deprecated_id = found.value
        found.value = f"uuid:{self.env.chance.uuid()}"
        own = find_meta(self.tree.root, "deprecatedID")
        if own is not None:
            own.value = self.deprecated_id

    def answer(self, node: Node, text: str) -> None:
        """Take an answer as it was typed."""
        kept = cell(node)
        read = self.offer.picked(node, text)
        if read is None and self.states.choices(node) is None:
            read = canonical(kept.definition.bind.type, text, self.zone)
        typed = text if read is None else None
        if kept.typed != typed:
            self.engine.delta.shown[node] = None
        kept.typed = typed
        self.engine.write(node, read or "")

    def take_back(self, node: Node, value: str, typed: str | None) -> None:
        """Give a node back what it had: its answer could not be worked with."""
        cell(node).typed = typed
        self.engine.write(node, value)
        # What failed is in line again with the old answer; it went well before.
        with suppress(KnownError):
            self._settle()
        self.forget()

    def assign(self, node: Node, text: str | None) -> None:
        """Give a node what an action gives it; None gives nothing."""
        if text is not None:
            read = canonical(cell(node).definition.bind.type, text, self.zone)
            cell(node).typed = None
            self.engine.write(node, text if read is None else read)

    def add(self, nodeset: str, parent: Node, scope: Scope, uid: str) -> None:
        """Add a new instance of a repeat after the last one.

        Raises:
            KnownError: FORM-TOO-MANY (ref, most).
        """
        if len(self._added) >= MOST_ADDED:
            raise KnownError("FORM-TOO-MANY", ref=nodeset, most=MOST_ADDED)
        instance = self.definition.templates[nodeset].copy()
        instance.uid = uid
        above = nodeset.rpartition("/")[0]
        name_instances(instance, above, self.graph, self.new_uid)
        place_instance(parent, instance, nodeset, self.definition)
        self.tree.adopt(instance, nodeset, scope)
        if self.tree.size > MOST_NODES:
            raise KnownError("FORM-TOO-MANY", ref=nodeset, most=MOST_NODES)
        self._created += [n for n in below(instance) if cell(n).definition.repeat]
        self._joined(instance, parent)

    def remove(self, instance: Node, *, park: bool = False) -> None:
        """Take out a repeat instance; parked, it may come back."""
        kept = cell(instance)
        around = kept.scope.around
        assert around is not None  # noqa: S101  (an instance is inside something)
        self._removed.append(kept.ref)
        was_last = around.ranges[kept.definition.nodeset][-1] is instance
        if park:
            self.tree.park(instance)
        else:
            self.tree.drop(instance, kept.definition.nodeset, around)
        self._moved()
        document = self.tree.document
        self._created = [n for n in self._created if n.root is document]
        self.engine.gone(instance, around, renumbers=not was_last)

    def new_uid(self) -> str:
        """Return a uid for a repeat instance that the form makes itself."""
        return self.env.chance.uuid()[:8]

    def _joined(self, instance: Node, parent: Node) -> None:
        for node in below(instance):
            node.relevant = parent.relevant
            cell(node).own_relevant = True
        self._moved()
        self._added.append(cell(instance).ref)
        self.engine.push_new(instance)

    def _moved(self) -> None:
        self.env.moved()
        self._outline = None

    def _resize(self, nodeset: str, parent: Node, count: int) -> None:
        scope = cell(parent).scope
        if count > MOST_INSTANCES:
            raise KnownError("FORM-TOO-MANY", ref=nodeset, most=MOST_INSTANCES)
        instances = scope.ranges.get(nodeset, [])
        while len(instances) > count:
            self.remove(instances[-1], park=True)
        for _ in range(len(instances), count):
            instance = self.tree.unpark(nodeset, scope)
            if instance is None:
                self.add(nodeset, parent, scope, self.new_uid())
            else:
                place_instance(parent, instance, nodeset, self.definition)
                self._joined(instance, parent)

    def _offered(self, node: Node) -> str:
        # What was answered before its list could offer it is taken now.
        kept = cell(node)
        if kept.typed is not None:
            read = self.offer.picked(node, kept.typed)
            if read is not None:
                kept.typed = None
                return read
        return self.offer.offered_part(node)

    def _settle(self, *, triggers: bool = True) -> None:
        for _ in range(MOST_CHAINED):
            self.engine.run()
            changed = self.engine.fresh()
            created, self._created = self._created, []
            if not created and not (triggers and changed and self.actions.triggered):
                return
            for instance in created:
                for action, node in list(self.actions.on_new_repeat(instance)):
                    self.assign(node, self.actions.value(action, node))
                    self.engine.run()
            if triggers:
                self._trigger(changed)

    def _trigger(self, changed: Iterable[Node]) -> None:
        for source in changed:
            for action, node in list(self.actions.on_change(source)):
                self.assign(node, self.actions.value(action, node))
