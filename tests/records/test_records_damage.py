"""Files emptied, gone, torn by a kill, relabelled: told, or mended from what stays."""

import json
import shutil
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from tests.records.conftest import REGISTER

PAGE = 4096


@pytest.mark.parametrize("how", ["emptied", "gone"])
@pytest.mark.parametrize("name", ["register.db", "journal.db"])
def test_lost_file_is_told_and_not_begun_anew(
    workspace: Path, name: str, how: str
) -> None:
    file = workspace / name
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(b"")
    opening = Records.open if name == "register.db" else Journal.open
    for _ in range(2):
        with pytest.raises(KnownError, match=r"STORE-(DAMAGED|GONE)"):
            opening(workspace)


def test_ids_come_from_the_register_not_from_its_label(workspace: Path) -> None:
    with Records.open(workspace) as records:
        device = records.device_id
    label = workspace / "workspace.json"
    told = json.loads(label.read_text())
    label.write_text(json.dumps(told | {"register": "another", "device": "0" * 16}))
    with Records.open(workspace) as records:
        assert (records.register_id, records.device_id) == (REGISTER, device)


def test_page_torn_by_a_kill_is_mended_before_the_doctor_looks(
    workspace: Path, tmp_path: Path
) -> None:
    """A kill within a checkpoint leaves half a page; the log still has all of it."""
    with Records.open(workspace) as records:
        home = EntityWriteIn("household", "create", "h1", {"addr_short": "x"})
        records.write_entities([home], "w02")
        left = shutil.copytree(workspace, tmp_path / "left")
    held = bytearray((left / "register.db").read_bytes())
    whole = (workspace / "register.db").read_bytes()
    torn = next(
        at
        for at in range(PAGE, len(held), PAGE)
        if held[at : at + PAGE] != whole[at : at + PAGE]
    )
    held[torn : torn + PAGE // 2] = whole[torn : torn + PAGE // 2]
    (left / "register.db").write_bytes(held)
    with Records.open(left) as records:
        assert records.doctor().healthy
        assert records.entity("household", "h1") is not None
