"""XForm XML to a FormDefinition."""

import hashlib

from lxml import etree

from forms.engine.definition.actions import ACTIONS, read_action
from forms.engine.definition.binds import read_binds
from forms.engine.definition.body import BodyReader
from forms.engine.definition.document import (
    attribute,
    local,
    namespace,
    read_xml,
    to_document,
)
from forms.engine.definition.entities import read_entities
from forms.engine.definition.graph import graph_of
from forms.engine.definition.model import (
    ENTITIES,
    OPENROSA,
    XFORMS,
    Action,
    ExternalInstance,
    FormDefinition,
    Submission,
)
from forms.engine.definition.primary import read_primary
from forms.engine.definition.scope import Scope
from forms.engine.definition.secondary import read_secondary
from forms.engine.definition.texts import read_itext
from forms.errors import KnownError


def parse_xform(data: bytes) -> FormDefinition:
    """Return the form in `data`, an ODK XForm.

    Raises:
        KnownError: XML-BROKEN, XML-DOCTYPE, XML-TOO-BIG, XML-DEEP; FORM-NOT-XFORM if
            it has no model, instance or body; FORM-REF (ref) if the body names a node
            that the instance lacks; FORM-EXPRESSION (place, expression, reason);
            FORM-CYCLE (path).
    """
    html = read_xml(data)
    model, body = _first(_first(html, "head"), "model"), _first(html, "body")
    instance = _first(model, "instance")
    element = next(iter(instance), None)
    if element is None:
        raise KnownError("FORM-NOT-XFORM", part="instance")
    scope = Scope(_namespaces(html, model, element))
    document = to_document(element, plain=frozenset({XFORMS, namespace(element)}))
    root = f"/{next(document.elements()).qualified_name}"
    reader = BodyReader(root, scope)
    items = reader.read(body)
    primary = read_primary(
        document, read_binds(model, root, scope), items, scope.namespaces
    )
    itext, default_language = read_itext(model, scope)
    inline, external = read_secondary(model, instance)
    external |= {src: ExternalInstance(src, src) for src in reader.searched}
    definition = FormDefinition(
        form_id=_form_id(element),
        version=attribute(element, "version")
        or attribute(element, "version", OPENROSA)
        or "",
        title=_title(html),
        languages=tuple(itext),
        default_language=default_language,
        hash=hashlib.sha256(data).hexdigest(),
        xform=data,
        namespaces=scope.namespaces,
        primary=document,
        templates=primary.templates,
        nodes=primary.nodes,
        body=items,
        actions=(*_model_actions(model, root, scope), *reader.actions),
        itext=itext,
        inline=inline,
        external=external,
        entities=read_entities(primary.root, primary.templates, primary.nodes),
        submission=_submission(model),
        entities_version=attribute(model, "entities-version", ENTITIES) or "",
        instance_xmlns=_own_xmlns(element),
    )
    graph_of(definition)
    return definition


def _first(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{{*}}{name}")
    if found is None:
        raise KnownError("FORM-NOT-XFORM", part=name)
    return found


def _namespaces(*elements: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in elements:
        found |= {str(p): str(u) for p, u in element.nsmap.items() if p}
    return found


def _form_id(root: etree._Element) -> str:
    # Forms of old are known by the namespace of their instance.
    return attribute(root, "id") or _own_xmlns(root) or local(root)


def _own_xmlns(root: etree._Element) -> str:
    space = namespace(root)
    return "" if space == XFORMS or root.prefix else space


def _title(html: etree._Element) -> str:
    title = html.find("{*}head/{*}title")
    return "" if title is None else "".join(title.itertext()).strip()


def _model_actions(
    model: etree._Element, root: str, scope: Scope
) -> tuple[Action, ...]:
    return tuple(
        read_action(child, root, "", "", scope)
        for child in model
        if local(child) in ACTIONS
    )


def _submission(model: etree._Element) -> Submission:
    element = model.find("{*}submission")
    if element is None:
        return Submission()
    space = OPENROSA
    return Submission(
        action=attribute(element, "action") or "",
        method=attribute(element, "method") or "",
        base64_rsa_public_key=attribute(element, "base64RsaPublicKey") or "",
        auto_send=attribute(element, "auto-send", space) or "",
        auto_delete=attribute(element, "auto-delete", space) or "",
    )
