"""A form tried out: filled as at the door, and nothing of it is kept."""

import secrets
from datetime import datetime

from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Moment
from forms.engine.refs import NodeRef
from forms.entry.finish import FinalizeResult
from forms.entry.loose import LooseHost
from forms.entry.reading import Reading
from forms.records.types import Standing


class TrialEntry(Reading):
    """A session behind the same calls as `FormEntry`; answers live in memory only.

    Args:
        xform: The form.
        host: The world of the session; the register it asks is only read.
        language: "zh_CN" or "en"; the form's default where it has no such.

    Raises:
        KnownError: FORM-... where it is no form that can be filled.
    """

    editing = asks_reason = False
    unsaved = 0
    subject_label = ""

    def __init__(self, xform: bytes, host: LooseHost, language: str | None) -> None:
        self._host = host
        definition = parse_xform(xform)
        self._kept = host.kept(definition.hash)
        super().__init__(
            FormSession.new(
                definition, host, self._moment(), definition.language_for(language)
            )
        )
        self._files: dict[str, bytes] = {}

    @property
    def saved_at(self) -> datetime:
        """The instant on the clock: nothing is saved."""
        return self._host.now()

    def answer(self, ref: NodeRef, text: str) -> Changes:
        """Set an answer."""
        return self._session.set_value(ref, text, self._moment())

    def add_repeat(self, ref: NodeRef) -> tuple[Changes, NodeRef]:
        """Add an instance at the end of the repeat `ref` (no uid)."""
        uid = secrets.token_hex(4)
        changes = self._session.add_repeat(ref, uid, self._moment())
        added = ref.parent.child(ref.name, uid) if ref.parent else ref
        return changes, added

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove a repeat instance."""
        return self._session.remove_repeat(ref, self._moment())

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> Changes:
        """Take a file as the answer of an upload question, in memory."""
        name = f"{ref.name}-{secrets.token_hex(6)}{suffix}"
        self._files[name] = data
        return self.answer(ref, name)

    def attachment(self, ref: NodeRef) -> bytes | None:
        """Return the file that answers `ref`, None while there is none."""
        return self._files.get(self._session.value(ref))

    def media(self, uri: str) -> bytes | None:
        """Return the file that a label names, None where it is not here."""
        beside = self._host.beside(uri)
        return self._kept.get(uri) if beside is None and self._kept else beside

    def retry(self) -> None:
        """Nothing waits for the disk."""

    def look_at(self, page: NodeRef | None) -> None:
        """Nothing is noted."""

    @property
    def left_at(self) -> Standing | None:
        """None: it begins anew each time."""
        return None

    def leave_at(self, standing: Standing) -> None:
        """Nothing is kept."""

    def finalize(self, reason: str = "") -> FinalizeResult:
        """Check everything; where nothing is broken, still nothing is kept."""
        return FinalizeResult(self._session.validate())

    def discard(self) -> None:
        """Let go of the files."""
        self._files.clear()

    def _moment(self) -> Moment:
        return Moment(self._host.now(), secrets.token_hex(8))
