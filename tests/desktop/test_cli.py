"""The command line does its work, speaks two languages and never shows a traceback."""

import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pypdf
import pytest

import resources
from desktop import cli, paths
from forms.records.journal import Journal
from forms.records.store import Records

NOW = "2026-11-25T09:30:00+08:00"
DOOR = "8049b727-60bb-4a5c-99f2-7c83c559c4c8"
STEPS = [
    {"set": "/heating_visit/hdr/grid_code", "value": "XYQY03"},
    {"set": "/heating_visit/hdr/visitor", "value": "w02"},
    {"set": "/heating_visit/who/hh", "value": DOOR},
    {"set": "/heating_visit/who/result", "value": "met"},
    {"set": "/heating_visit/heat/t_living", "value": "19.5"},
    {"set": "/heating_visit/heat/meter_type", "value": "digital"},
    {"set": "/heating_visit/chk/problem", "value": "none"},
    {"set": "/heating_visit/chk/elec", "value": "none"},
    {"set": "/heating_visit/safe/leaflet", "value": "1"},
    {"set": "/heating_visit/safe/satisf", "value": "5"},
]
FINAL = [*STEPS, {"finalise": True}]


@pytest.fixture
def fill(workspace, tmp_path):
    """Fill heating_visit in `workspace`; return the exit code and the XML file."""

    def run(steps, form="heating_visit", place=workspace):
        file, out = tmp_path / "steps.json", tmp_path / "out.xml"
        file.write_text(json.dumps(steps), encoding="utf-8")
        words = ["fill", form, "--steps", str(file), "--out", str(out), "--now", NOW]
        return cli.main([*words, "--workspace", str(place), "--lang", "en"]), out

    return run


def test_filled_and_finalised_visit_is_in_the_register(fill, workspace, capsys):
    code, out = fill(FINAL)
    assert code == 0
    number = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    with Records.open(workspace, writer=False) as records:
        visit = records.visit(number)
        household = records.entity("household", DOOR)
    assert visit.shown.xml == out.read_bytes()
    assert household.properties["last_heat_temp"] == "19.5"


def test_without_finalise_nothing_is_kept_but_the_file(fill, workspace):
    code, out = fill(STEPS)
    assert code == 0
    assert "19.5" in out.read_text(encoding="utf-8")
    with Records.open(workspace, writer=False) as records:
        assert records.visit_counts() == {}
    with Journal.open(workspace) as journal:
        assert journal.drafts() == []


def test_what_is_not_valid_is_printed_with_its_path(fill, workspace, capsys):
    code, _ = fill([*FINAL[:5], {"set": "/heating_visit/heat/t_bed1", "value": "50"}])
    told = capsys.readouterr().out
    assert code == 1
    assert "/heating_visit/heat/t_bed1: the answer breaks a rule" in told
    assert "/heating_visit/chk/problem: required, and blank" in told


def test_form_file_is_filled_without_any_workspace(fill, tmp_path):
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |      |      |       |\n"
        "|        | type | name | label |\n"
        "|        | text | a    | A     |\n",
        encoding="utf-8",
    )
    steps = [{"set": "/data/a", "value": "x"}, {"finalise": True}]
    code, out = fill(steps, form=str(form), place=tmp_path / "none")
    assert code == 0
    assert ET.parse(out).getroot().findtext("a") == "x"


def test_csv_beside_a_form_file_is_its_list(fill, tmp_path):
    (tmp_path / "fruit.csv").write_text("name,label\na,Apple\n", encoding="utf-8")
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |                                |      |       |\n"
        "|        | type                           | name | label |\n"
        "|        | select_one_from_file fruit.csv | f    | F     |\n",
        encoding="utf-8",
    )
    place = tmp_path / "none"
    assert fill([{"set": "/data/f", "value": "a"}], str(form), place)[0] == 0
    assert fill([{"set": "/data/f", "value": "pear"}], str(form), place)[0] == 1


def test_sheet_of_a_printed_number_is_a_pdf(fill, workspace, tmp_path, capsys):
    fill(FINAL)
    number = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    file = tmp_path / "sheet.pdf"
    place = ["--workspace", str(workspace)]
    assert cli.main(["sheet", number, "-o", str(file), *place]) == 0
    text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert number in text
    assert "19.5" in text


def test_export_then_import_carries_the_visit(fill, workspace, grid, tmp_path, capsys):
    fill(FINAL)
    stick, office = tmp_path / "stick", tmp_path / "office"
    stick.mkdir()
    words = ["new", "--staff", "w01", "--name", "周敏", "--grid", "XYQY03", "--demo"]
    assert cli.main([*words, "--workspace", str(office)]) == 0
    out = ["export", "--to", str(stick), "--workspace", str(workspace)]
    into = ["import", "--from", str(stick), "--workspace", str(office)]
    assert cli.main(out) == 0
    assert cli.main(into) == 0
    assert cli.main(["doctor", "--workspace", str(office), "--rebuild"]) == 0
    with Records.open(office, writer=False) as records:
        assert records.visit_counts() == {"heating_visit": 1}
    capsys.readouterr()
    assert cli.main([*into, "--lang", "en"]) == 0
    assert "0 new records" in capsys.readouterr().out


def test_ledger_is_told_before_it_is_done(workspace, tmp_path, capsys):
    table = tmp_path / "household.csv"
    table.write_text(
        "户编码,楼号,单元,房号,户主姓名\nXYQY03-099-01-0901,99,1,901,测试甲\n",
        encoding="utf-8-sig",
    )
    words = ["ledger", str(table), "--list", "household", "--lang", "en"]
    place = ["--workspace", str(workspace)]
    before = households(workspace)
    assert cli.main([*words, "--dry-run", *place]) == 0
    assert "1 would be new" in capsys.readouterr().out
    assert households(workspace) == before
    assert cli.main([*words, "--yes", *place]) == 0
    assert households(workspace) == before + 1


def households(workspace):
    with Records.open(workspace, writer=False) as records:
        return records.entity_count("household")


def test_missing_workspace_is_one_sentence_and_exit_1(tmp_path, capsys):
    assert cli.main(["doctor", "--workspace", str(tmp_path), "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert str(tmp_path) in told.err


@pytest.mark.parametrize("way", [["export", "--to"], ["import", "--from"]])
def test_a_folder_that_is_not_there_is_said_and_not_made(
    workspace, tmp_path, capsys, way
):
    nowhere = tmp_path / "stick"
    words = [*way, str(nowhere), "--workspace", str(workspace), "--lang", "en"]
    assert cli.main(words) == 1
    assert f"There is no folder “{nowhere}”" in capsys.readouterr().err
    assert not nowhere.exists()


VERBS = [
    f"{name} {verb}"
    for name, command in cli.COMMANDS.items()
    for verb in getattr(command, "_COMMANDS", ())
]


@pytest.mark.parametrize("language", resources.LANGUAGES)
@pytest.mark.parametrize("command", ["", *cli.COMMANDS, *VERBS])
def test_help_is_whole_in_both_languages(command, language, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([*command.split(), "--help", "--lang", language])
    told = capsys.readouterr().out
    assert end.value.code == 0
    if command in VERBS or not hasattr(cli.COMMANDS.get(command), "_COMMANDS"):
        assert "--workspace" in told
        assert "--passphrase-file" in told
    assert not re.search(r"CLI-[A-Z]", told)
    assert ("用法" in told) == (language == "zh_CN")
    assert ("usage" in told) == (language == "en")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fill"], "缺少"),
        (["nothing"], "不能是"),
        (["doctor", "--nothing"], "看不懂"),
        (["export", "--to"], "后面要有内容"),
        (["ledger", "x", "--list", "l", "--yes", "--dry-run"], "不能一起用"),
    ],
)
def test_words_not_understood_are_told_in_the_language_and_exit_2(words, told, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--lang", "zh_CN", *words])
    assert end.value.code == 2
    assert told in capsys.readouterr().err


def test_language_is_that_asked_for_then_of_the_worker_then_of_the_system(grid):
    here, nowhere = f"--workspace={grid}", f"--workspace={grid / 'nowhere'}"
    assert cli.language([here, "--lang", "en"], {"LANG": "zh_CN.UTF-8"}) == "en"
    assert cli.language([here], {"LANG": "en_GB.UTF-8"}) == "zh_CN"
    assert cli.language([nowhere], {"LANG": "zh_CN.UTF-8"}) == "zh_CN"
    assert cli.language([nowhere], {"LC_ALL": "en_US", "LANG": "zh_CN"}) == "en"
    assert cli.language([nowhere], {"LC_ALL": "C.UTF-8"}) == "zh_CN"
    assert cli.language([nowhere], {}) == "zh_CN"


def test_command_line_starts_without_qt():
    code = (
        "import sys; from desktop import cli; cli.main(['--version']);"
        "sys.exit(any(name.split('.')[0] == 'PySide6' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_bug_is_filed_and_told_without_a_traceback(tmp_path):
    code = (
        "import sys; sys.argv[1:] = ['doctor', '--lang', 'en']\n"
        "from desktop import cli\n"
        "def run(setting): raise RuntimeError('personal')\n"
        "cli.COMMANDS['doctor'].run = run\n"
        "sys.exit(cli.main())"
    )
    places = {
        name: str(tmp_path) for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, **places},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the answers given so far are safe" in done.stderr
    (report,) = tmp_path.rglob("crash-*.txt")
    assert "personal" not in report.read_text(encoding="utf-8")


def test_default_places_are_apart():
    assert paths.default_workspace() != paths.demo_workspace()
    assert paths.logs() != paths.compiled_forms()
