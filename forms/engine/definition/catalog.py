"""Compiled forms kept by the hash of their sheets, so pyxform runs once a version."""

import hashlib
import os
from pathlib import Path

from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets, pyxform_version

# Goes up when what we do around pyxform changes, so that old results are not taken.
STEPS = 2


def sheets_hash(source: Path) -> str:
    """Return the sha256 of the sheets in a folder or file, names and bytes."""
    digest = hashlib.sha256()
    files = sorted(source.glob("*.tsv")) if source.is_dir() else [source]
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def compiled(source: Path, cache: Path) -> bytes:
    """Return the XForm of the sheets in `source`, compiled now or earlier.

    Args:
        source: As for `compile_sheets`.
        cache: A folder that may be emptied at any time; made if it is not there.

    Raises:
        KnownError: As `compile_sheets`.
    """
    path = cache / f"{sheets_hash(source)}-{STEPS}-pyxform-{pyxform_version()}.xml"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    data = compile_sheets(source)
    cache.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: another process may read it at any moment.
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(data)
    beside.replace(path)
    return data


def load(source: Path, cache: Path) -> FormDefinition:
    """Return the form of the sheets in `source`; see `compiled`."""
    return parse_xform(compiled(source, cache))
