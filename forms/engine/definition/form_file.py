"""A form's file before anything reads it: its kind, size, wrapping and writing."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Final

from forms.errors import KnownError

EXCEL: Final = (".xlsx", ".xlsm")
TEXT: Final = (".md", ".csv")
SUFFIXES: Final = (*EXCEL, ".xls", *TEXT)
MOST_BYTES: Final = 64 * 1024 * 1024
# Read at 3 to 6 MB a second; a form of 10,000 questions has 2 MB.
_MOST_OLD: Final = 4 * 1024 * 1024
# 30,000 choices of five columns; longer lists are CSV files beside the form.
MOST_CELLS: Final = 150_000
# What a compiler and two readers of workbooks fall over, given a file that is damaged
# or made by hand, besides what they mean to raise: the file's fault, not a bug of ours.
FALLS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_MOST_PARTS: Final = 2_000
_CHUNK: Final = 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Before 1997 a workbook was written without that wrapping.
_BIFF: Final = b"\x09"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED: Final = 0x1
# How office programs pack; other ways have errors of their own.
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CELL: Final = re.compile(rb"<(?:\w+:)?(?:v|is)>|<(?:\w+:)?si>")
_DOCTYPE: Final = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T\0?I)")


def look_at(source: Path) -> str:
    """Return the kind of a file with sheets, ".xls" say; refuse what does harm.

    Raises:
        KnownError: FORM-KIND, FORM-GONE, FORM-TOO-BIG, FORM-CELLS (file, most),
            FORM-LOCKED if a password is needed, FORM-DAMAGED (file), XML-DOCTYPE.
    """
    kind = source.suffix.lower()
    if kind not in SUFFIXES:
        raise KnownError("FORM-KIND", file=source.name)
    if not source.is_file():
        raise KnownError("FORM-GONE", file=source.name)
    size = source.stat().st_size
    if size > MOST_BYTES:
        raise KnownError("FORM-TOO-BIG", file=source.name)
    with source.open("rb") as file:
        head = file.read(8)
    if kind in TEXT:
        return kind
    # What it is counts, not how somebody called it.
    if head.startswith(b"PK"):
        _archive(source)
        return kind if kind in EXCEL else ".xlsx"
    if head != _OLE and (kind in EXCEL or head[:1] != _BIFF):
        raise KnownError("FORM-DAMAGED", file=source.name)
    if size > _MOST_OLD:
        raise KnownError("FORM-TOO-BIG", file=source.name)
    if _LOCKED in source.read_bytes():
        raise KnownError("FORM-LOCKED", file=source.name)
    return ".xls"


@contextmanager
def unmoved() -> Iterator[None]:
    """Keep what readers of workbooks find odd (styles, validations) off the screen."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        yield


def read_bytes(source: Path) -> bytes:
    """Return the bytes of an XForm file.

    Raises:
        KnownError: FORM-GONE, FORM-TOO-BIG, FORM-DAMAGED.
    """
    if not source.is_file():
        raise KnownError("FORM-GONE", file=source.name)
    try:
        if source.stat().st_size > MOST_BYTES:
            raise KnownError("FORM-TOO-BIG", file=source.name)
        return source.read_bytes()
    except OSError as error:
        raise KnownError("FORM-DAMAGED", file=source.name) from error


def read_text(source: Path) -> str:
    """Return a file of text; GB 18030, as office programs in China write, is read too.

    Raises:
        KnownError: FORM-TEXT (file) if it is neither, FORM-CELLS.
    """
    data = source.read_bytes()
    if b"\0" in data[:_CHUNK] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnownError("FORM-TEXT", file=source.name)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\n") > MOST_CELLS:
            raise KnownError("FORM-CELLS", file=source.name, most=MOST_CELLS)
        return text
    raise KnownError("FORM-TEXT", file=source.name)


def tabbed(text: str) -> list[list[str]]:
    """Return lines of cells parted by tabs: no quotes, no escapes."""
    lines = re.split(r"\r\n|\n|\r", text.rstrip("\r\n"))
    return [line.split("\t") if line else [] for line in lines]


def own_file(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file called `name` in the first folder that has it, None for none.

    A form reads its own files only: the name is bare, and what lies there is a file of
    the folder, no link that leads out of it.
    """
    if not name or name != PurePosixPath(name).name or re.search(r"[\\:\0]", name):
        return None
    for folder in folders:
        found = folder / name
        inside = found.resolve().is_relative_to(folder.resolve())
        if inside and found.is_file():
            return found
    return None


def _archive(source: Path) -> None:
    """Unpack a workbook's parts once, keeping nothing: 64 MB take 0.2 s."""
    file, cells = source.name, 0
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > MOST_BYTES or len(parts) > _MOST_PARTS:
                raise KnownError("FORM-TOO-BIG", file=file)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise KnownError("FORM-LOCKED", file=file)
            if {part.compress_type for part in parts} - _PACKED:
                raise KnownError("FORM-DAMAGED", file=file)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        cells += _cells(stream)
                if cells > MOST_CELLS:
                    raise KnownError("FORM-CELLS", file=file, most=MOST_CELLS)
    except (OSError, *FALLS) as error:
        raise KnownError("FORM-DAMAGED", file=file) from error


def _cells(stream: IO[bytes]) -> int:
    count, left = 0, b""
    while chunk := stream.read(_CHUNK):
        if _DOCTYPE.search(left + chunk):
            raise KnownError("XML-DOCTYPE")
        count += len(_CELL.findall(chunk))
        left = chunk[-32:]
    return count
