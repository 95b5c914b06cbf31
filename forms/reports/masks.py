"""Masks: how much of a person each reader of a sheet may see (DOMAIN.md 6)."""

import re
from datetime import date
from typing import Literal

from forms.records.people import age, age_band

Audience = Literal["worker", "street", "notice"]
"""Who reads: the worker's own sheet, the street office, a notice on the wall."""

SMALLEST = 5
"""Smaller counts of people by health or aid are told to nobody else."""

# Area, birth date, order and check digit; the 20 of a disability card add its kind
# and grade. Meter, account and serial numbers are as long and hold no date.
_ID = re.compile(
    r"(?<![0-9A-Za-z-])([1-9]\d{5})"
    r"(?P<born>(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(\d{3}[\dXx])(?P<card>\d{2})?(?![0-9A-Za-z-])"
)
# Void since 2013, but it stands in old ledgers.
_OLD_ID = re.compile(
    r"(?<![0-9A-Za-z-])([1-9]\d{5})"
    r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3})(?![0-9A-Za-z-])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z-])(1[3-9]\d)(\d{4})(\d{4})(?![0-9A-Za-z-])")


def told(text: str, audience: Audience = "worker") -> str:
    """Return `text` with every ID number and mobile phone in it masked.

    What people write into remarks is masked as well as what stands in fields made
    for it: nothing that reaches paper goes round this. Whoever is not the worker
    sees no digit of them.
    """
    if audience != "worker":
        return _MOBILE.sub("***", _OLD_ID.sub("***", _ID.sub("***", text)))
    text = _ID.sub(lambda m: f"{m[1]}********{m[3]}{'**' if m['card'] else ''}", text)
    text = _OLD_ID.sub(r"\1******\2", text)
    return _MOBILE.sub(r"\1****\3", text)


def phone(text: str, audience: Audience) -> str:
    """Return a phone number as `audience` may see it, blank where it may not.

    The worker's sheet keeps enough to know it again, of a landline the area code
    and two digits; public numbers such as 119 are no secret.
    """
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) <= 5:
        return text
    if audience != "worker":
        return ""
    masked = told(text)
    if masked != text:
        return masked
    area, dash, rest = text.rpartition("-")
    return f"{area}{dash}{'*' * max(len(rest) - 2, 0)}{rest[-2:]}"


def id_number(text: str, audience: Audience) -> str:
    """Return an ID number as `audience` may see it, blank where it may not.

    Numbers of other documents show two characters at either end.
    """
    if audience != "worker":
        return ""
    masked = told(text)
    if masked != text or not text:
        return masked
    return f"{text[:2]}{'*' * max(len(text) - 4, 1)}{text[-2:]}"


def age_told(born: str, on: date, audience: Audience) -> str:
    """Return the age in full years on a day; a band for the street office.

    Args:
        born: An ISO date; blank where it is not known.
        on: The day, never the day it was stored: an 80th birthday changes much.
        audience: Who reads; a notice says no age at all.
    """
    if audience == "notice" or not re.fullmatch(r"\d{4}-\d\d-\d\d", born):
        return ""
    years = age(date.fromisoformat(born), on)
    return str(years) if audience == "worker" else age_band(years)


def reaches(mask: str, audience: Audience) -> bool:
    """Tell whether a column of this mask says anything to `audience`.

    Numbers of people never leave the grid, and neither does what is known of
    somebody's health or aid: of that the street office gets counts.
    """
    if mask in ("id", "phone", "health"):
        return audience == "worker"
    return mask != "age" or audience != "notice"


def few(count: int, audience: Audience) -> str:
    """Return a count of people by health or aid, "<5" where it is too small to tell.

    In a grid whose people know each other, "2" names them (DOMAIN.md 6).
    """
    if audience != "worker" and 0 < count < SMALLEST:
        return f"<{SMALLEST}"
    return str(count)


def name(text: str, audience: Audience) -> str:
    """Return a person's name: in full to the worker, else only the first character."""
    return text if audience == "worker" or not text else f"{text[0]}**"


def place(text: str, audience: Audience) -> str:
    """Return an address: in full, to the unit, or to the building."""
    if audience == "worker":
        return text
    # A place with no unit is told to its building: that is coarser, not finer.
    depths = (r"^.*?单元", r"^.*?号楼") if audience == "street" else (r"^.*?号楼",)
    found = (re.match(depth, text) for depth in depths)
    return next((one.group() for one in found if one), "")
