"""Secondary instances of a session: read when first asked, shared by the form."""

from forms.engine.definition.choices import NO_ROWS, MemoryRows
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.secondary import parse_external
from forms.engine.instance.host import Host
from forms.engine.xpath.nodes import DOCUMENT, Node, RowSource

_ITEMSETS = "jr://file/itemsets.csv"


class Lists:
    """Answers `instance('id')` for one session."""

    def __init__(self, definition: FormDefinition, host: Host) -> None:
        self._definition = definition
        self._host = host
        self._known: dict[str, Node | RowSource | None] = dict(definition.inline)
        self._missing: set[str] = set()

    def __call__(self, instance_id: str) -> Node | RowSource | None:
        """Return the instance: rows, a document, None where the form has none."""
        if instance_id not in self._known:
            self._known[instance_id] = self._read(instance_id)
        return self._known[instance_id]

    def missing(self, instance_id: str) -> bool:
        """Tell whether the instance is outside the form and not to be had."""
        self(instance_id)
        return instance_id in self._missing

    def _read(self, instance_id: str) -> Node | RowSource | None:
        external = self._definition.external.get(instance_id)
        if external is None:
            return self._external_choices(instance_id)
        found = self._host.external(external.src)
        if found is None:
            self._missing.add(instance_id)
            # A form that nobody has sent before reads its last answers as blank.
            last_saved = external.src.startswith("jr://instance/")
            return Node(DOCUMENT) if last_saved else NO_ROWS
        if isinstance(found, bytes):
            return self._parsed(external.src, found)
        return found

    def _external_choices(self, list_name: str) -> Node | RowSource | None:
        # A select_one_external names a list of this one file, not an instance.
        found = self._host.external(_ITEMSETS)
        if found is None:
            return None
        source = self._parsed(_ITEMSETS, found) if isinstance(found, bytes) else found
        if isinstance(source, Node) or "list_name" not in source.columns:
            return None
        return MemoryRows(source.columns, source.find({"list_name": list_name}))

    def _parsed(self, src: str, data: bytes) -> Node | RowSource:
        # The same bytes give the same rows with their indexes, session after session.
        kept = self._definition.caches.get(src)
        if isinstance(kept, tuple) and kept[0] == data:
            parsed: Node | RowSource = kept[1]
            return parsed
        parsed = parse_external(src, data)
        self._definition.caches[src] = data, parsed
        return parsed
