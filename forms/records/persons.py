"""Persons: rules of identity numbers, phones and names (GB 11643, local habits)."""

import re
import unicodedata
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
SHORT_NUMBERS = {"110", "119", "120", "12345", "12348", "12393", "95598", "96110"}
# What a spreadsheet makes of 18 digits: they are gone, no rule brings them back.
LOST_DIGITS = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}")
# Or so: a spreadsheet keeps fifteen digits and fills up with noughts.
FILLED_UP = re.compile(r"\d{15}000(\.0+)?")
# U+00B7 is the dot in names of minorities; people type its look-alikes.
DOTS = str.maketrans(dict.fromkeys("•.・･‧∙⋅．", "·"))


def narrow(text: str) -> str:
    """Return `text` with full-width digits, letters and signs made narrow."""
    return unicodedata.normalize("NFKC", text).strip()


def id_number(text: str) -> tuple[str, str]:
    """Return an identity number as it is kept, and what is doubtful about it.

    A number of 15 digits, void since 2013 but frequent in old ledgers, is brought to
    18. A doubtful number is returned as it was written, blanks and width apart.

    Returns:
        The number and "", or a code of the messages: PERSON-ID-LOST,
        PERSON-ID-LENGTH, PERSON-ID-DATE, PERSON-ID-CHECK, PERSON-ID-OLD.
    """
    number = re.sub(r"\s", "", narrow(text)).upper()
    if LOST_DIGITS.fullmatch(number) or FILLED_UP.fullmatch(number):
        # One number in a thousand ends so by itself: it is told, and typed again.
        return number, "PERSON-ID-LOST"
    if re.fullmatch(r"\d{15}", number):
        longer = f"{number[:6]}19{number[6:]}"
        if birth_date(longer) is None:
            return number, "PERSON-ID-DATE"
        return longer + check_digit(longer), "PERSON-ID-OLD"
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return number, "PERSON-ID-LENGTH"
    if birth_date(number) is None:
        return number, "PERSON-ID-DATE"
    if check_digit(number) != number[17]:
        return number, "PERSON-ID-CHECK"
    return number, ""


def check_digit(number: str) -> str:
    """Return the 18th character for the first 17 digits of `number` (GB 11643)."""
    total = sum(int(digit) * w for digit, w in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11]


def birth_date(number: str) -> date | None:
    """Return the birth date that digits 7 to 14 tell, None where they are no date."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender(number: str) -> str:
    """Return "1" (male) or "2" (female), as digit 17 tells."""
    return "1" if int(number[16]) % 2 else "2"


def masked(number: str) -> str:
    """Return `number` with the eight digits of the birth date hidden."""
    return f"{number[:6]}********{number[14:]}" if len(number) == 18 else ""


def phone(text: str) -> tuple[str, str]:
    """Return a phone number as it is kept, and "", PERSON-PHONE or -PHONE-LOST."""
    number = re.sub(r"[\s()]", "", narrow(text)).replace("—", "-")
    if LOST_DIGITS.fullmatch(number.upper()):
        return number, "PERSON-PHONE-LOST"
    digits = re.sub(r"^(\+|00)86", "", number.replace("-", ""))
    if MOBILE.fullmatch(digits):
        return digits, ""
    if LANDLINE.fullmatch(number) or number in SHORT_NUMBERS:
        return number, ""
    return number, "PERSON-PHONE"


def person_name(text: str) -> tuple[str, str]:
    """Return a name as it is kept, and "" or PERSON-NAME.

    Code points are counted: a character beyond the BMP is one. Old ledgers hold "?"
    or "*" in place of a rare character.
    """
    name = re.sub(r"\s+", " ", text).strip().translate(DOTS)
    if len(name) < 2 or re.search(r"[0-9?？*＊]", name):
        return name, "PERSON-NAME"
    return name, ""
