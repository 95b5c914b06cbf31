"""Spelling: forms and submissions as other servers read them.

What laptops write is left as it is; only what leaves for a server is spelled so. It
depends on nothing but its input: two laptops that send one visit send one body.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from forms.engine.definition.root import with_root

ROOT = "data"
ENTITIES = ".//{*}meta/{*}entity"
_TRUE = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Step:
    """Where an update stands: on which branch, behind which version of it (from 1)."""

    branch: str
    base: int


@dataclass(frozen=True, slots=True)
class Block:
    """What a submission says of one entity.

    Args:
        entity: Its id.
        updates: It changes it, offline, and does not create it.
        seen: The version that its author saw, 0 where it tells none.
    """

    entity: str
    updates: bool
    seen: int


def form_for_server(xform: bytes) -> bytes:
    """Return the form with the root that ODK's own compiler gives: `data`.

    ODK Central 2026.2 reads no entity properties of a form with another root, and
    then makes no entities, without a word.

    Raises:
        KnownError: XML-BROKEN, XML-DOCTYPE, XML-TOO-BIG.
    """
    return with_root(xform, ROOT)


def submission_for_server(xml: bytes, steps: Sequence[Step | None] = ()) -> bytes:
    """Return the submission as it belongs to `form_for_server`.

    An update of an entity is told as a change made offline: its baseVersion counts
    this laptop's writes, which no server has seen. ODK Central refuses an update of a
    version that it lacks, and with it whatever else the visit wrote; one on a branch
    is taken at once, or waits until what it follows is there.

    Args:
        xml: As it lies here.
        steps: Where each of its `blocks` stands; one without is told as a change of
            the first version.

    Source: ODK Entities Specification 2024.1, "trunkVersion and branchId".
    """
    root = _parsed(xml)
    changed = _branch(root, steps)
    name = etree.QName(root)
    if name.localname != ROOT and not root.prefix:
        root.tag = f"{{{name.namespace}}}{ROOT}" if name.namespace else ROOT
        changed = True
    if not changed:
        return xml
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return written


def created(xml: bytes) -> set[str]:
    """Return the ids of the entities that a submission creates."""
    return {
        str(entity.get("id"))
        for entity in _parsed(xml).iterfind(ENTITIES)
        if entity.get("create") in _TRUE
    }


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml, parser)


def blocks(xml: bytes) -> list[Block]:
    """Return what a submission says of entities, in the order of its text."""
    return [
        Block(
            entity=str(entity.get("id")),
            updates=_is_offline_update(entity),
            seen=int(told)
            if (told := entity.get("baseVersion") or "").isdigit()
            else 0,
        )
        for entity in _parsed(xml).iterfind(ENTITIES)
    ]


def _is_offline_update(entity: etree._Element) -> bool:
    blank = entity.get("branchId") == ""
    return bool(blank and entity.get("update") in _TRUE and entity.get("id"))


def _branch(root: etree._Element, steps: Sequence[Step | None]) -> bool:
    """Put each offline update on a branch; tell whether there was one."""
    found = False
    for at, entity in enumerate(root.iterfind(ENTITIES)):
        if not _is_offline_update(entity):
            continue
        step = steps[at] if at < len(steps) else None
        step = step or Step(_branch_of(str(entity.get("id"))), 1)
        entity.set("baseVersion", str(step.base))
        entity.set("trunkVersion", "1")
        entity.set("branchId", step.branch)
        found = True
    return found


def _branch_of(entity_id: str) -> str:
    """Return one branch for each entity; Central takes no UUID but of version 4."""
    digest = hashlib.sha256(f"branch of {entity_id}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))
