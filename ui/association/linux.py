"""Linux: what makes a double click open our files, in the user's XDG folders.

Source: the freedesktop.org specifications of base directories, desktop entries, shared
MIME info, icon themes and "Association between MIME types and applications".
"""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from lxml import etree

import resources
from forms.records.vault import known_os_error, write_file
from ui.association.kinds import KINDS

ENTRY = "gridvisit.desktop"
MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULTS = "[Default Applications]"
_RENEW_S = 20


def data_home() -> Path:
    """Return where the user's own entries, types and icons lie."""
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if Path(told).is_absolute() else Path.home() / ".local/share"


def config_home() -> Path:
    """Return where the user's own choice of programs lies."""
    told = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(told) if Path(told).is_absolute() else Path.home() / ".config"


def files(program: Path) -> dict[Path, bytes]:
    """Return what is written below the user's data folder, by its place.

    Args:
        program: What a double click starts.
    """
    icons = Path("icons/hicolor/scalable")
    kind = resources.data("pictures/file.svg")
    types = {
        icons / "mimetypes" / f"{one.mime.replace('/', '-')}.svg": kind for one in KINDS
    }
    return {
        Path("applications") / ENTRY: _entry(program),
        Path("mime/packages/gridvisit.xml"): _types(),
        icons / "apps/gridvisit.svg": resources.data("pictures/app.svg"),
        **types,
    }


def associate(program: Path) -> None:
    """Let a double click on our files start `program`.

    Raises:
        KnownError: What the disk says.
    """
    for name, data in files(program).items():
        place = data_home() / name
        _make(place.parent)
        write_file(place, data)
    _choose(ours=True)
    _renew()


def dissociate() -> None:
    """Take all of it away again; what is there of others stays.

    Raises:
        KnownError: What the disk says.
    """
    for name in files(Path()):
        place = data_home() / name
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise known_os_error(error, place) from error
    _choose(ours=False)
    _renew()


def is_associated(program: Path) -> bool:
    """Tell whether a double click starts just this program."""
    try:
        there = (data_home() / "applications" / ENTRY).read_bytes()
    except OSError:
        return False
    return there == _entry(program)


def _entry(program: Path) -> bytes:
    types = "".join(f"{one.mime};" for one in KINDS)
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Grid Visits\n"
        "Name[zh_CN]=网格走访\n"
        "Comment=Household visits of a grid, without a network\n"
        "Comment[zh_CN]=网格入户走访，不需要网络\n"
        f"Exec={_quoted(str(program))} %F\n"
        "Icon=gridvisit\n"
        "Terminal=false\n"
        "StartupNotify=true\n"
        "StartupWMClass=gridvisit\n"
        "Categories=Office;\n"
        f"MimeType={types}\n"
    ).encode()


def _quoted(path: str) -> str:
    """Return a path as Exec takes it: quoted, then escaped as every string there is."""
    for sign in ("\\", '"', "`", "$"):
        path = path.replace(sign, f"\\{sign}")
    return '"' + path.replace("\\", "\\\\").replace("%", "%%") + '"'


def _types() -> bytes:
    root = etree.Element(f"{{{MIME}}}mime-info", nsmap={None: MIME})
    for one in KINDS:
        kind = etree.SubElement(root, f"{{{MIME}}}mime-type", type=one.mime)
        for language, title in one.title.items():
            comment = etree.SubElement(kind, f"{{{MIME}}}comment")
            comment.text = title
            if language:
                comment.set(_LANG, language)
        etree.SubElement(kind, f"{{{MIME}}}glob", pattern=f"*{one.suffix}")
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written


def _choose(*, ours: bool) -> None:
    """Make our entry the user's choice for our types, or no more."""
    place = config_home() / "mimeapps.list"
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    except (OSError, UnicodeDecodeError):
        # Without it the system finds our entry by its types all the same.
        return
    fresh = chosen(lines, ours=ours)
    if fresh != lines:
        _make(place.parent)
        write_file(place, "".join(f"{line}\n" for line in fresh).encode())


def chosen(lines: list[str], *, ours: bool) -> list[str]:
    """Return the lines of mimeapps.list with our types chosen, or without them."""
    mine = [f"{one.mime}={ENTRY}" for one in KINDS]
    types = {one.mime for one in KINDS}
    if ours:
        kept = [line for line in lines if line.partition("=")[0].strip() not in types]
        if _DEFAULTS not in kept:
            kept.append(_DEFAULTS)
        at = kept.index(_DEFAULTS) + 1
        return [*kept[:at], *mine, *kept[at:]]
    left = [line for line in lines if line not in mine]
    # A heading that we made goes with what stood below it.
    return [] if left == [_DEFAULTS] else left


def _renew() -> None:
    """Let the desktop read it at once; without its tools it does at the next login."""
    for tool, folder in (
        ("update-mime-database", "mime"),
        ("update-desktop-database", "applications"),
    ):
        found, place = shutil.which(tool), data_home() / folder
        if found and place.is_dir():
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(  # noqa: S603 (the system's own tool)
                    [found, str(place)],
                    check=False,
                    timeout=_RENEW_S,
                    capture_output=True,
                )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise known_os_error(error, folder) from error
