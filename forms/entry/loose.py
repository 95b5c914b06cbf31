"""A form filled outside any register: its lists lie as files beside it."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from forms.engine.definition.form_file import own_file, read_bytes
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Group, Moment, Violation
from forms.engine.refs import NodeRef
from forms.engine.xpath.nodes import RowSource
from forms.entry.host import rule_rows
from forms.entry.media import KeptMedia, bare_name
from forms.records.store import Records


class LooseHost:
    """Answers a session from the files beside a form, a register's lists, the rules.

    Args:
        folders: Where files of the form may lie, looked through in order.
        records: A register whose lists may be asked, None for none.
        clock: Gives aware instants.
        staff_id: The form's `username`.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        records: Records | None,
        clock: Callable[[], datetime],
        staff_id: str,
    ) -> None:
        self._folders = folders
        self._records = records
        self._clock = clock
        self._staff_id = staff_id
        self._kept: KeptMedia | None = None

    def now(self) -> datetime:
        """The instant on the clock."""
        return self._clock()

    def external(self, src: str) -> RowSource | bytes | None:
        """Return what lies behind `src`, None where nothing does."""
        name = bare_name(src)
        beside = self.beside(src)
        if beside is not None:
            return beside
        stem = Path(name).stem
        if self._records is not None:
            rows = self._records.entity_rows(stem)
            if len(rows):
                return rows
        rule = rule_rows(stem)
        if rule is not None:
            return rule
        return self._kept.get(src) if self._kept else None

    def beside(self, uri: str) -> bytes | None:
        """Return the file beside the form that `uri` names, None where there is none.

        A form reads its own files: a bare name, whatever path or drive it names.
        """
        found = own_file(self._folders, bare_name(uri))
        return None if found is None else found.read_bytes()

    def kept(self, form_hash: str) -> KeptMedia | None:
        """Return the files kept in the register with a form, None without register.

        From now on the form is answered from them too.
        """
        if self._records is not None:
            self._kept = KeptMedia(self._records, form_hash)
        return self._kept

    def property(self, name: str) -> str:
        """Return the `username`; a form outside a register knows no device."""
        return self._staff_id if name == "username" else ""

    def location(self) -> str:
        """Outside a register nobody has said where the laptop stands."""
        return ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        """Tell whether the register knows the entity."""
        known = self._records
        return known is not None and known.entity_exists(list_name, entity_id)


class LooseEntry:
    """A session that steps can fill; nothing is kept but what `submission` returns."""

    def __init__(self, form: Path, host: LooseHost, language: str | None) -> None:
        """Begin the form in the file or folder `form`.

        Args:
            form: XForm XML, a spreadsheet, or a folder of TSV sheets.
            host: The world of the session.
            language: "zh_CN", "en", or as the form names it; None for its default.

        Raises:
            KnownError: FORM-... where it is no form that can be filled.
        """
        xml = form.suffix.lower() in (".xml", ".xhtml")
        data = read_bytes(form) if xml else compile_sheets(form)
        self._host = host
        definition = parse_xform(data)
        self._session = FormSession.new(
            definition, host, self._moment(), definition.language_for(language)
        )
        self._files: dict[str, bytes] = {}

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        return self._session.definition

    @property
    def root(self) -> Group:
        """The body with its repeat instances as they are now."""
        return self._session.root

    def value(self, ref: NodeRef) -> str:
        """Return the node's value; KeyError where there is no such node."""
        return self._session.value(ref)

    def answer(self, ref: NodeRef, text: str) -> Changes:
        """Set an answer."""
        return self._session.set_value(ref, text, self._moment())

    def add_repeat(self, ref: NodeRef) -> Changes:
        """Add an instance at the end of a repeat."""
        return self._session.add_repeat(ref, secrets.token_hex(4), self._moment())

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove a repeat instance."""
        return self._session.remove_repeat(ref, self._moment())

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> Changes:
        """Answer an upload question with a file."""
        name = f"{ref.name}-{secrets.token_hex(6)}{suffix}"
        self._files[name] = data
        return self.answer(ref, name)

    def violations(self) -> tuple[Violation, ...]:
        """Return every rule that is broken now."""
        return self._session.validate()

    def finalize(self) -> None:
        """Set the end of the form, as when it is sent."""
        self._session.finalize(self._moment())

    def submission(self) -> bytes:
        """Return the submission's XML."""
        return self._session.submission()

    def attachments(self) -> Mapping[str, bytes]:
        """Return the files of relevant questions by name."""
        wanted = {name for _, name in self._session.attachments()}
        return {name: data for name, data in self._files.items() if name in wanted}

    def _moment(self) -> Moment:
        return Moment(self._host.now(), secrets.token_hex(8))
