"""Steps that fill a form without a screen: set, add, remove, finalise."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.view import Group, Item, Question, Repeat
from forms.engine.refs import NodeRef
from forms.errors import KnownError

_STEP = re.compile(r"/(?P<name>[^/\[\]]+)(?:\[(?P<position>\d+)\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a steps file.

    Args:
        verb: "set", "add", "remove" or "finalise".
        path: XForm path, repeat instances by position: "/data/av[2]/photo".
        value: As XForm text; of an upload question, the path of a file.
        extra: What else the step says, as a story's "picture".
        number: Counted from 1, for messages.
    """

    verb: str
    path: str
    value: str
    extra: Mapping[str, object]
    number: int


class Filling(Protocol):
    """What steps act on: a FormEntry, or a session that keeps nothing."""

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        ...

    @property
    def root(self) -> Group:
        """The body with its repeat instances as they are now."""
        ...

    def value(self, ref: NodeRef) -> str:
        """Return the node's value; KeyError where there is no such node."""
        ...

    def answer(self, ref: NodeRef, text: str) -> object:
        """Set an answer."""
        ...

    def add_repeat(self, ref: NodeRef) -> object:
        """Add an instance at the end of a repeat."""
        ...

    def remove_repeat(self, ref: NodeRef) -> object:
        """Remove a repeat instance."""
        ...

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> object:
        """Answer an upload question with a file."""
        ...


def read_steps(file: Path) -> tuple[Step, ...]:
    """Return the steps in a JSON file.

    Raises:
        KnownError: STEPS-FILE where it cannot be read as a list of steps.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise KnownError("STEPS-FILE", file=str(file), reason=str(error)) from error
    if not isinstance(told, list):
        raise KnownError("STEPS-FILE", file=str(file), reason="[...]?")
    return steps_of(told)


def steps_of(told: Iterable[Mapping[str, object]]) -> tuple[Step, ...]:
    """Return the steps that JSON objects tell.

    Raises:
        KnownError: STEPS-STEP with its number where one is no step.
    """
    return tuple(_step(one, number) for number, one in enumerate(told, 1))


def _step(told: Mapping[str, object], number: int) -> Step:
    if not isinstance(told, Mapping):
        raise KnownError("STEPS-STEP", number=number, step=json.dumps(told))
    if told.get("finalise") or told.get("finalize"):
        return Step("finalise", "", "", told, number)
    for verb in ("set", "add", "remove"):
        if isinstance(path := told.get(verb), str):
            return Step(verb, path, str(told.get("value", "")), told, number)
    raise KnownError(
        "STEPS-STEP", number=number, step=json.dumps(told, ensure_ascii=False)
    )


def apply(filling: Filling, step: Step, folder: Path) -> None:
    """Do one step other than "finalise".

    Args:
        filling: The form being filled.
        step: The step.
        folder: Where the files that it names by a relative path lie.

    Raises:
        KnownError: STEPS-PATH where the form has no such node now, STEPS-UPLOAD
            where the file cannot be read.
    """
    ref = resolve(filling.root, step.path)
    if ref is None or not _takes(filling, ref, step.verb):
        raise KnownError("STEPS-PATH", number=step.number, path=step.path)
    if step.verb == "add":
        filling.add_repeat(repeat_of(ref))
    elif step.verb == "remove":
        filling.remove_repeat(ref)
    elif step.value and is_upload(filling.root, ref):
        file = folder / step.value
        try:
            data = file.read_bytes()
        except OSError as error:
            raise KnownError(
                "STEPS-UPLOAD", number=step.number, file=str(file)
            ) from error
        filling.attach(ref, data, file.suffix.lower())
    else:
        filling.answer(ref, step.value)


def resolve(root: Group, path: str) -> NodeRef | None:
    """Return the ref that `path` names, its positions turned into uids.

    A step without a position inside a repeat means its first instance. None where
    an instance of that position does not exist, or where it is no path.
    """
    found = list(_STEP.finditer(path))
    if not found or "".join(m.group() for m in found) != path:
        return None
    ref, items = NodeRef(()), (root,)
    for place, match in enumerate(found):
        ref = ref.child(match["name"])
        repeat = _repeat(items, ref)
        if repeat is None:
            continue
        last = place == len(found) - 1
        if last and match["position"] is None:
            return ref
        position = int(match["position"] or 1)
        if not 1 <= position <= len(repeat.instances):
            return None
        instance = repeat.instances[position - 1]
        ref, items = instance.ref, (instance,)
    return ref


def _takes(filling: Filling, ref: NodeRef, verb: str) -> bool:
    """Tell whether the form has a node at `ref` now to which `verb` can be done."""
    items = (filling.root,)
    if verb == "add":
        return _repeat(items, repeat_of(ref)) is not None
    if verb == "remove":
        repeat = _repeat(items, repeat_of(ref))
        return repeat is not None and any(one.ref == ref for one in repeat.instances)
    nodes = filling.definition.nodes
    if any(name.startswith(f"{ref.nodeset}/") for name in nodes):
        return False
    try:
        filling.value(ref)
    except KeyError:
        return False
    return True


def repeat_of(ref: NodeRef) -> NodeRef:
    """Return the repeat of an instance's ref, or `ref` itself without its uid."""
    parent = ref.parent
    return parent.child(ref.name) if parent else ref


def is_upload(root: Group, ref: NodeRef) -> bool:
    """Tell whether the node at `ref` is answered by a file."""
    question = _question((root,), ref)
    return question is not None and question.kind == "upload"


def _repeat(items: Sequence[Item], ref: NodeRef) -> Repeat | None:
    for item in items:
        if isinstance(item, Repeat) and item.ref == ref:
            return item
        within = item.items if isinstance(item, Group) else _instance(item, ref)
        found = _repeat(within, ref)
        if found is not None:
            return found
    return None


def _instance(item: Item, ref: NodeRef) -> Sequence[Item]:
    """Return the instance of a repeat in which `ref` lies, if it is one."""
    if not isinstance(item, Repeat):
        return ()
    return [
        one
        for one in item.instances
        if ref.steps[: len(one.ref.steps)] == one.ref.steps
    ]


def _question(items: Sequence[Item], ref: NodeRef) -> Question | None:
    for item in items:
        if isinstance(item, Question):
            if item.ref == ref:
                return item
            continue
        inside = item.items if isinstance(item, Group) else item.instances
        found = _question(inside, ref)
        if found is not None:
            return found
    return None
