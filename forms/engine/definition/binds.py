"""The <bind>s of a model."""

from lxml import etree

from forms.engine.definition.document import attribute
from forms.engine.definition.model import ENTITIES, JAVAROSA, ODK, OPENROSA, Bind
from forms.engine.definition.scope import Scope
from forms.engine.definition.texts import message
from forms.engine.xpath.compile import Expression

_FOREIGN = (ODK, OPENROSA)


def read_binds(model: etree._Element, root: str, scope: Scope) -> dict[str, Bind]:
    """Return the binds by absolute nodeset; later ones add to earlier ones.

    Args:
        model: The <model>.
        root: The root element's nodeset, "/data": relative nodesets start there.
        scope: Compiles their expressions.
    """
    found: dict[str, Bind] = {}
    for element in model.iterfind("{*}bind"):
        nodeset = absolute(attribute(element, "nodeset") or "", root)
        if nodeset:
            found[nodeset] = _bind(element, nodeset, scope)
    return found


def absolute(ref: str, base: str) -> str:
    """Return the nodeset that `ref` names seen from `base`: no predicates, no spaces.

    `ref` may be "/data/a", "a", "./a", "../a", "." or "current()/../a".
    """
    text = without_predicates(ref) if "[" in ref else ref
    text = text.replace(" ", "").strip()
    text = text.removeprefix("current()/")
    if text.startswith("/"):
        return text.rstrip("/")
    steps = base.strip("/").split("/")
    for step in text.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/" + "/".join(steps)


def without_predicates(ref: str) -> str:
    """Return the path without what stands in [...]."""
    depth, kept = 0, []
    for character in ref:
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    return "".join(kept).strip()


def _bind(element: etree._Element, nodeset: str, scope: Scope) -> Bind:
    # One look at all attributes: a thousand binds ask for ten each.
    given = {str(key): str(text) for key, text in element.attrib.items()}

    def expression(name: str) -> Expression | None:
        text = given.get(name)
        return None if text is None else scope.optional(text, f"{name} {nodeset}")

    preload = given.get(f"{{{JAVAROSA}}}preload")
    parameters = given.get(f"{{{JAVAROSA}}}preloadParams", "")
    return Bind(
        nodeset=nodeset,
        type=_type(given.get("type")),
        calculate=expression("calculate"),
        relevant=expression("relevant"),
        readonly=expression("readonly"),
        required=expression("required"),
        constraint=expression("constraint"),
        constraint_message=message(given.get(f"{{{JAVAROSA}}}constraintMsg"), scope),
        required_message=message(given.get(f"{{{JAVAROSA}}}requiredMsg"), scope),
        preload=None if preload is None else (preload, parameters),
        save_to=given.get(f"{{{ENTITIES}}}saveto", ""),
        extra=foreign_attributes(element),
    )


def foreign_attributes(element: etree._Element) -> dict[str, str]:
    """Return the ODK and OpenRosa attributes by local name: {"max-pixels": "800"}."""
    found: dict[str, str] = {}
    for key, text in element.attrib.items():
        if not str(key).startswith("{"):
            continue
        name = etree.QName(str(key))
        if name.namespace in _FOREIGN:
            found[name.localname] = str(text)
    return found


def _type(text: str | None) -> str:
    return (text or "").rpartition(":")[2].strip() or "string"
