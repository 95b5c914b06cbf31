"""Hosts: the keys of SFTP servers met before, remembered; a changed one is told."""

import base64
import hashlib
from pathlib import Path

import paramiko

from forms.errors import KnownError


class Hosts:
    """A known_hosts file of our own, one line per server: name, kind, key.

    Args:
        path: The file; made when the first key is remembered. None: nothing is kept.
        place: What people call the server.
        trusted: The fingerprint a person agreed to, "SHA256:...", "" for none yet.
    """

    def __init__(self, path: Path | None, place: str, trusted: str) -> None:
        self._path = path
        self._place = place
        self._trusted = trusted

    def kinds(self, name: str) -> list[str]:
        """Return the kinds of key known of a server, so that it shows one of them."""
        return list(self._known().get(name, {}))

    def check(self, name: str, key: paramiko.PKey) -> None:
        """Refuse a server that is not the one met before.

        Raises:
            KnownError: FOLDER-HOST-NEW with `fingerprint` at the first contact, until
                a person has agreed to it; FOLDER-HOST-CHANGED where it showed another
                key before.
        """
        shown, kind, told = fingerprint(key), key.get_name(), key.get_base64()
        known = self._known().get(name, {})
        if known.get(kind) == told:
            return
        if known:
            raise KnownError(
                "FOLDER-HOST-CHANGED", place=self._place, fingerprint=shown
            )
        if shown != self._trusted:
            raise KnownError("FOLDER-HOST-NEW", place=self._place, fingerprint=shown)
        self._remember(name, kind, told)

    def _known(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        if self._path is None or not self._path.exists():
            return found
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            # Never taken for a first contact.
            raise KnownError("FOLDER-HOSTS", file=str(self._path)) from error
        for line in lines:
            name, kind, key = (*line.split(), "", "", "")[:3]
            if key:
                found.setdefault(name, {})[kind] = key
        return found

    def _remember(self, name: str, kind: str, key: str) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{name} {kind} {key}\n")
        except OSError as error:
            raise KnownError("FOLDER-HOSTS", file=str(self._path)) from error


def fingerprint(key: paramiko.PKey) -> str:
    """Return a key's fingerprint as OpenSSH shows it."""
    digest = hashlib.sha256(key.asbytes()).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
