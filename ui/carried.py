"""Carried: answers that the workspace's disk refuses, kept from being lost."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from forms.entry.rescue import SUFFIX, seal
from forms.errors import KnownError
from forms.records.vault import write_file
from sync.folders.sticks import Stick, sticks
from ui.context import Workspace
from ui.pages.form_page import FormPage
from ui.pages.form_refused import RefusedDialog, carry
from ui.saving import carried_places


class Carried:
    """The ways out for answers that are in no disk, when their window is to go.

    Args:
        workspace: Whose disk refuses them; its key seals them.
        form: The page that holds them.
        find: Finds the sticks that are plugged in.
    """

    def __init__(
        self,
        workspace: Workspace,
        form: FormPage,
        find: Callable[[], tuple[Stick, ...]] = sticks,
    ) -> None:
        self._workspace, self._form, self._find = workspace, form, find

    def may_close(self, parent: QWidget) -> bool:
        """Tell whether no answer would be lost; ask where the disk refuses some."""
        error = self._form.retry_all()
        if error is None:
            return True
        dialog = RefusedDialog(
            error,
            sum(entry.unsaved for entry in self._form.refused),
            self._form.retry_all,
            self._carry,
            self._find(),
            self._workspace.language,
            parent,
        )
        return dialog.exec() == QDialog.DialogCode.Accepted

    def keep_elsewhere(self) -> bool:
        """Keep them sealed in the first folder that takes them, without a question.

        Returns:
            False where some answers are in no disk at all.
        """
        if self._form.retry_all() is None:
            return True
        for place in carried_places(self._find()):
            with suppress(KnownError):
                self._carry(place)
                return True
        return False

    def sealed(self) -> list[bytes]:
        """Return them sealed, to be brought back when the workspace is open again."""
        if self._form.retry_all() is None:
            return []
        folder = self._workspace.folder
        return [seal(folder, entry.rescued()) for entry in self._form.refused]

    def _carry(self, to: Path) -> list[Path]:
        return carry(self._workspace.folder, to, self._form.refused)


def put_sealed(several: Sequence[bytes]) -> list[bytes]:
    """Write sealed drafts to the first folder that takes them; return what none took.

    They are found there when the workspace is opened again.
    """
    left = list(several)
    for place in carried_places(sticks()):
        for data in list(left):
            name = f"gridvisit-{hashlib.sha256(data).hexdigest()[:12]}{SUFFIX}"
            with suppress(KnownError):
                write_file(place / name, data, mode=0o600)
                left.remove(data)
    return left
