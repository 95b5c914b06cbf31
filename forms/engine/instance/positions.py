"""Paths as people write them, with positions: /fire_patrol/fc[2]/f_ok."""

import re

from forms.engine.instance.view import Group, Item, Question, Repeat
from forms.engine.refs import NodeRef, Step

_STEP = re.compile(r"/(?P<name>[^/\[\]]+)(?:\[(?P<position>\d+)\])?")


def ref_at(root: Group, path: str) -> NodeRef:
    """Return the ref of a path whose repeat instances are told by position from 1.

    A repeat without a position at the end of the path is the repeat itself; within
    the path it means its first instance. The root's name need not be right: form
    builders call it "data" whatever the form.

    Args:
        root: The session's body.
        path: As "/data/av[2]/a_item" or "/data/av".

    Raises:
        KeyError: There is no such instance.
        ValueError: `path` is no path.
    """
    found = list(_STEP.finditer(path))
    if not found or "".join(m[0] for m in found) != path:
        raise ValueError(path)
    ref, repeats = root.ref, _repeats(root)
    for place, match in enumerate(found[1:], start=2):
        ref = ref.child(match["name"])
        repeat = repeats.get(ref)
        if repeat is None or (place == len(found) and match["position"] is None):
            continue
        position = int(match["position"] or 1)
        if not 1 <= position <= len(repeat.instances):
            raise KeyError(path)
        ref = repeat.instances[position - 1].ref
    return ref


def path_of(root: Group, ref: NodeRef) -> str:
    """Return the path of `ref` with positions in place of uids."""
    repeats = _repeats(root)
    path, at = "", None
    for step in ref.steps:
        here = NodeRef((*(() if at is None else at.steps), Step(step.name)))
        at = NodeRef((*here.steps[:-1], step))
        path += f"/{step.name}"
        if step.uid is not None and here in repeats:
            refs = [instance.ref for instance in repeats[here].instances]
            path += f"[{refs.index(at) + 1}]"
    return path


def _repeats(group: Group) -> dict[NodeRef, Repeat]:
    found: dict[NodeRef, Repeat] = {}
    waiting: list[Item] = [group]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Question):
            continue
        if isinstance(item, Group):
            waiting.extend(item.items)
        else:
            found[item.ref] = item
            waiting.extend(item.instances)
    return found
