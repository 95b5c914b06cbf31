"""`gridvisit openrosa`: forms and visits to ODK Central or Kobo, lists back."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import Setting
from desktop.commands.options import add_verbs
from desktop.commands.places import add_login, login
from desktop.commands.progress import counting
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import FormInfo
from forms.records.vault import write_file

if TYPE_CHECKING:
    from sync.openrosa import Central

ABOUT = "CLI-ABOUT-OPENROSA"


def add(parser: Parser) -> None:
    """Take what is to be done, and with which server."""
    for name, one in add_verbs(parser, "openrosa", _COMMANDS):
        _, wants = _COMMANDS[name]
        wants(one)


def run(setting: Setting) -> int:
    """Do it; 1 where something was not sent."""
    do, _ = _COMMANDS[setting.given.openrosa]
    return do(setting)


def _server(parser: Parser) -> None:
    parser.options.add_argument(
        "--server", required=True, metavar="URL", help=parser.speech("CLI-HELP-SERVER")
    )
    add_login(parser)


def _wants_forms(parser: Parser) -> None:
    told = parser.speech
    parser.given.add_argument(
        "form", metavar="FORM", nargs="*", help=told("CLI-HELP-OPENROSA-FORMS")
    )
    parser.options.add_argument(
        "--media",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=told("CLI-HELP-OPENROSA-MEDIA"),
    )
    parser.options.add_argument(
        "--lists", action="store_true", help=told("CLI-HELP-OPENROSA-LISTS")
    )
    _server(parser)


def _wants_their_forms(parser: Parser) -> None:
    parser.given.add_argument(
        "form",
        metavar="FORM",
        nargs="*",
        help=parser.speech("CLI-HELP-OPENROSA-FORMS"),
    )
    _server(parser)


def _wants_server(parser: Parser) -> None:
    parser.options.add_argument(
        "--form", default="", metavar="FORM", help=parser.speech("CLI-HELP-ONLY-FORM")
    )
    _server(parser)


def _wants_list(parser: Parser) -> None:
    told = parser.speech
    parser.given.add_argument(
        "list", metavar="LIST", nargs="?", help=told("CLI-HELP-ENTITIES")
    )
    parser.options.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help=told("CLI-HELP-ENTITIES-OUT")
    )
    _server(parser)


def _wants_folder(parser: Parser) -> None:
    parser.given.add_argument(
        "folder", type=Path, metavar="DIR", help=parser.speech("CLI-HELP-OPENROSA-DIR")
    )


def _publish(setting: Setting) -> int:
    # HTTP takes 100 ms to load; only who asks a server waits for it.
    from sync.openrosa import Central, Media, lists_of, open_central

    given = setting.given
    files = {file.name: _read(file) for file in given.media}
    with (
        Records.open(setting.workspace, writer=False) as records,
        open_central(given.server, login(setting)) as server,
    ):
        central = Central(server)
        for info in _asked_for(records, given.form):
            xform = records.form(info.form_id, info.version)
            done = central.publish(
                info.form_id,
                info.version,
                xform,
                Media(records, info, files, lists=given.lists),
                lists_of(records, xform),
            )
            code = "CLI-OPENROSA-PUBLISHED" if done.new else "CLI-OPENROSA-THERE"
            setting.say(code, form=info.form_id, version=info.version)
            if done.version != info.version:
                setting.say("CLI-OPENROSA-ENCRYPTS", form=info.form_id)
            if done.lacking:
                names = ", ".join(done.lacking)
                setting.say("CLI-OPENROSA-LACKING", form=info.form_id, files=names)
        if given.lists:
            _bring(setting, records, central)
    return 0


def _bring(setting: Setting, records: Records, central: "Central") -> None:
    """Give Central the entities of the register that its lists lack."""
    from sync.openrosa import entities_of, made_by_visits

    made = made_by_visits(records)
    for name in central.lists():
        done = central.bring(name, entities_of(records, name, made))
        if done.made or done.unfit:
            setting.say(
                "CLI-OPENROSA-BROUGHT", list=name, made=done.made, unfit=done.unfit
            )


def _asked_for(records: Records, names: Sequence[str]) -> list[FormInfo]:
    """Return the newest versions of the named forms, of all where none is named.

    Raises:
        KnownError: SHELF-NOT-HERE.
    """
    newest: dict[str, FormInfo] = {}
    for info in records.forms():
        newest.setdefault(info.form_id, info)
    for name in names:
        if name not in newest:
            raise KnownError("SHELF-NOT-HERE", form=name, version="")
    return [newest[name] for name in names or sorted(newest)]


def _fetch(setting: Setting) -> int:
    """Put the server's own forms on the shelf."""
    from sync.openrosa import open_central

    given = setting.given
    with (
        Records.open(setting.workspace) as records,
        open_central(given.server, login(setting)) as server,
    ):
        listed = {one.form_id: one for one in server.forms()}
        for name in given.form:
            if name not in listed:
                raise KnownError("OPENROSA-NOT-LISTED", form=name, place=server.place)
        for name in given.form or sorted(listed):
            one = listed[name]
            records.put_form(server.form(one), server.place)
            setting.say("CLI-OPENROSA-FETCHED", form=name, version=one.version)
    return 0


def _send(setting: Setting) -> int:
    from sync.openrosa import open_central, send

    given = setting.given
    with (
        Records.open(setting.workspace, writer=False) as records,
        open_central(given.server, login(setting)) as server,
        counting() as progress,
    ):
        report = send(records, server, given.form, progress)
    setting.say("CLI-OPENROSA-SENT", sent=report.sent, known=report.known)
    return setting.complain(report.problems)


def _entities(setting: Setting) -> int:
    from sync.openrosa import Central, open_central

    given = setting.given
    with open_central(given.server, login(setting)) as server:
        central = Central(server)
        if not given.list:
            for name in central.lists():
                print(name)
            return 0
        data = central.entities(given.list)
    out = given.out or Path(f"{given.list}.csv")
    write_file(out, data)
    count = max(
        0, sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8-sig")))) - 1
    )
    setting.say("CLI-OPENROSA-ENTITIES", count=count, file=out)
    return 0


def _export(setting: Setting) -> int:
    from sync.openrosa import export

    folder = setting.given.folder
    with (
        Records.open(setting.workspace, writer=False) as records,
        counting() as progress,
    ):
        report = export(records, folder, progress)
    setting.say(
        "CLI-OPENROSA-EXPORTED",
        forms=report.forms,
        submissions=report.submissions,
        files=report.files,
        folder=folder,
    )
    if report.awaited:
        setting.say("CLI-IMPORT-AWAITED", count=report.awaited)
    return 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KnownError("CLI-MEDIA-FILE", file=str(file)) from error


_COMMANDS: dict[str, tuple[Callable[[Setting], int], Callable[[Parser], None]]] = {
    "publish": (_publish, _wants_forms),
    "fetch": (_fetch, _wants_their_forms),
    "send": (_send, _wants_server),
    "entities": (_entities, _wants_list),
    "export": (_export, _wants_folder),
}
