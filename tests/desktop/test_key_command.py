"""The command line with a passphrase: asked for when needed, changed, recovered."""

import io
import re

import pypdf
import pytest

from desktop import cli
from forms.records import keys

PHRASE, OTHER = "冬天的火炉 7 号", "another passphrase"
NEW = ["new", "--staff", "w01", "--name", "周敏", "--grid", "XYQY03", "--lang", "en"]


@pytest.fixture(autouse=True)
def locked():
    keys.lock()
    yield
    keys.lock()


@pytest.fixture
def made(tmp_path, capsys):
    """(workspace, passphrase file, recovery code)."""
    place, file = tmp_path / "ws", tmp_path / "phrase"
    file.write_text(f"{PHRASE}\n", encoding="utf-8")
    words = [*NEW, "--workspace", str(place), "--passphrase-file", str(file)]
    assert cli.main([*words, "--sheet", str(tmp_path / "code.pdf")]) == 0
    (code,) = re.findall(r"(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}", capsys.readouterr().out)
    keys.lock()
    return place, file, code


def run(place, *words):
    keys.lock()
    return cli.main([*words, "--workspace", str(place), "--lang", "en"])


def test_real_work_asks_for_a_passphrase(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert cli.main([*NEW, "--workspace", str(tmp_path / "ws")]) == 1
    assert "--no-passphrase" in capsys.readouterr().err
    assert not (tmp_path / "ws").exists()
    words = [*NEW, "--workspace", str(tmp_path / "ws"), "--no-passphrase"]
    assert cli.main(words) == 0
    assert "can read it" in capsys.readouterr().out
    assert run(tmp_path / "ws", "doctor") == 0


def test_commands_take_the_passphrase_from_file_stdin_and_variable(
    made, capsys, monkeypatch
):
    place, file, _ = made
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(place, "doctor") == 1
    assert "passphrase is needed" in capsys.readouterr().err
    assert run(place, "doctor", "--passphrase-file", str(file)) == 0
    monkeypatch.setenv("GRIDVISIT_PASSPHRASE", PHRASE)
    assert run(place, "doctor") == 0
    monkeypatch.delenv("GRIDVISIT_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PHRASE}\n"))
    assert run(place, "doctor", "--passphrase-stdin") == 0
    monkeypatch.setenv("GRIDVISIT_PASSPHRASE", OTHER)
    assert run(place, "doctor") == 1
    assert "not the passphrase" in capsys.readouterr().err
    assert run(place, "doctor", "--passphrase-file", str(place / "none")) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_the_sheet_tells_the_code(made):
    place, _, code = made
    page = pypdf.PdfReader(place.parent / "code.pdf").pages[0].extract_text()
    assert all(group in page for group in code.split("-"))


def test_recovery_change_and_status(made, capsys, monkeypatch):
    place, file, code = made
    file.write_text(OTHER, encoding="utf-8")
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert run(place, "key", "recover", "--code", wrong, "--new-file", str(file)) == 1
    typed = code.lower().replace("-", " ")
    assert run(place, "key", "recover", "--code", typed, "--new-file", str(file)) == 0
    monkeypatch.setenv("GRIDVISIT_PASSPHRASE", OTHER)
    assert run(place, "key", "change") == 0
    assert run(place, "key", "code") == 0
    capsys.readouterr()
    assert run(place, "key", "status") == 0
    assert "A passphrase opens" in capsys.readouterr().out
    assert run(place, "doctor") == 0
    assert run(place, "key", "recover", "--code", code, "--new-file", str(file)) == 1
    assert "another workspace" in capsys.readouterr().err


def test_backups_are_listed_made_and_put_back(made, capsys, monkeypatch):
    place, _, _ = made
    monkeypatch.setenv("GRIDVISIT_PASSPHRASE", PHRASE)
    assert run(place, "backup", "list") == 0
    assert "no backup yet" in capsys.readouterr().out
    assert run(place, "backup", "make") == 0
    (name,) = re.findall(r"\d{8}T\d{6}-asked", capsys.readouterr().out)
    assert run(place, "backup", "restore", name) == 0
    assert "new device" in capsys.readouterr().out
    assert run(place, "backup", "restore", "none") == 1
    assert run(place, "backup", "list") == 0
    told = capsys.readouterr().out
    assert name in told
    assert "before a restore" in told
    assert run(place, "doctor") == 0
