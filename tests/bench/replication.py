"""PouchDB, the peer of the exchange: its replication of the same work, in node."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

DRIVER = Path(__file__).parent / "pouchdb" / "driver.mjs"
VERSION = "9.0.0"


def pouchdb(
    adapter: str, entities: int, fields: int, changed: int, updates: int, rounds: int
) -> Mapping[str, float] | str:
    """Return PouchDB's µs a field change ("insert", "update"), or why there are none.

    Args:
        adapter: "leveldb" or "memory": where it keeps what it gets.
        entities: Documents made first.
        fields: Of each.
        changed: Fields that an update changes.
        updates: In a round; replicated after each.
        rounds: How many.
    """
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "not present: node"
    numbers = [str(n) for n in (entities, fields, changed, updates, rounds)]
    with tempfile.TemporaryDirectory() as name:
        parts = ("core", f"adapter-{adapter}", "replication")
        packages = [f"pouchdb-{part}@{VERSION}" for part in parts]
        command = ["npm", "install", "--silent", "--no-save", *packages]
        if subprocess.run(command, cwd=name, timeout=300).returncode != 0:
            return "not present: npm did not install it"
        # node looks for packages beside the module that imports them.
        driver = shutil.copy(DRIVER, name)
        done = subprocess.run(
            ["node", driver, adapter, *numbers],
            cwd=name,
            capture_output=True,
            text=True,
            timeout=600,
        )
    if done.returncode != 0:
        return "did not run: " + " ".join(done.stderr.split())[:60]
    times: dict[str, float] = json.loads(done.stdout)
    return times
