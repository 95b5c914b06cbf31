"""Outbox: what servers have of a workspace, and encrypted submissions under way."""

import hashlib
import json
import shutil
from pathlib import Path

from forms.records.vault import known_os_error, write_file
from sync.openrosa.submission import Submission

FOLDER, SENT = "openrosa", "sent.jsonl"


class Outbox:
    """A folder of the workspace, one for each server.

    Args:
        workspace: The workspace's folder.
        url: The server's address; only its hash is written, it may hold a key.

    Raises:
        KnownError: DISK-FULL, STORE-... where it cannot be read or written.
    """

    def __init__(self, workspace: Path, url: str) -> None:
        self._folder = workspace / FOLDER / _short(url)
        self._sent: set[str] = set()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._list.exists():
                # A line cut off by a kill is sent once more, which changes nothing.
                lines = self._list.read_text(encoding="utf-8").splitlines()
                self._sent.update(lines)
        except OSError as error:
            raise known_os_error(error, self._folder) from error

    def was_sent(self, instance_id: str) -> bool:
        """Return whether the server said that it has this revision, with all files."""
        return instance_id in self._sent

    def note_sent(self, instance_id: str) -> None:
        """Remember what the server has said."""
        try:
            with self._list.open("a", encoding="utf-8") as file:
                file.write(f"\n{instance_id}\n")
        except OSError as error:
            raise known_os_error(error, self._folder) from error
        self._sent.add(instance_id)
        shutil.rmtree(self._place(instance_id), ignore_errors=True)

    def keep(self, submission: Submission) -> None:
        """Keep an encrypted submission until the server has it whole."""
        place = self._place(submission.instance_id)
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise known_os_error(error, place) from error
        for at, data in enumerate(submission.files.values()):
            write_file(place / str(at), data)
        write_file(place / "xml", submission.xml)
        told = {
            "instance": submission.instance_id,
            "form": submission.form_id,
            "version": submission.version,
            "files": list(submission.files),
        }
        # Last: only now is it whole.
        write_file(place / "index.json", json.dumps(told).encode())

    def kept(self, instance_id: str) -> Submission | None:
        """Return the submission kept before, None where there is none."""
        place = self._place(instance_id)
        index = place / "index.json"
        if not index.exists():
            return None
        try:
            told = json.loads(index.read_text(encoding="utf-8"))
            files = {
                name: (place / str(at)).read_bytes()
                for at, name in enumerate(told["files"])
            }
            xml = (place / "xml").read_bytes()
        except OSError as error:
            raise known_os_error(error, place) from error
        return Submission(instance_id, told["form"], told["version"], xml, files)

    @property
    def _list(self) -> Path:
        return self._folder / SENT

    def _place(self, instance_id: str) -> Path:
        return self._folder / _short(instance_id)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
