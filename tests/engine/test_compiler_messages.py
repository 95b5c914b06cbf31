"""Whatever pyxform says, an author reads it in our words, with sheet, row and column.

Its messages are read out of the installed package: one that an upgrade adds and the
table does not know fails here, by its name.
"""

import ast
import csv
import importlib.util
import io
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import resources
from forms.engine.definition.check.form import check_form
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.definition.xlsform_words import TABLE, UNKNOWN, meaning
from forms.errors import KnownError

# Modules that no conversion of sheets runs through.
ELSEWHERE = {
    "xform2json": "reads an XForm back into JSON",
    "xform_instance_parser": "reads a submission",
    "instance": "fills a form",
    "odk_validate": "runs ODK Validate, which we never ask it to",
    "enketo_validate": "runs Enketo Validate, which we never ask it to",
    "updater": "downloads validators",
    "util": "runs validators",
    "error_cleaner": "tidies what validators say",
}
SAMPLES = {"row": 7, "r": 7, "row_n": 7, "row_number": 7, "sheet": "survey"}


def package() -> Path:
    spec = importlib.util.find_spec("pyxform")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


class Reader:
    """The messages of one module: what it raises, and what it warns of."""

    def __init__(self, path: Path) -> None:
        dotted = path.relative_to(package().parent).with_suffix("")
        self.module: ModuleType = pkgutil.resolve_name(".".join(dotted.parts))
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.name = str(dotted)

    def messages(self) -> Iterator[tuple[str, str]]:
        """Give (where, message) with holes filled in by samples."""
        functions = [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)]
        for function in functions:
            for node in ast.walk(function):
                for told in self._told(node):
                    for text in self._texts(told, function):
                        yield f"{self.name}:{node.lineno}", text

    def _told(self, node: ast.AST) -> Iterator[ast.expr]:
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = ast.unparse(node.exc.func)
            if name.startswith("PyXForm") or name == "ValidationError":
                yield from node.exc.args[:1]
                for keyword in node.exc.keywords:
                    if keyword.arg == "code":
                        yield ast.Attribute(keyword.value, "value", ast.Load())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr == "append" and owner.endswith("warnings"):
                yield node.args[0]

    def _texts(self, node: ast.expr, inside: ast.FunctionDef) -> list[str]:
        """Return what an expression may say; several where it is put together."""
        match node:
            case ast.Constant():
                return [str(node.value)]
            case ast.JoinedStr():
                parts = [self._texts(value, inside)[0] for value in node.values]
                return ["".join(parts)]
            case ast.FormattedValue():
                return self._texts(node.value, inside)[:1]
            case ast.BinOp(op=ast.Mod()):
                return [re.sub("%[sr]", "7", self._value(node.left))]
            case ast.BinOp():
                left = self._texts(node.left, inside)
                right = self._texts(node.right, inside)
                return [one + other for one in left for other in right]
            case ast.Name() if not hasattr(self.module, node.id):
                return self._assigned(node.id, inside) or ["thing"]
            case ast.Call(func=ast.Attribute(attr="join", value=ast.Constant())):
                (joined,) = node.args
                if isinstance(joined, ast.Name):
                    return self._appended(joined.id, inside) or ["thing"]
        return [self._value(node)]

    def _assigned(self, name: str, inside: ast.FunctionDef) -> list[str]:
        found: list[str] = []
        for node in ast.walk(inside):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                mine = {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
                if name not in mine:
                    found += self._called(node.value, inside)
            if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
                found += self._texts(node.value, inside)
        # A message that begins with a row goes on with what is added to it.
        rows = [text for text in found if text.strip() == "[row : 7]"]
        return [text for text in found if text not in rows] or found

    def _called(self, value: ast.expr, inside: ast.FunctionDef) -> list[str]:
        """Follow a call of a function of pyxform to what it gives back."""
        name = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
        function = getattr(self.module, name, None)
        if function is None or not callable(function):
            return self._texts(value, inside)
        other = Reader(Path(pkgutil.resolve_name(function.__module__).__file__))
        (body,) = [
            n
            for n in ast.walk(other.tree)
            if isinstance(n, ast.FunctionDef) and n.name == function.__name__
        ]
        found: list[str] = []
        for node in ast.walk(body):
            if isinstance(node, ast.Return) and node.value is not None:
                nothing = isinstance(node.value, ast.Constant) and not node.value.value
                found += [] if nothing else other._texts(node.value, body)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "msg":
                found += other._texts(node.value, body)
        return [text for text in found if text != "thing"]

    def _appended(self, name: str, inside: ast.FunctionDef) -> list[str]:
        found: list[str] = []
        for node in ast.walk(inside):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == f"{name}.append"
            ):
                found += self._texts(node.args[0], inside)
        return found

    def _value(self, node: ast.expr) -> str:
        """Evaluate an expression in the module; what it cannot know is a sample."""
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".format"):
            assert isinstance(node.func, ast.Attribute)
            template = self._value(node.func.value)
            return filled(template)
        try:
            found = eval(ast.unparse(node), {**vars(self.module), "qt_params": PARAMS})
        except (NameError, AttributeError, TypeError):
            return "thing"
        return filled(found.msg) if type(found).__name__ == "Detail" else str(found)


class Params:
    """Stands for whichever class of parameters a function uses."""

    def __getattr__(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(value=name.lower().replace("_", "-"))


PARAMS = Params()


def filled(template: str) -> str:
    holes = re.sub(r"\{\{|\}\}", "", template)
    names = set(re.findall(r"\{(\w+)\}", holes))
    return template.format(**{name: SAMPLES.get(name, "thing") for name in names})


def codes() -> Iterator[tuple[str, str]]:
    from pyxform.errors import ErrorCode

    for one in ErrorCode:
        yield one.name, filled(one.value.msg)


def messages() -> Iterator[tuple[str, str]]:
    yield from codes()
    for path in sorted(package().rglob("*.py")):
        inner = path.relative_to(package())
        if not {*inner.parts, inner.stem} & set(ELSEWHERE):
            yield from Reader(path).messages()


SAID = list(dict.fromkeys(messages()))


def test_the_messages_of_the_installed_pyxform_are_found():
    assert len(SAID) > 150
    assert len({text for _, text in SAID}) > 115
    assert [where for where, text in SAID if text in ("thing", "")] == []


@pytest.mark.parametrize(
    ("where", "text"),
    SAID,
    # No text in a name: some are written from sets, in another order each time.
    ids=[f"{at} {where}" for at, (where, _) in enumerate(SAID)],
)
def test_each_message_of_pyxform_has_a_sentence_of_ours(where: str, text: str):
    found = meaning(text)
    assert found.code != UNKNOWN, (where, text)
    for language in resources.LANGUAGES:
        told = resources.sentence(found.code, language, **found.fields)
        assert not re.search(r"(?<!\$)\{\w*\}", told)
    if "[row : 7]" in text or "row number 7" in text:
        assert found.row == 7
        assert found.sheet


def test_each_row_of_the_table_is_said_by_pyxform():
    table = list(csv.DictReader(io.StringIO(resources.text(TABLE))))
    said = {meaning(text).code for _, text in SAID}
    assert {row["code"] for row in table} == said


def test_each_sentence_belongs_to_a_row_of_the_table():
    table = {row["code"] for row in csv.DictReader(io.StringIO(resources.text(TABLE)))}
    ours = {UNKNOWN, "SHEETS-AT", "SHEETS-AT-ROW", "SHEETS-AT-CELL"}
    for language in resources.LANGUAGES:
        known = {c for c in resources.sentences(language) if c.startswith("SHEETS-")}
        assert known == table | ours


def test_no_chinese_sentence_has_english_words_of_the_compiler():
    for _, text in SAID:
        found = meaning(text)
        told = resources.sentence(found.code, "zh_CN", **found.fields)
        assert not re.search(r"(?:[A-Za-z]+ ){4}", told), told


def test_what_no_table_knows_is_told_in_the_compilers_own_words():
    found = meaning("[row : 3] Something quite new.")
    assert (found.code, found.row, found.sheet) == (UNKNOWN, 3, "survey")
    assert found.fields["told"] == "Something quite new."


FORM = """| survey |
| | type | name | label | parameters | {columns} |
| | text | a | A | | |
| | {row} |
| choices |
| | list_name | name | label |
| | l | 1 | One |
| settings |
| | form_id | version | form_title |
| | f | 1 | F |
"""


@pytest.mark.parametrize(
    ("columns", "row", "code", "column"),
    [
        ("trigger", "range | r | R | start=x | ", "SHEETS-RANGE-NUMBER", "parameters"),
        ("trigger", "range | r | R | start=1 end=5 step=9 | ", "SHEETS-RANGE-WIDE",
         "parameters"),
        ("trigger", "select_one l | r | R | seed=1 | ", "SHEETS-SEED-ALONE",
         "parameters"),
        ("trigger", "audio | r | R | quality=best | ", "SHEETS-PARAMETER-QUALITY",
         "parameters"),
        ("trigger", "background-geopoint | r | | | ", "SHEETS-GEOPOINT-TRIGGER",
         "trigger"),
        ("trigger", "geotrace | r | R | incremental=no | ",
         "SHEETS-PARAMETER-INCREMENTAL", "parameters"),
        ("trigger", "geopoint | r | R | capture-accuracy=x | ",
         "SHEETS-PARAMETER-NUMBER", "parameters"),
        ("trigger", "image | r | R | max-pixels=x | ", "SHEETS-PARAMETER-WHOLE",
         "parameters"),
    ],
)  # fmt: skip
def test_what_the_compiler_refuses_is_told_at_its_place(
    columns, row, code, column, tmp_path
):
    form = tmp_path / "form.md"
    form.write_text(FORM.format(columns=columns, row=row), encoding="utf-8")
    found = {f.code: f for f in check_form(form) if f.severity == "error"}
    assert code in found
    assert (found[code].row, found[code].column) == (3, column)
    with pytest.raises(KnownError) as caught:
        compile_sheets(form)
    told = resources.sentence(caught.value.code, "zh_CN", **caught.value.fields)
    assert found[code].told("zh_CN") in told
