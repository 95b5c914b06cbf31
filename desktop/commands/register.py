"""`gridvisit register`: make a register, take laptops in, see who owes what."""

from collections.abc import Callable
from pathlib import Path

from desktop.commands import Setting
from desktop.commands.options import add_verbs
from desktop.commands.places import add_folder_login, folder_secrets
from desktop.commands.progress import counting
from desktop.commands.register_told import counts, free_photos, show_status
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records.circle import RANKS, Member
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from forms.records.vault import write_file
from forms.reports import pdf
from sync.exchange import custody, enrol, import_from, snapshot_to
from sync.exchange.invitations import MAX_FILE_BYTES, read_invitation, read_request
from sync.exchange.recovery import read_code
from sync.exchange.recovery_sheet import recovery_sheet
from sync.exchange.reopen import recover
from sync.folders.directory import DirectoryFolder
from sync.folders.places import open_folder

ABOUT = "CLI-ABOUT-REGISTER"
Do = Callable[[Setting, Records], int]
Options = dict[str, object]


def add(parser: Parser) -> None:
    """Take what is to be done with the register, and what that needs."""
    told = parser.speech
    for name, one in add_verbs(parser, "register", _COMMANDS):
        _, options = _COMMANDS[name]
        for option, more in options.items():
            code = f"CLI-HELP-REGISTER-{option.strip('-').upper()}"
            # The library's types know no keywords made at run time.
            one.options.add_argument(option, help=told(code), **more)  # type: ignore[arg-type]
        if name == "snapshot":
            add_folder_login(one)


def run(setting: Setting) -> int:
    """Do it; 1 where the register is not well."""
    do, _ = _COMMANDS[setting.given.register]
    with Records.open(setting.workspace) as records:
        return do(setting, records)


def _new(setting: Setting, records: Records) -> int:
    given = setting.given
    founded = enrol.prepare_register(records, given.name)
    sheet = recovery_sheet(founded.recovery, founded.founding, setting.speech.language)
    # Before the register: without its paper it could never be recovered.
    write_file(given.sheet, pdf.draw([sheet], demo=records.demo), mode=0o600)
    who = _profile(setting)
    enrol.found_register(records, founded, staff=who.staff_id, person=who.name)
    setting.say("CLI-REGISTER-MADE", register=given.name, sheet=given.sheet)
    return 0


def _invite(setting: Setting, records: Records) -> int:
    given = setting.given
    invited = enrol.invite(
        records,
        role=given.role,
        grids=given.grid,
        staff=given.staff,
        name=given.name,
        days=given.days,
    )
    write_file(given.out, invited.data)
    until = invited.told["until"]
    setting.say("CLI-REGISTER-INVITED", file=given.out, until=until, shown=invited.code)
    return 0


def _join(setting: Setting, records: Records) -> int:
    given = setting.given
    data = _read(given.invitation)
    invitation = read_invitation(data, records.now.date())
    who = _profile(setting)
    request = enrol.join(records, invitation, staff=who.staff_id, person=who.name)
    write_file(given.out, request.data)
    setting.say(
        "CLI-REGISTER-JOINED",
        register=invitation.register_name,
        invitation=invitation.code,
        file=given.out,
        shown=request.code,
    )
    return 0


def _grant(setting: Setting, records: Records) -> int:
    given = setting.given
    request = read_request(_read(given.request))
    member = enrol.grant(
        records,
        request,
        given.code,
        role=given.role or "",
        grids=given.grid or None,
        until=given.until,
    )
    return _granted(setting, member)


def _granted(setting: Setting, member: Member) -> int:
    setting.say(
        "CLI-REGISTER-GRANTED",
        name=member.name or member.staff,
        device=member.device,
        role=setting.speech(f"ROLE-{member.role}"),
        grids=" ".join(member.grids) or "-",
    )
    return 0


def _extend(setting: Setting, records: Records) -> int:
    given = setting.given
    member = enrol.extend(
        records,
        given.device,
        role=given.role or "",
        grids=given.grid or None,
        until=given.until,
    )
    return _granted(setting, member)


def _revoke(setting: Setting, records: Records) -> int:
    given = setting.given
    member = enrol.revoke(records, given.device, why=given.why, last=given.last)
    owed = [one for one in custody.missing(records) if one.device == member.device]
    setting.say(
        "CLI-REGISTER-REVOKED",
        name=member.name or member.staff,
        device=member.device,
        last=member.last,
        owed=sum(one.hi - one.lo + 1 for one in owed),
    )
    return 0


def _assign(setting: Setting, records: Records) -> int:
    given = setting.given
    member = enrol.assign(records, given.device, given.grid)
    setting.say(
        "CLI-REGISTER-ASSIGNED",
        name=member.name or member.staff,
        grids=" ".join(member.grids) or "-",
    )
    return 0


def _renew(setting: Setting, records: Records) -> int:
    request = enrol.renew(records)
    if request is not None:
        write_file(setting.given.out, request.data)
        setting.say("CLI-REGISTER-RENEWED", file=setting.given.out, shown=request.code)
    return 0


def _recover(setting: Setting, records: Records) -> int:
    given = setting.given
    secret = read_code(given.code)
    folder, who = DirectoryFolder(given.source), _profile(setting)
    recover(
        records, folder, secret, name=given.name, staff=who.staff_id, person=who.name
    )
    report = import_from(records, folder, recovery=secret)
    setting.say("CLI-REGISTER-RECOVERED", register=given.name, new=report.new)
    return setting.complain(report.problems)


def _stick(setting: Setting, records: Records) -> int:
    folder = DirectoryFolder(setting.given.at)
    if setting.given.compact:
        count = custody.compact(records, folder)
        setting.say("CLI-REGISTER-COMPACTED", place=folder.place, count=count)
    told = custody.wipe(records, folder)
    setting.say(told.code, place=told.place, bundles=told.bundles, photos=told.photos)
    return 0 if told.safe else 1


def _snapshot(setting: Setting, records: Records) -> int:
    address = setting.given.to
    secrets = folder_secrets(setting, address)
    with open_folder(address, secrets) as folder, counting() as progress:
        report = snapshot_to(records, folder, setting.given.grid, progress)
        place = folder.place
    setting.say(
        "CLI-REGISTER-SNAPSHOT", place=place, bundles=report.bundles, ops=report.ops
    )
    return setting.complain(report.problems)


def _profile(setting: Setting) -> Profile:
    with Journal.open(setting.workspace) as journal:
        return journal.profile


def _read(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise KnownError("BUNDLE-GONE", file=place.name) from error


_FILE: Options = {"type": Path, "required": True, "metavar": "FILE"}
_GRIDS: Options = {"action": "append", "default": [], "metavar": "GRID"}
_DEVICE: Options = {"required": True, "metavar": "DEVICE"}
_COMMANDS: dict[str, tuple[Do, dict[str, Options]]] = {
    "new": (_new, {"--name": {"required": True}, "--sheet": _FILE}),
    "invite": (
        _invite,
        {
            "--out": _FILE,
            "--role": {"choices": RANKS[1:], "default": "worker"},
            "--grid": _GRIDS,
            "--staff": {"default": ""},
            "--name": {"default": ""},
            "--days": {"type": int, "default": enrol.INVITATION_DAYS},
        },
    ),
    "join": (_join, {"--invitation": _FILE, "--out": _FILE}),
    "grant": (
        _grant,
        {
            "--request": _FILE,
            "--code": {"required": True},
            "--role": {"choices": RANKS[1:]},
            "--grid": _GRIDS,
            "--until": {"default": "", "metavar": "YYYY-MM-DD"},
        },
    ),
    "extend": (
        _extend,
        {
            "--device": _DEVICE,
            "--role": {"choices": RANKS[1:]},
            "--grid": _GRIDS,
            "--until": {"default": "", "metavar": "YYYY-MM-DD"},
        },
    ),
    "revoke": (
        _revoke,
        {
            "--device": _DEVICE,
            "--why": {"choices": enrol.WHYS, "default": "lost"},
            "--last": {"type": int},
        },
    ),
    "assign": (_assign, {"--device": _DEVICE, "--grid": _GRIDS}),
    "renew": (_renew, {"--out": _FILE}),
    "recover": (
        _recover,
        {
            "--from": {
                "dest": "source", "type": Path, "required": True, "metavar": "DIR",
            },
            "--code": {"required": True},
            "--name": {"required": True},
        },
    ),
    "stick": (
        _stick,
        {
            "--at": {"type": Path, "required": True, "metavar": "DIR"},
            "--compact": {"action": "store_true"},
        },
    ),
    "snapshot": (
        _snapshot,
        {"--to": {"required": True, "metavar": "ADDRESS"}, "--grid": _GRIDS},
    ),
    "photos": (free_photos, {"--keep": {"type": int, "default": 90}}),
    "counts": (counts, {"--grid": _GRIDS}),
    "status": (show_status, {}),
}  # fmt: skip
