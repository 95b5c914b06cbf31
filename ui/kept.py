"""Kept: what was open when the window was locked, and what the disk refused by then."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.desk import Desk


class Kept:
    """Remembers the open draft and page; holds answers sealed until a disk takes them.

    Nothing in it can be read without the workspace's key.
    """

    def __init__(self) -> None:
        self._draft = self._page = ""
        self._sealed: list[bytes] = []

    @property
    def has_draft(self) -> bool:
        """Whether a visit was open."""
        return bool(self._draft)

    def take(self, desk: "Desk") -> None:
        """Remember what is open on `desk`."""
        self._draft, self._page = desk.draft_id, desk.window.name
        # Not written elsewhere: the disk may take it when somebody comes back.
        self._sealed += desk.sealed()

    def give_back(self, desk: "Desk", folder: Path) -> None:
        """Show again what was open, with every answer; `folder` is the workspace."""
        from forms.entry.rescue import seal, unseal

        draft, page, sealed = self._draft, self._page, self._sealed
        self._draft, self._page, self._sealed = "", "", []
        if page and not draft:
            desk.go_if_here(page)
        back = [unseal(folder, data) for data in sealed]
        # The one that was open comes last: it is the one that is shown.
        back.sort(key=lambda rescued: rescued.draft.id == draft)
        for rescued in back:
            if not desk.bring_back(rescued):
                self._sealed.append(seal(folder, rescued))
        if draft and draft not in {rescued.draft.id for rescued in back}:
            desk.resume(draft)
        desk.look_for_carried()

    def put_elsewhere(self) -> bool:
        """Write what waits sealed to another disk; tell whether all of it is."""
        if not self._sealed:
            return True
        # Looks for places to write to: only where it must.
        from ui.carried import put_sealed

        self._sealed = put_sealed(self._sealed)
        return not self._sealed
