"""Reading: what a page reads of a form being filled, kept or only tried out."""

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Group, NodeState, Violation
from forms.engine.refs import NodeRef
from forms.entry import pages as paging


class Reading:
    """The session of a form as a page asks it; nothing here changes an answer.

    Args:
        session: The form with its answers.
    """

    def __init__(self, session: FormSession) -> None:
        self._session = session

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        return self._session.definition

    @property
    def language(self) -> str:
        """The form's language in use, as the form names it."""
        return self._session.language

    @property
    def title(self) -> str:
        """The form's title."""
        return self._session.title

    @property
    def root(self) -> Group:
        """The body with its repeat instances as they are now."""
        return self._session.root

    def state(self, ref: NodeRef) -> NodeState:
        """Return how the node stands now."""
        return self._session.state(ref)

    def value(self, ref: NodeRef) -> str:
        """Return the node's value; blank where it is not relevant."""
        return self._session.value(ref)

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether the node takes part."""
        return self._session.relevant(ref)

    def pages(self) -> tuple[paging.Page, ...]:
        """Return the pages of the form in order, irrelevant ones too."""
        return paging.pages(self._session, self._session.title)

    def submission(self) -> bytes:
        """Return the submission's XML as it stands; irrelevant answers left out."""
        return self._session.submission()

    def violations(self) -> tuple[Violation, ...]:
        """Return every rule that is broken now, in the form's order."""
        return self._session.validate()

    def set_language(self, language: str) -> Changes:
        """Show the form in "zh_CN" or "en" where it has it; nothing is journalled."""
        return self._session.set_language(self.definition.language_for(language))
