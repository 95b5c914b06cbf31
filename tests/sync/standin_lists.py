"""The entity lists of the stand-in for ODK Central: what a real one made of visits."""

import csv
import io
import json
import re
import uuid
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

SAVETO = "{http://www.opendatakit.org/xforms/entities}saveto"
XFORMS = "{http://www.w3.org/2002/xforms}"


@dataclass
class List:
    """A list: its properties, and id -> the values of each version of an entity.

    Attributes:
        places: (id, branch, base) -> how many versions there were with that change.
        held: What waits for an entity, or for what it follows on its branch.
        contradicted: Entities of which Central would say "possible conflict".
    """

    properties: set[str] = field(default_factory=set)
    entities: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    places: dict[tuple[str, str, int], int] = field(default_factory=dict)
    held: list["Change"] = field(default_factory=list)
    contradicted: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Change:
    """An update of an entity; of a change that is not offline, `branch` is blank."""

    entity: str
    branch: str
    base: int
    values: dict[str, str]


def named_files(xform: bytes) -> list[str]:
    """Return the files that a form names."""
    found = etree.fromstring(xform).iter(f"{XFORMS}instance")
    sources = [one.get("src") or "" for one in found]
    return [PurePosixPath(src).name for src in sources if src.startswith("jr://file")]


def learn_lists(lists: dict[str, List], xform: bytes) -> None:
    """Make the lists of a form that is published, with what it saves to them.

    Central reads properties below `/data` alone; a list without any is made all the
    same, without a word.
    """
    root = etree.fromstring(xform)
    primary = next(root.iter(f"{XFORMS}instance"))[0]
    saves = {
        saveto
        for one in root.iter(f"{XFORMS}bind")
        if (saveto := one.get(SAVETO))
        and (one.get("nodeset") or "").startswith("/data/")
    }
    for entity in primary.iterfind(".//{*}meta/{*}entity"):
        lists.setdefault(entity.get("dataset") or "", List()).properties |= saves


def take_entities(
    lists: dict[str, List], xform: bytes, submission: etree._Element
) -> list[str]:
    """Make and change what a submission tells; return why it was not taken, if so."""
    entities = list(submission.iterfind(".//{*}meta/{*}entity"))
    model = etree.fromstring(xform)
    saves = {
        (one.get("nodeset") or "").rpartition("/")[2]: saveto
        for one in model.iter(f"{XFORMS}bind")
        if (saveto := one.get(SAVETO))
    }
    values = {
        saves[name]: one.text or ""
        for one in submission.iter()
        if (name := etree.QName(one).localname) in saves
    }
    wrong = [why for one in entities if (why := _why_not(lists, one))]
    if wrong:
        # One that is refused takes the others of the submission with it.
        return wrong
    for entity in entities:
        kept = lists[entity.get("dataset") or ""]
        if not kept.properties:
            continue
        name = entity.get("id") or ""
        if entity.get("create") in ("1", "true"):
            label = {"label": entity.findtext("{*}label") or ""}
            kept.entities[name] = [{**label, **values}]
        else:
            branch, base = entity.get("branchId") or "", int(entity.get("baseVersion"))
            kept.held.append(Change(name, branch, base, values))
        while any(_change(kept, one) for one in list(kept.held)):
            pass
    return []


def _change(kept: List, one: Change) -> bool:
    """Make one change if what it follows is there; mark it where it contradicts."""
    versions = kept.entities.get(one.entity)
    first = not one.branch or one.base == 1
    before = (one.entity, one.branch, one.base - 1)
    follows = one.base if first else kept.places.get(before)
    if not versions or follows is None:
        return False
    assert follows, "two stand where one goes on"
    kept.held.remove(one)
    base, last = versions[follows - 1], versions[-1]
    differ = {name for name in one.values if base.get(name) != last.get(name)}
    if any(one.values[name] != last.get(name) for name in differ):
        kept.contradicted.add(one.entity)
    versions.append({**last, **one.values})
    place = (one.entity, one.branch, one.base)
    # Central fails where it is to go on behind two of one place.
    kept.places[place] = len(versions) if place not in kept.places else 0
    return True


def _why_not(lists: dict[str, List], entity: etree._Element) -> str:
    kept = lists.get(entity.get("dataset") or "", List())
    versions = kept.entities.get(entity.get("id") or "", [])
    if entity.get("create") in ("1", "true"):
        return "A resource already exists with uuid value(s)" if versions else ""
    branch, base = entity.get("branchId") or "", entity.get("baseVersion") or ""
    if branch and uuid.UUID(branch).version != 4:
        return "expected (branchId) to be (valid version 4 UUID)"
    if not branch and not (base.isdigit() and 1 <= int(base) <= len(versions)):
        return f"Base version ({base}) does not exist"
    return ""


def of_lists(
    lists: dict[str, List], method: str, path: str, body: bytes
) -> tuple[int, bytes]:
    """Answer what is asked of lists."""
    if path == "datasets" and method == "POST":
        lists.setdefault(json.loads(body)["name"], List())
        return 200, b"{}"
    if path == "datasets":
        return 200, json.dumps([{"name": name} for name in lists]).encode()
    found = re.fullmatch(r"datasets/([^/]+)(/entities|/entities\.csv)?", path)
    kept = lists.get(unquote(found[1])) if found else None
    if found is None or kept is None:
        return 404, b"{}"
    if found[2] == "/entities":
        return _made(kept, json.loads(body)["entities"])
    if found[2]:
        return 200, _csv(kept)
    told = [{"name": name} for name in sorted(kept.properties)]
    return 200, json.dumps({"properties": told}).encode()


def _made(kept: List, entities: list[dict[str, object]]) -> tuple[int, bytes]:
    for one in entities:
        values, name = one["data"], str(one["uuid"])
        assert isinstance(values, dict)
        if name in kept.entities or not one["label"] or values.keys() - kept.properties:
            return 400, b'{"message": "The entity is invalid."}'
        kept.entities[name] = [{"label": str(one["label"]), **values}]
    return 200, b"{}"


def _csv(kept: List) -> bytes:
    text = io.StringIO()
    names = ["__id", "label", *sorted(kept.properties)]
    writer = csv.DictWriter(text, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for name, versions in kept.entities.items():
        writer.writerow({"__id": name, **versions[-1]})
    return text.getvalue().encode()
