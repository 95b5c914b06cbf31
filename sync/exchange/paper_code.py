"""Paper code: what opens one laptop whose passphrase is forgotten, and its sheet."""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

import resources
from forms.errors import KnownError
from forms.records.key_file import Recipient
from forms.reports.sheet import (
    Callout,
    Fact,
    Facts,
    Mark,
    Notes,
    Section,
    Sheet,
    Table,
)
from sync import seal
from sync.exchange.recovery import read_code

SECRET_BYTES = 16
CHECK_BYTES = 4
GROUP = 4
LETTERS = (SECRET_BYTES + CHECK_BYTES) * 8 // 5
PREFIX = "GVK1:"
_COLUMNS = 4
_RULES = ("WHERE", "USE", "NEW")
# What a hand writes for a letter or digit that the alphabet has not.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class PaperCode:
    """128 random bits, kept on paper only.

    Args:
        secret: 16 bytes.
    """

    secret: bytes

    @property
    def identity(self) -> str:
        """The age identity that opens the key."""
        return self._keys[0]

    @property
    def recipient(self) -> Recipient:
        """To whom the key is sealed."""
        return Recipient("code", self._keys[1])

    @property
    def groups(self) -> tuple[str, ...]:
        """The secret and its check as 8 groups of four letters and digits."""
        check = hashlib.sha256(self.secret).digest()[:CHECK_BYTES]
        text = base64.b32encode(self.secret + check).decode()
        return tuple(text[at : at + GROUP] for at in range(0, len(text), GROUP))

    @property
    def text(self) -> str:
        """The groups as they are shown."""
        return "-".join(self.groups)

    @property
    def _keys(self) -> tuple[str, str]:
        derived = HKDF(SHA256(), 32, salt=None, info=b"gridvisit paper code 1")
        return seal.identity_of(derived.derive(self.secret))


def new_code() -> PaperCode:
    """Return a code that nobody has seen yet."""
    return PaperCode(os.urandom(SECRET_BYTES))


def read_identity(text: str) -> str:
    """Return the age identity of a laptop's code, or of its register's sheet.

    Args:
        text: Typed in any spacing and case.

    Raises:
        KnownError: KEY-CODE, RECOVERY-CODE where a group is wrong or missing.
    """
    bare = text.strip().upper().removeprefix(PREFIX)
    bare = "".join(c for c in bare if c.isalnum()).translate(_MISREAD)
    if len(bare) != LETTERS:
        try:
            return read_code(text).identity[0]
        except KnownError as error:
            raise KnownError("KEY-CODE") from error
    try:
        data = base64.b32decode(bare)
    except binascii.Error as error:
        raise KnownError("KEY-CODE") from error
    secret, check = data[:SECRET_BYTES], data[SECRET_BYTES:]
    if hashlib.sha256(secret).digest()[:CHECK_BYTES] != check:
        raise KnownError("KEY-CODE")
    return PaperCode(secret).identity


def code_sheet(
    code: PaperCode, *, name: str, device: str, at: datetime, language: str
) -> Sheet:
    """Return the sheet to print once and to keep at the office.

    Args:
        code: Kept nowhere else.
        name: Who works on the laptop.
        device: The laptop's id.
        at: Aware.
        language: "zh_CN" or "en".
    """

    def said(word: str) -> str:
        return resources.sentence(f"PAPER-{word}", language)

    groups = code.groups
    rows = tuple(
        tuple(Mark(group) for group in groups[at : at + _COLUMNS])
        for at in range(0, len(groups), _COLUMNS)
    )
    return Sheet(
        title=said("TITLE"),
        language=language,
        blocks=(
            Facts(
                (
                    Fact(said("WHO"), Mark(name), wide=True),
                    Fact(said("MADE"), Mark(at.date().isoformat())),
                    Fact(said("DEVICE"), Mark(device)),
                ),
                head=True,
            ),
            Callout((Mark(said("SECRET"), "warn"),)),
            Section(said("GROUPS")),
            Table(
                tuple(str(n + 1) for n in range(_COLUMNS)),
                (1.0,) * _COLUMNS,
                rows,
                roomy=True,
            ),
            Section(said("RULES")),
            Notes(tuple(said(rule) for rule in _RULES)),
        ),
        office=name,
        code=PREFIX + "".join(groups),
        foot=said("FOOT"),
    )
