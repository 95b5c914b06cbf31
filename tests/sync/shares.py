"""A share of Samba, seen as plain files through the file system, its line cuttable."""

import contextlib
import getpass
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sync.cutting import Cutter, cutting
from tests.sync.servers import PASSWORD, START_S, free_port, running

# Where a client looks for shares, whatever else it is told.
SMB_PORT = 445
SMB = """
[global]
server role = standalone server
interfaces = lo
bind interfaces only = yes
smb ports = {port}
map to guest = never
security = user
passdb backend = tdbsam:{place}/passdb.tdb
lock directory = {place}/lock
state directory = {place}/state
cache directory = {place}/cache
private dir = {place}/private
pid directory = {place}
ncalrpc dir = {place}/ncalrpc
log file = {place}/smb.log
disable netbios = yes
load printers = no
[grid]
path = {place}/files
read only = no
"""


@dataclass(frozen=True)
class Share:
    """A mounted share.

    Args:
        mounted: Where it is seen.
        files: Where its server keeps it: what is really there.
        line: Between the two.
    """

    mounted: Path
    files: Path
    line: Cutter


@contextlib.contextmanager
def samba(place: Path) -> Iterator[Share]:
    """Give a share, mounted by the kernel or, where it may not, by smbnetfs."""
    program = shutil.which("smbd") or shutil.which("smbd", path="/usr/sbin")
    if program is None:
        pytest.skip("samba is not installed (apt)")
    if os.geteuid() != 0:
        pytest.skip("mounting a share needs root")
    for name in ("files", "lock", "state", "cache", "private", "mounted"):
        (place / name).mkdir()
    port, file = free_port(), place / "smb.conf"
    file.write_text(SMB.format(port=port, place=place))
    given = f"{PASSWORD}\n{PASSWORD}\n".encode()
    add = ["smbpasswd", "-c", str(file), "-L", "-s", "-a", getpass.getuser()]
    subprocess.run(add, input=given, check=True, capture_output=True)
    command = [program, "--foreground", "--no-process-group", "-s", str(file)]
    with contextlib.ExitStack() as stack:
        stack.enter_context(running(command, port, place / "smbd.log"))
        line = stack.enter_context(_line(port))
        mounted = _by_kernel(place, line) or stack.enter_context(_by_fuse(place, line))
        stack.callback(_unmount, place / "mounted")
        yield Share(mounted, place / "files", line)


@contextlib.contextmanager
def _line(port: int) -> Iterator[Cutter]:
    """Listen where clients look, at an address that no other test has."""
    for number in range(2, 250):
        try:
            opened = cutting(port, (f"127.0.0.{number}", SMB_PORT))
            line = opened.__enter__()
        except OSError:
            continue  # another test's, or the system's own
        try:
            yield line
        finally:
            opened.__exit__(None, None, None)
        return
    pytest.skip("no loopback address is free on port 445")


def _by_kernel(place: Path, line: Cutter) -> Path | None:
    mounted = place / "mounted"
    if shutil.which("mount.cifs", path="/usr/sbin:/sbin") is None:
        return None
    # Old or locked kernels know no such file system.
    options = f"username={getpass.getuser()},password={PASSWORD},soft"
    mount = ["mount", "-t", "cifs", "-o", options, f"//{line.host}/grid", str(mounted)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        return None
    return mounted


@contextlib.contextmanager
def _by_fuse(place: Path, line: Cutter) -> Iterator[Path]:
    if shutil.which("smbnetfs") is None or not os.access("/dev/fuse", os.W_OK):
        pytest.skip("neither the kernel nor smbnetfs (apt) mounts a share here")
    home, host = place / "home", line.host
    (home / ".smb").mkdir(parents=True)
    told = {
        "smb.conf": "[global]\n",
        "smbnetfs.auth": f'auth "{host}" "{getpass.getuser()}" "{PASSWORD}"\n',
        "smbnetfs.host": f"host {host} visible=true\n",
        "smbnetfs.conf": "smb_query_browsers false\nsmb_timeout 3000\n"
        'use_libsecret false\ninclude "smbnetfs.auth"\ninclude "smbnetfs.host"\n',
    }
    for name, text in told.items():
        (home / ".smb" / name).write_text(text)
        (home / ".smb" / name).chmod(0o600)
    config = f"config={home}/.smb/smbnetfs.conf"
    with (place / "smbnetfs.log").open("wb") as log:
        process = subprocess.Popen(
            ["smbnetfs", str(place / "mounted"), "-f", "-o", config],
            env={**os.environ, "HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield _seen(place / "mounted" / host / "grid", process)
    finally:
        _unmount(place / "mounted")
        process.terminate()
        process.wait(10)


def _seen(share: Path, process: subprocess.Popen[bytes]) -> Path:
    """Return the share once it is there."""
    ends = time.monotonic() + START_S
    while time.monotonic() < ends and process.poll() is None:
        with contextlib.suppress(OSError):
            os.listdir(share)
            return share
        time.sleep(0.1)
    pytest.skip("smbnetfs is there and mounts nothing")


def _unmount(mounted: Path) -> None:
    for command in (["umount", "-l"], ["fusermount", "-uz"]):
        if not os.path.ismount(mounted):
            return
        with contextlib.suppress(FileNotFoundError):
            subprocess.run([*command, str(mounted)], check=False, capture_output=True)
