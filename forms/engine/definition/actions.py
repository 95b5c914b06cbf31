"""Actions: <setvalue> and <odk:setgeopoint>."""

from typing import Literal

from lxml import etree

from forms.engine.definition.binds import absolute
from forms.engine.definition.document import attribute, local
from forms.engine.definition.model import Action
from forms.engine.definition.scope import Scope

ACTIONS = ("setvalue", "setgeopoint")
FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"
REVALIDATE = "xforms-revalidate"
EVENTS = "http://www.w3.org/2001/xml-events"
# What XForms 1.1 forms of old call the first load.
_OLD_NAMES = {"xforms-ready": FIRST_LOAD, "jr-insert": NEW_REPEAT}


def read_action(
    element: etree._Element, base: str, trigger: str, repeat: str, scope: Scope
) -> Action:
    """Return the action of `element`.

    Args:
        element: The <setvalue> or <odk:setgeopoint>.
        base: Nodeset that a relative ref is seen from.
        trigger: Nodeset of the control it stands in, blank elsewhere.
        repeat: Nodeset of the innermost repeat around it, blank for none.
        scope: Compiles its expressions.
    """
    event = attribute(element, "event") or attribute(element, "event", EVENTS) or ""
    ref = attribute(element, "ref") or attribute(element, "bind") or "."
    kind: Literal["setvalue", "setgeopoint"]
    kind = "setgeopoint" if local(element) == "setgeopoint" else "setvalue"
    place = f"{kind} {ref}"
    return Action(
        kind=kind,
        events=tuple(_OLD_NAMES.get(name, name) for name in event.split()),
        target=scope.expression(ref, place),
        target_nodeset=absolute(ref, base),
        value=scope.optional(attribute(element, "value"), place),
        text="".join(element.itertext()),
        trigger=trigger,
        scope=repeat,
    )
