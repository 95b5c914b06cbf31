"""Folders and servers by their address, on the command line."""

import pytest

from desktop import cli
from forms.records.journal import Journal
from forms.records.store import Records
from sync import carrier
from tests.sync import servers
from tests.sync.net_places import host_fingerprint
from tests.sync.servers import PASSWORD, USER
from tests.sync.standin import PASSWORD as CENTRAL_PASSWORD
from tests.sync.standin import USER as CENTRAL_USER
from tests.sync.standin import standin
from tests.sync.standin_lists import List

pytestmark = pytest.mark.net


@pytest.fixture
def password_file(tmp_path):
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    return str(file)


def test_a_folder_behind_webdav_is_written_read_and_remembered(
    workspace, tmp_path, password_file, capsys
):
    with servers.wsgidav(tmp_path, "digest") as server:
        url = f"http://127.0.0.1:{server.port}/dav"
        login = ["--user", USER, "--password-file", password_file]
        where = ["--workspace", str(workspace), "--lang", "en"]
        assert cli.main(["export", "--to", url, *login, "--remember", *where]) == 0
        assert (server.root / "gv1" / "STORE.json").exists()
        # From now on without the password.
        assert cli.main(["export", "--to", url, *where]) == 0
        assert cli.main(["import", "--from", url, *where]) == 0
        out = capsys.readouterr().out
    assert url in out
    assert PASSWORD not in out
    with Journal.open(workspace) as journal:
        kept = carrier.read_setting(journal, workspace)
    assert (kept.address, kept.secrets.login) == (url, (USER, PASSWORD))
    assert PASSWORD not in repr(kept)


def test_an_unknown_ssh_server_is_shown_before_anything_is_sent(
    workspace, tmp_path, capsys
):
    with servers.sshd(tmp_path) as server:
        user = servers.getpass.getuser()
        url = f"sftp://{user}@127.0.0.1:{server.port}{server.root}"
        words = ["export", "--to", url, "--key", str(tmp_path / "user_key")]
        words += ["--workspace", str(workspace), "--lang", "en"]
        assert cli.main(words) == 1
        shown = host_fingerprint(server)
        assert shown in capsys.readouterr().err
        assert list(server.root.iterdir()) == []
        assert cli.main([*words, "--trust", shown]) == 0
        assert cli.main(words) == 0
        assert (server.root / "gv1" / "STORE.json").exists()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://host/x", "is no address"),
        ("https://u:geheim@host/dav", "does not belong in the address"),
        ("smb://host/share", "connected by the system"),
        ("s3://bucket?secret=geheim", "is no address"),
        ("https://host:port/", "is no address"),
    ],
)
def test_what_is_no_address_is_told_without_its_secrets(
    workspace, capsys, address, says
):
    words = ["export", "--to", address, "--workspace", str(workspace), "--lang", "en"]
    assert cli.main(words) == 1
    err = capsys.readouterr().err
    assert says in err
    assert "geheim" not in err


def test_forms_and_visits_go_to_central_and_lists_come_back(
    workspace, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("GRIDVISIT_PASSWORD", CENTRAL_PASSWORD)
    with Records.open(workspace, writer=False) as records:
        form = records.forms()[0].form_id
    with standin() as server:
        server.state.login = "token"
        server.state.lists["household"] = List()
        tail = ["--server", server.url, "--user", CENTRAL_USER]
        where = ["--workspace", str(workspace), "--lang", "en"]

        def run(*words):
            code = cli.main(["openrosa", *words, *where])
            told = capsys.readouterr()
            return code, told.out + told.err

        assert run("publish", form, *tail)[0] == 0
        assert "already" in run("publish", form, *tail)[1]
        assert list(server.state.forms) == [form]
        assert "names files" in run("publish", "facility_reg", *tail)[1]
        server.state.media.clear()
        assert run("fetch", "facility_reg", *tail)[0] == 0
        code, told = run("fetch", "no_such_form", *tail)
        assert code == 1
        assert "no form no_such_form" in told
        assert "Published" in run("publish", "--lists", *tail)[1]
        assert "hazard" in server.state.lists
        del server.state.forms["fire_patrol"]
        server.state.encrypts = "[encrypted:x]"
        assert "fetch fire_patrol" in run("publish", "fire_patrol", *tail)[1]
        code, told = run("publish", "no_such_form", *tail)
        assert code == 1
        assert "no_such_form" in told
        assert run("send", *tail)[0] == 0
        assert "household" in run("entities", *tail)[1].split()
        server.state.lists["household"].entities = {
            "1": [{"label": "a"}],
            "2": [{"label": "b"}],
        }
        out = tmp_path / "household.csv"
        assert "2 rows" in run("entities", "household", "-o", str(out), *tail)[1]
        assert out.read_bytes().startswith(b"__id")
        assert run("export", str(tmp_path / "out"))[0] == 0
        assert (tmp_path / "out" / form).is_dir()
        monkeypatch.setenv("GRIDVISIT_PASSWORD", "wrong")
        code, told = run("send", *tail)
        assert code == 1
        assert "does not accept" in told
