"""Bring a file to this program's schema: numbered SQL, a backup made before."""

import re
from collections.abc import Callable

import resources
from forms.errors import KnownError
from forms.records.vault import Link
from forms.records.workspace import is_workspace


def migrate(link: Link, name: str, before: Callable[[], object]) -> None:
    """Run the steps of `resources/migrations/<name>/` that the file still lacks.

    Args:
        link: A writer.
        name: "register" or "journal".
        before: Makes the backup; called where there is something to lose.

    Raises:
        KnownError: STORE-NEWER where a later program wrote the file.
    """
    steps = migrations(name)
    newest = len(steps)
    have = check_version(link, name)
    if have == newest:
        return
    if have:
        before()
    with link.writing():
        # Another process may have brought it further while we waited for the lock.
        have = check_version(link, name)
        for step in steps[have:]:
            for statement in statements(step):
                link.run(statement)
        link.run(f"PRAGMA user_version = {newest}")


def check_version(link: Link, name: str) -> int:
    """Return the file's schema number, 0 for one that is being made.

    Raises:
        KnownError: STORE-NEWER where it is beyond this program's, STORE-DAMAGED where
            a workspace is there and its file is empty.
    """
    have: int = link.value("PRAGMA user_version")
    # The description is written last: after it, an empty file is one that was lost.
    if have == 0 and is_workspace(link.place.parent):
        raise KnownError("STORE-DAMAGED", place=str(link.place))
    if have > len(migrations(name)):
        raise KnownError("STORE-NEWER", place=str(link.place))
    return have


def is_older(link: Link, name: str) -> bool:
    """Tell whether the file lacks steps of this program.

    Raises:
        KnownError: STORE-NEWER where it is beyond this program's.
    """
    return check_version(link, name) < len(migrations(name))


def migrations(name: str) -> list[str]:
    """Return the SQL of each step in order."""
    files = sorted(resources.path(f"migrations/{name}").glob("[0-9]*.sql"))
    return [file.read_text(encoding="utf-8") for file in files]


def statements(sql: str) -> list[str]:
    """Return the statements of a step, without its comments."""
    bare = re.sub(r"--[^\n]*", "", sql)
    return [part.strip() for part in bare.split(";") if part.strip()]
