"""What `gridvisit register` tells: who belongs, who owes what, what is counted here."""

from desktop.commands import Setting
from desktop.commands.table import rows
from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import custody, status, tally
from sync.exchange.originals import free_originals

_COLUMNS = (
    "WHO", "DEVICE", "ROLE", "GRIDS", "STATE", "RECEIVED", "MISSING", "QUARANTINE",
)  # fmt: skip


def free_photos(setting: Setting, records: Records) -> int:
    """Free originals that every office has, and print how many."""
    freed = free_originals(records, setting.given.keep)
    size = f"{freed.bytes / 1_000_000:.1f} MB"
    setting.say("ORIGINALS-FREED", photos=freed.photos, size=size, held=freed.held)
    return 0


def counts(setting: Setting, records: Records) -> int:
    """Print what is counted, and what another laptop may count otherwise; 1 then."""
    speech = setting.speech
    for grid in setting.given.grid or [""]:
        told = tally.tally(records, grid)
        if grid:
            setting.say("CLI-REGISTER-COUNTS", grid=grid)
        counted = {**told.lists, **told.visits}
        head = (speech("CLI-REGISTER-OF"), speech("CLI-REGISTER-COUNT"))
        print("\n".join(rows(head, [(name, n) for name, n in counted.items()])))
    reasons = tally.differences(records)
    for one in reasons:
        print(f"- {speech(one.code, count=one.count, **one.fields)}")
    if not reasons:
        setting.say("CLI-REGISTER-SAME")
    return 1 if reasons else 0


def show_status(setting: Setting, records: Records) -> int:
    """Print members, what they owe and what waits; 1 where not all is well."""
    told, speech = status.status(records), setting.speech
    if told.alone:
        raise KnownError("MEMBER-ALONE")
    setting.say(
        "CLI-REGISTER-IS",
        register=told.name,
        fingerprint=told.fingerprint,
        device=told.device,
    )
    head = [speech(f"CLI-REGISTER-{one}") for one in _COLUMNS]
    body = [
        (
            f"{'* ' if row.mine else ''}{row.member.name or row.member.staff}",
            row.member.device,
            speech(f"ROLE-{row.member.role}"),
            " ".join(row.member.grids) or "-",
            speech(f"STATE-{row.member.state}"),
            row.received,
            row.missing,
            row.waiting,
        )
        for row in told.members
    ]
    print("\n".join(rows(head, body)))
    if told.me is None:
        setting.say("CLI-REGISTER-AWAITED")
    if told.me is None or not told.me.office:
        setting.say("CLI-REGISTER-UNDELIVERED", count=told.undelivered)
    return _troubles(setting, records, told)


def _troubles(setting: Setting, records: Records, told: status.Status) -> int:
    """Print what a supervisor has to look at; 1 where there is anything."""
    speech = setting.speech
    lines = [
        speech(m.code, device=m.device, who=m.who or m.device, lo=m.lo, hi=m.hi)
        for m in told.missing
    ]
    lines += [
        speech(
            "CLI-REGISTER-WAITING",
            file=w.file,
            device=w.device,
            lo=w.lo,
            hi=w.hi,
            why=speech(f"CLI-REGISTER-{w.code or 'BUNDLE-READY'}"),
        )
        for w in told.waiting
    ]
    lines += [f"{one.told['device']}: {speech(one.code)}" for one in told.refused]
    lines += [
        speech(
            "CLI-REGISTER-LATE",
            number=late.number,
            author=late.author,
            was=late.visit_grid,
            grid=late.subject_grid,
        )
        for late in custody.late_work(records)
    ]
    if told.copied:
        lines.append(speech("MEMBER-COPIED"))
    for line in lines:
        print(f"- {line}")
    if told.carried[0]:
        setting.say("CLI-REGISTER-CARRIED", count=told.carried[0])
    return 1 if lines else 0
