"""People on paper and on screen: masks, ages, telephone numbers as they are printed."""

from datetime import date

from forms.records.persons import narrow


def mask_id(number: str) -> str:
    """Return an identity number as a worker sees it: 370811********1234."""
    plain = narrow(number)
    if len(plain) != 18:
        return mask_id_short(plain)
    return f"{plain[:6]}********{plain[14:]}"


def mask_id_short(number: str) -> str:
    """Return only the last four characters, which tell neither area nor birth date."""
    plain = narrow(number)
    return (
        "*" * max(len(plain) - 4, 0) + plain[-4:]
        if len(plain) > 4
        else "*" * len(plain)
    )


def mask_phone(number: str) -> str:
    """Return a telephone number for a sheet: 138****5678, 0537-****567."""
    plain = narrow(number)
    if len(plain) == 11 and plain.isdecimal():
        return f"{plain[:3]}****{plain[7:]}"
    area, dash, local = plain.rpartition("-")
    if len(local) <= 5:
        return plain  # 110, 12345: nobody's own number
    return f"{area}{dash}****{local[4:]}"


def mask_name(name: str) -> str:
    """Return a name for a public notice: 孔**; the dot of minority names stays."""
    plain = name.strip()
    first, dot, _ = plain.partition("·")
    if dot:
        return f"{first}·**"
    return plain[:1] + "*" * max(len(plain) - 1, 1 if plain else 0)


def spaced_phone(number: str) -> str:
    """Return a mobile number as it is printed in full: 138 1234 5678."""
    plain = narrow(number)
    if len(plain) == 11 and plain.isdecimal() and plain[0] == "1":
        return f"{plain[:3]} {plain[3:7]} {plain[7:]}"
    return plain


def age(born: date, today: date) -> int:
    """Return the age in whole years; born on 29 February, one ages on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def age_band(years: int) -> str:
    """Return the band that a report may tell: "0-13", "14-59", "60-79", "80+"."""
    for low, high in ((0, 13), (14, 59), (60, 79)):
        if years <= high:
            return f"{low}-{high}"
    return "80+"
