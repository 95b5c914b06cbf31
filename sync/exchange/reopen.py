"""Reopen: a register brought back by its recovery sheet and any folder of bundles."""

from collections.abc import Iterator

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told
from forms.records.circle import Member, Statement, fold
from forms.records.store import Records
from sync import bundle
from sync.bundle import Wrapped
from sync.exchange import layout
from sync.exchange.enrol import founding_of, put_administrator
from sync.exchange.marker import read_store
from sync.exchange.recovery import Recovery
from sync.folders import Folder


def recover(
    records: Records,
    folder: Folder,
    recovery: Recovery,
    *,
    name: str,
    staff: str,
    person: str,
) -> Member:
    """Make this laptop an administrator by the secret on the recovery sheet.

    Import from the folder with `recovery` afterwards: it opens all that was sent.

    Args:
        records: Open for writing, of no register or of the same one.
        folder: Where bundles of the register lie.
        recovery: See `recovery.read_code`.
        name: The register's name; said again, since no certificate is at hand.
        staff: Who works here.
        person: Their name.

    Raises:
        KnownError: RECOVERY-OTHER where nothing there is sealed to this secret.
    """
    folder.probe()
    register = read_store(folder).register
    found = list(_sealed_to(folder, register, recovery))
    if not found:
        raise KnownError("RECOVERY-OTHER", register=name)
    if records.register_id != register:
        records.adopt(register)
    founding = founding_of(records, name, recovery)
    records.members.belong(founding, _grants_in(records, founding, found, recovery))
    return put_administrator(records, recovery, staff, person)


def _sealed_to(
    folder: Folder, register: str, recovery: Recovery
) -> Iterator[tuple[str, Wrapped]]:
    """Yield (file, bundle) of the devices' own ops that the recovery key can open."""
    for entry in folder.list(layout.IN):
        try:
            data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
            wrapped = bundle.inspect(data, file=entry.name)
        except KnownError as error:
            if error.code.startswith("BUNDLE-"):
                continue  # the import afterwards tells of it
            raise
        header = wrapped.header
        if header.register == register and recovery.identity[1] in header.rcpt:
            yield entry.name, wrapped


def _grants_in(
    records: Records,
    founding: Told,
    found: list[tuple[str, Wrapped]],
    recovery: Recovery,
) -> list[Told]:
    """Return the grants among the ops that the root key leads to.

    Only here bundles of devices not known yet are opened: the sheet is in hand, and
    nothing but certificates with signatures of their own is taken out of them.
    """
    grants: list[Statement] = []
    for file, wrapped in found:
        identities = [recovery.identity[0]]
        try:
            ops = bundle.unwrap(wrapped, file=file, identities=identities).ops
        except KnownError:
            continue  # the import afterwards tells of it
        for op in ops:
            if op.kind != "grant":
                continue
            try:
                told = certificates.check("grant", op.body.get("told"))
            except ValueError:
                continue  # no certificate, so it introduces nobody
            grants.append(Statement(told, op.hlc, op.dev, op.seq))
    circle = fold(founding, grants, (), (), records.now.date())
    refused = {one.told["sig"] for one in circle.refused}
    kept = {one.told["sig"]: one.told for one in grants}
    return [told for sig, told in kept.items() if sig not in refused]
