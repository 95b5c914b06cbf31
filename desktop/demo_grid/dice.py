"""Dice of the demo: one seeded source of chance, ids, numbers and phones."""

import random
import uuid
from datetime import date

AREA = "370899"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


class Dice(random.Random):
    """Chance that is the same for the same seed on every machine."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._given: set[str] = set()
        self._phones = 0

    def uid(self) -> str:
        """Return a new row id in the shape of a UUIDv4."""
        return str(uuid.UUID(int=self.getrandbits(128), version=4))

    def id_number(self, birth: date, gender: str) -> str:
        """Return an unused identity number with a right check digit (GB 11643).

        Args:
            birth: Digits 7 to 14.
            gender: "1" gives an odd serial, "2" an even one.
        """
        while True:
            serial = self.randrange(0, 1000)
            if serial % 2 != (1 if gender == "1" else 0):
                continue
            number = with_check_digit(f"{AREA}{birth:%Y%m%d}{serial:03d}")
            if number not in self._given:
                self._given.add(number)
                return number

    def phone(self) -> str:
        """Return the next phone nobody answers: 140 is for machines."""
        self._phones += 1
        return f"1400000{self._phones:04d}"


def with_check_digit(seventeen: str) -> str:
    """Return the 18 characters that begin with these `seventeen` digits."""
    total = sum(int(d) * w for d, w in zip(seventeen, WEIGHTS, strict=True))
    return seventeen + CHECK_DIGITS[total % 11]
