"""Spelling: forms and submissions as other servers read them.

What laptops write is left as it is; only what leaves for a server is spelled so. It
depends on nothing but its input: two laptops that send one visit send one body.
"""

import hashlib
import uuid

from lxml import etree

from forms.engine.definition.root import with_root

ROOT = "data"
ENTITIES = ".//{*}meta/{*}entity"
_TRUE = {"1", "true"}
_FIRST = {"baseVersion": "1", "trunkVersion": "1"}


def form_for_server(xform: bytes) -> bytes:
    """Return the form with the root that ODK's own compiler gives: `data`.

    ODK Central 2026.2 reads no entity properties of a form with another root, and
    then makes no entities, without a word.

    Raises:
        KnownError: XML-BROKEN, XML-DOCTYPE, XML-TOO-BIG.
    """
    return with_root(xform, ROOT)


def submission_for_server(xml: bytes) -> bytes:
    """Return the submission as it belongs to `form_for_server`.

    An update of an entity is told as a change made offline to its first version: its
    baseVersion counts this laptop's writes, which no server has seen. ODK Central
    refuses an update of a version that it lacks, and with it whatever else the visit
    wrote; one on a branch is taken at once, or waits until the entity is there.

    Source: ODK Entities Specification 2024.1, "trunkVersion and branchId".
    """
    root = _parsed(xml)
    changed = _branch(root)
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


def _branch(root: etree._Element) -> bool:
    """Put each offline update on its entity's branch; tell whether there was one."""
    found = False
    for entity in root.iterfind(ENTITIES):
        blank = entity.get("branchId") == ""
        if blank and entity.get("update") in _TRUE and entity.get("id"):
            entity.attrib.update(_FIRST)
            entity.set("branchId", _branch_of(str(entity.get("id"))))
            found = True
    return found


def _branch_of(entity_id: str) -> str:
    """Return one branch for each entity; Central takes no UUID but of version 4."""
    digest = hashlib.sha256(f"branch of {entity_id}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))
