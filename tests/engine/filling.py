"""Forms filled in tests: from Markdown sheets or a body of XForm, told by paths."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.positions import path_of, ref_at
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Moment, NodeState

CHINA = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 12, 24, 9, 30, tzinfo=CHINA)


@cache
def markdown(text: str) -> FormDefinition:
    """Return the form of Markdown sheets, indented as a test has them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "form.md"
        file.write_text(
            "\n".join(line.strip() for line in text.strip().splitlines()),
            encoding="utf-8",
        )
        return parse_xform(compile_sheets(file))


@cache
def xform(
    nodes: str, model: str = "", body: str = "", head: str = ""
) -> FormDefinition:
    """Return the form of a primary instance's inside, binds and a body."""
    return parse_xform(xform_bytes(nodes, model, body, head))


def xform_bytes(nodes: str, model: str = "", body: str = "", head: str = "") -> bytes:
    """Return the XForm of a primary instance's inside, binds and a body."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" '
        'xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa" '
        'xmlns:odk="http://www.opendatakit.org/xforms" '
        'xmlns:entities="http://www.opendatakit.org/xforms/entities" '
        'xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Test</h:title>'
        f'<model>{head}<instance><data id="test" version="1">{nodes}<meta>'
        f"<instanceID/></meta></data></instance>{model}"
        '<bind nodeset="/data/meta/instanceID" jr:preload="uid"/></model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


@dataclass
class World:
    """A host whose lists and people a test sets."""

    files: dict[str, MemoryRows | bytes] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    entities: set[tuple[str, str]] = field(default_factory=set)
    at: datetime = AT
    place: str = ""
    asked: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def external(self, src: str) -> MemoryRows | bytes | None:
        self.asked.append(src)
        return self.files.get(src)

    def property(self, name: str) -> str:
        return self.properties.get(name, "")

    def location(self) -> str:
        return self.place

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        return (list_name, entity_id) in self.entities


class Filling:
    """A session driven by paths with positions, a minute passing at each event."""

    def __init__(
        self,
        definition: FormDefinition,
        world: World | None = None,
        language: str | None = None,
    ) -> None:
        self.definition = definition
        self.world = world or World()
        self.events = 0
        self.session = FormSession.new(definition, self.world, self.moment(), language)

    def moment(self) -> Moment:
        self.events += 1
        at = self.world.at + timedelta(minutes=self.events - 1)
        return Moment(at, f"seed:{self.events}")

    def answer(self, path: str, text: str) -> Changes:
        ref = ref_at(self.session.root, path)
        return self.session.set_value(ref, text, self.moment())

    def add(self, path: str) -> Changes:
        ref = ref_at(self.session.root, path)
        uid = f"u{self.events}"
        return self.session.add_repeat(ref, uid, self.moment())

    def remove(self, path: str) -> Changes:
        return self.session.remove_repeat(
            ref_at(self.session.root, path), self.moment()
        )

    def value(self, path: str) -> str:
        return self.session.value(ref_at(self.session.root, path))

    def relevant(self, path: str) -> bool:
        return self.session.relevant(ref_at(self.session.root, path))

    def state(self, path: str) -> NodeState:
        return self.session.state(ref_at(self.session.root, path))

    def label(self, path: str) -> str:
        return self.state(path).label.text

    def offered(self, path: str) -> list[str]:
        choices = self.state(path).choices
        assert choices is not None
        return [choice.value for choice in choices]

    def broken(self) -> list[tuple[str, str]]:
        found = self.session.validate()
        return [(path_of(self.session.root, v.ref), v.kind) for v in found]

    def sent(self) -> str:
        return self.session.submission().decode()

    def reopened(self) -> "Filling":
        """The same, restored from its snapshot."""
        other = object.__new__(Filling)
        other.definition, other.world = self.definition, self.world
        other.events = self.events
        other.session = FormSession.restore(
            self.definition, self.world, self.session.snapshot()
        )
        return other

    def edited(self) -> "Filling":
        """An edit of what was sent."""
        other = object.__new__(Filling)
        other.definition, other.world = self.definition, self.world
        other.events = self.events + 100
        other.session = FormSession.edit(
            self.definition, self.world, self.session.submission(), other.moment()
        )
        return other
