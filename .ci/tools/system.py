"""System libraries and programs that the wheels need, and how to get them."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What Qt's wheels load, by soname, and Debian's package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests start beside it: a screen without a screen, a reader of PDFs.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "pdftoppm": "poppler-utils"}
# Servers that folders are tested against, by a file of theirs. Only CI brings them:
# on a person's machine they would go on running. Without them tests are skipped.
TEST_SERVERS = {
    "/usr/sbin/nginx": "nginx-light",
    "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so": "libnginx-mod-http-dav-ext",
    "/usr/sbin/sshd": "openssh-server",
}


def missing_packages(*, testing: bool) -> list[str]:
    """Return Debian's names of what this machine lacks; none away from Linux."""
    if not sys.platform.startswith("linux"):
        return []
    found = [name for lib, name in QT_LIBRARIES.items() if not _loads(lib)]
    if testing:
        found += [
            package
            for program, package in TEST_PROGRAMS.items()
            if shutil.which(program) is None
        ]
    return found


def missing_servers() -> list[str]:
    """Return Debian's names of the servers that this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for file, name in TEST_SERVERS.items() if not Path(file).exists()]


def install_packages(names: list[str]) -> bool:
    """Install Debian packages where this user may; tell whether that was done."""
    may = _may_install()
    if may is None or not names:
        return not names
    print(f"Installing 正在安装: {' '.join(names)}", flush=True)
    _apt(may, "update", "-q")
    done = _apt(may, "install", "-y", "-q", "--no-install-recommends", *names)
    if done.returncode != 0:
        print(done.stdout)
    return done.returncode == 0


def _apt(may: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*may, "apt-get", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def command_for(names: list[str]) -> str:
    """Return the command that a person with the right to install would type."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(names)}"


def has_screen() -> bool:
    """Tell whether a window can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _may_install() -> list[str] | None:
    """Return what stands before apt-get here, None where it may not be called."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
