"""Filling: what a page needs of a form being filled, whether it is kept or not."""

from datetime import datetime
from typing import Protocol

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.view import Changes, Group, NodeState, Violation
from forms.engine.refs import NodeRef
from forms.entry.finish import FinalizeResult
from forms.entry.pages import Page
from forms.records.types import Standing


class Filling(Protocol):
    """A form being filled; `FormEntry` keeps it, `TrialEntry` does not."""

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        ...

    @property
    def title(self) -> str:
        """The form's title."""
        ...

    @property
    def saved_at(self) -> datetime:
        """When the last answer was given, aware."""
        ...

    @property
    def unsaved(self) -> int:
        """How many answers the disk refused and that still wait in memory."""
        ...

    @property
    def editing(self) -> bool:
        """A finalised visit is being edited."""
        ...

    @property
    def asks_reason(self) -> bool:
        """The form's audit log wants the reason of an edit: see `finalize`."""
        ...

    @property
    def subject_label(self) -> str:
        """The one visited as a person reads it, blank while none is chosen."""
        ...

    @property
    def root(self) -> Group:
        """The body with its repeat instances as they are now."""
        ...

    def state(self, ref: NodeRef) -> NodeState:
        """Return how the node stands now."""
        ...

    def value(self, ref: NodeRef) -> str:
        """Return the node's value; blank where it is not relevant."""
        ...

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether the node takes part."""
        ...

    def pages(self) -> tuple[Page, ...]:
        """Return the pages of the form in order, irrelevant ones too."""
        ...

    def violations(self) -> tuple[Violation, ...]:
        """Return every rule that is broken now, in the form's order."""
        ...

    def answer(self, ref: NodeRef, text: str) -> Changes:
        """Set the answer of a question ("" clears it)."""
        ...

    def add_repeat(self, ref: NodeRef) -> tuple[Changes, NodeRef]:
        """Add an instance at the end of the repeat `ref` (no uid)."""
        ...

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove the repeat instance `ref`."""
        ...

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> Changes:
        """Take a file as the answer of an upload question."""
        ...

    def attachment(self, ref: NodeRef) -> bytes | None:
        """Return the file that answers `ref`, None while there is none here."""
        ...

    def media(self, uri: str) -> bytes | None:
        """Return the file that a label names, as "jr://images/x.png"; None for none."""
        ...

    def set_language(self, language: str) -> Changes:
        """Show the form in "zh_CN" or "en" where it has it."""
        ...

    def retry(self) -> None:
        """Write what the disk refused so far, in its order."""
        ...

    def look_at(self, page: NodeRef | None) -> None:
        """Note that a page came on screen, None for the last."""
        ...

    @property
    def left_at(self) -> Standing | None:
        """Where it was left the last time, None where it is opened for the first."""
        ...

    def leave_at(self, standing: Standing) -> None:
        """Keep where the person is, to come back to."""
        ...

    def finalize(self, reason: str = "") -> FinalizeResult:
        """Check everything and, where nothing is broken, finish.

        Args:
            reason: Why a finalised visit was edited, where `asks_reason`.
        """
        ...

    def discard(self) -> None:
        """Throw the draft away."""
        ...
