"""Every function by the name that a form calls it by."""

from forms.engine.xpath.functions import (
    core,
    dates,
    geo,
    lists,
    logic,
    numbers,
    strings,
)
from forms.engine.xpath.functions.signature import Function

OPENROSA = "http://openrosa.org/javarosa"
LIBRARY: dict[str, Function] = {
    **core.FUNCTIONS,
    **strings.FUNCTIONS,
    **numbers.FUNCTIONS,
    **logic.FUNCTIONS,
    **dates.FUNCTIONS,
    **geo.FUNCTIONS,
    **lists.FUNCTIONS,
}


def find(name: str, namespaces: dict[str, str]) -> Function | None:
    """Return the function called `name`, None where there is none.

    A prefix bound to the OpenRosa namespace counts as `jr`; `jr` need not be bound.
    """
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return LIBRARY.get(name)
    if namespaces.get(prefix, OPENROSA if prefix == "jr" else "") != OPENROSA:
        return None
    return LIBRARY.get(f"jr:{local}")
