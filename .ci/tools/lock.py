"""`dev.py lock`: pin what .venv holds, and table each dependency's licence and wheels.

Runs twice: under any Python as a command of dev.py, then under the .venv's, which has
`packaging` and the metadata of what is installed.
"""

import csv
import importlib.metadata
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from tools import ROOT, setup

if TYPE_CHECKING:
    from packaging.requirements import Requirement

TABLE = ROOT / "resources" / "tables" / "dependencies.csv"
PLATFORMS = {
    "win_amd64": ["win_amd64"],
    "linux_x86_64": [
        "manylinux2014_x86_64",
        *(f"manylinux_2_{n}_x86_64" for n in (5, 12, 17, 28, 34)),
    ],
    "linux_aarch64": [
        "manylinux2014_aarch64",
        *(f"manylinux_2_{n}_aarch64" for n in (17, 28, 31, 34)),
    ],
}
# On arm64 the wheels after this one need glibc 2.39; Debian 12 has 2.36.
QT_ON_ARM = "6.8.0.2"
QT_PACKAGES = ("pyside6", "pyside6-addons", "pyside6-essentials", "shiboken6")
ARM = 'sys_platform == "linux" and platform_machine == "aarch64"'
ELSEWHERE = 'sys_platform != "linux" or platform_machine != "aarch64"'
# Needed on Windows only, so never installed where the lock is made.
WINDOWS_ONLY = {
    "colorama": "0.4.6",
    "pefile": "2024.8.26",
    "pywin32-ctypes": "0.2.3",
    "tzdata": "",
}


def write_lock(arguments: list[str]) -> int:
    """Write requirements.lock, requirements-dev.lock and the table of dependencies."""
    python = setup.ready("test")
    return subprocess.run(
        [str(python), "-m", "tools.lock"], cwd=ROOT / ".ci"
    ).returncode


def needed(extra: str) -> dict[str, str]:
    """Return the version of each package that GridVisit needs, by its name.

    A version carries a marker where only Windows needs the package.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    if extra:
        # setuptools builds our own editable install from what is pinned.
        wanted += [*project["optional-dependencies"][extra]]
    here = _closure([*wanted, "setuptools"], "linux")
    there = _closure([*wanted, "setuptools"], "win32")
    pins = {name: _version(name) for name in here}
    for name in there - here:
        pins[name] = f'{_version(name)}; sys_platform == "win32"'
    return dict(sorted(pins.items()))


def _closure(wanted: list[str], platform: str) -> set[str]:
    """Return the names of `wanted` and all that they require on `platform`."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    first = [Requirement(text) for text in wanted]
    queue = [each for each in first if _applies(each, set(), platform)]
    while queue:
        one = queue.pop()
        name = canonicalize_name(one.name)
        key = f"{name}[{','.join(sorted(one.extras))}]"
        if key in found or name == "pip":  # the .venv brings its own
            continue
        found |= {name, key}
        if name not in WINDOWS_ONLY or _installed(name):
            texts = importlib.metadata.requires(name) or []
            told = [Requirement(text) for text in texts]
            queue += [each for each in told if _applies(each, one.extras, platform)]
    return {name for name in found if "[" not in name}


def _applies(one: "Requirement", extras: set[str], platform: str) -> bool:
    """Tell whether a requirement counts on `platform` for a package with `extras`."""
    setting = {"sys_platform": platform}
    if platform == "win32":
        setting |= {"platform_system": "Windows", "os_name": "nt"}
    return one.marker is None or any(
        one.marker.evaluate({**setting, "extra": extra}) for extra in ("", *extras)
    )


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _version(name: str) -> str:
    return importlib.metadata.version(name) if _installed(name) else WINDOWS_ONLY[name]


def _write_pins(file: str, pins: dict[str, str]) -> None:
    head = "# Written by `python3 dev.py lock`; what pyproject.toml asks, pinned.\n"
    lines = []
    for name, version in pins.items():
        if name in QT_PACKAGES:
            lines.append(f"{name}=={QT_ON_ARM}; {ARM}\n")
            version = f"{version}; {ELSEWHERE}"
        lines.append(f"{name}=={version}\n")
    (ROOT / file).write_text(head + "".join(lines), encoding="utf-8")


def wheels(pins: dict[str, str], platform: str) -> dict[str, str]:
    """Return the wheel file that Python 3.11 takes on `platform`, by package."""
    from packaging.utils import canonicalize_name

    with tempfile.TemporaryDirectory() as folder:
        plain = {n: v.split(";")[0] for n, v in pins.items()}
        if platform == "linux_aarch64":
            plain |= dict.fromkeys(QT_PACKAGES, QT_ON_ARM)
        asked = [f"{name}=={version}" for name, version in plain.items()]
        tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
        report = Path(folder) / "report.json"
        command = [
            *(sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--no-deps"),
            *("--ignore-installed", "--only-binary=:all:", "--python-version", "3.11"),
            *("--target", folder, "--report", str(report), *tags, *asked),
        ]
        subprocess.run(command, check=True)
        rows = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {
        canonicalize_name(row["metadata"]["name"]): Path(
            row["download_info"]["url"]
        ).name
        for row in rows
    }


def licence(name: str) -> str:
    """Return the licence that a package's metadata states, "" where it is silent."""
    told = importlib.metadata.metadata(name)
    first = (told["License-Expression"] or told["License"] or "").splitlines()[:1]
    classes = [
        text.rsplit(" :: ", 1)[-1]
        for text in told.get_all("Classifier") or []
        if text.startswith("License :: OSI Approved :: ")
    ]
    return (first or classes or [""])[0].strip()


def main() -> None:
    """Write both lock files and the table, keeping the table's words."""
    # Whatever was installed one by one must also install together.
    subprocess.run([sys.executable, "-m", "pip", "check"], check=True)
    everything, runtime = needed("dev"), needed("")
    _write_pins(".ci/requirements.lock", runtime)
    _write_pins(".ci/requirements-dev.lock", everything)
    with TABLE.open(encoding="utf-8", newline="") as file:
        old = {row["name"]: row for row in csv.DictReader(file)}
    found = {platform: wheels(everything, platform) for platform in PLATFORMS}
    rows = []
    for name in everything:
        kept = old.get(name, {})
        stated = licence(name) if _installed(name) else ""
        rows.append(
            {
                "name": name,
                "for": "run" if name in runtime else "dev",
                "licence": kept.get("licence") or stated,
                **{platform: found[platform].get(name, "") for platform in PLATFORMS},
                "why": kept.get("why", ""),
            }
        )
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
