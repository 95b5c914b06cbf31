"""Files: what a person drops or opens: a bundle, an invitation, a request, a folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from forms.entry.rescue import SUFFIX as RESCUE_SUFFIX
from sync.exchange.invitations import INVITATION_SUFFIX, REQUEST_SUFFIX

Kind = Literal["bundle", "invitation", "request", "answers", "folder", ""]
KINDS: dict[str, Kind] = {
    ".gvb": "bundle",
    INVITATION_SUFFIX: "invitation",
    REQUEST_SUFFIX: "request",
    RESCUE_SUFFIX: "answers",
}


def patterns() -> str:
    """Return the names of files that can be opened, as a file dialog filters them."""
    return " ".join(f"*{suffix} *{suffix.upper()}" for suffix in KINDS)


def kind_of(path: Path) -> Kind:
    """Return what a file is by its name; what it really is shows when it is read.

    Chat programs rename: "x(1).gvb" and "X.GVB" are bundles like "x.gvb".
    """
    if path.suffix.lower() in KINDS:
        return KINDS[path.suffix.lower()]
    return "folder" if (path / "gv1").is_dir() else ""


def ours(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return those of `paths` that this program can take."""
    return tuple(path for path in paths if kind_of(path))
