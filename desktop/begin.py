"""A new workspace: who works there, the bundled forms, the demo grid where asked."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import resources
from desktop import demo_grid, paths
from desktop.clock import Clock
from forms.engine.definition.catalog import compiled
from forms.progress import Count, silent
from forms.records import ledger
from forms.records.key_file import Recipient
from forms.records.ledger_shared import apply_shared
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile


def begin(
    folder: Path,
    profile: Profile,
    *,
    demo: bool,
    clock: Clock,
    grid_name: str = "",
    count: Count = silent,
    passphrase: str = "",
    recipients: Sequence[Recipient] = (),
) -> None:
    """Make a workspace in `folder` with the bundled forms on its shelf.

    Args:
        folder: Must not hold a workspace yet.
        profile: Who works there.
        demo: Also bring in the fictional grid as it stands on the clock's day,
            through the same import that a street office uses for its ledgers.
        clock: Gives aware instants.
        grid_name: Of a grid of one's own: it and who works there are entered in
            the lists that the forms ask; blank leaves that to a ledger.
        count: Told how many steps of how many are done.
        passphrase: Opens it; blank leaves the key bare beside the data.
        recipients: Who can open it without the passphrase.

    Raises:
        KnownError: STORE-EXISTS, KEY-SHORT, or what the disk says.
    """
    create_workspace(
        folder, profile=profile, demo=demo, now=clock(), passphrase=passphrase,
        recipients=recipients,
    )  # fmt: skip
    with Records.open(folder, clock=clock) as records:
        bring_forms(records, count)
        if demo:
            bring_demo_grid(records, clock().date(), count)
        elif grid_name:
            bring_own_grid(records, profile, grid_name)


def bring_forms(records: Records, count: Count = silent) -> None:
    """Put every bundled form on the shelf; one already there changes nothing."""
    folder = resources.path("forms")
    sources = sorted(s for s in folder.iterdir() if (s / "survey.tsv").is_file())
    for done, source in enumerate(sources):
        count(done, len(sources))
        records.put_form(compiled(source, paths.compiled_forms()), source.name)


def bring_demo_grid(records: Records, today: date, count: Count = silent) -> None:
    """Import the fictional grid as it stands on `today`, list by list.

    Every demo workspace imports it itself, so it must be one and the same ledger in
    all of them: see `apply_shared`.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = demo_grid.write(Path(folder), today)
        for done, file in enumerate(files):
            count(done, len(files))
            apply_shared(records, ledger.plan(records, file, file.stem), today)


def bring_own_grid(records: Records, profile: Profile, grid_name: str) -> None:
    """Enter a grid and who works there in the lists that the forms ask."""
    grid, staff = profile.grid_code, profile.staff_id
    records.write_entities(
        [
            EntityWriteIn("grid", "create", grid, {}, label=grid_name),
            EntityWriteIn(
                "staff", "create", staff, {"grid_code": grid}, label=profile.name
            ),
        ],
        author=staff,
    )
