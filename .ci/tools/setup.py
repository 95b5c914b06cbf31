"""The private .venv: made when needed, known to be ready by a stamp."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tools import ROOT, system

VENV = ROOT / ".venv"
PYTHONS = ((3, 11), (3, 12), (3, 13))
LOCKS = {"run": [".ci/requirements.lock"], "test": [".ci/requirements-dev.lock"]}


class CannotSetUp(Exception):
    """This machine lacks something; the text says what to do about it."""


def ready(purpose: str) -> Path:
    """Return the .venv's Python, set up for `purpose` ("run" or "test").

    Raises:
        CannotSetUp: Something is missing that only a person can bring.
    """
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if _stamp(purpose).is_file() and python.exists():
        if _stamp(purpose).read_text(encoding="utf-8") == _fingerprint():
            return python
    _system_parts(testing=purpose == "test")
    if not python.exists():
        print(f"Making 正在建立 {VENV}", flush=True)
        _make_venv()
    _install(python, purpose)
    for done in ("run", "test") if purpose == "test" else ("run",):
        _stamp(done).write_text(_fingerprint(), encoding="utf-8")
    return python


def script(name: str) -> str:
    """Return the path of a program of the .venv, as "lint-imports"."""
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return str(folder / (f"{name}.exe" if os.name == "nt" else name))


def _stamp(purpose: str) -> Path:
    return VENV / f"gridvisit-{purpose}.stamp"


def _fingerprint() -> str:
    """Return what makes a set-up stale when it changes: locks, place, machine parts."""
    parts = [str(ROOT), repr(sorted(system.QT_LIBRARIES)), repr(system.TEST_PROGRAMS)]
    parts.append(repr(system.TEST_SERVERS))
    for name in (
        "pyproject.toml",
        ".ci/requirements.lock",
        ".ci/requirements-dev.lock",
    ):
        parts.append((ROOT / name).read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _system_parts(*, testing: bool) -> None:
    if testing and os.environ.get("CI"):
        system.install_packages(system.missing_servers())
    missing = system.missing_packages(testing=testing)
    if not missing or system.install_packages(missing):
        return
    raise CannotSetUp(
        "Some system parts are missing. Run this command, then start again.\n"
        "缺少系统组件，请先执行下面的命令，再重新运行：\n\n"
        f"    {system.command_for(missing)}\n"
    )


def _make_venv() -> None:
    if sys.version_info[:2] in PYTHONS:
        if importlib.util.find_spec("ensurepip") is None:
            _bring_ensurepip()
        try:
            venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
        except subprocess.CalledProcessError:  # Debian: ensurepip without its wheels
            shutil.rmtree(VENV, ignore_errors=True)
            _bring_ensurepip()
            _run([sys.executable, "-m", "venv", str(VENV)])
        return
    other = _other_python()
    if other is None:
        raise CannotSetUp(
            "GridVisit needs Python 3.11, 3.12 or 3.13; this is "
            f"{sys.version.split()[0]}.\n"
            "需要 Python 3.11、3.12 或 3.13，请先安装其中之一。"
        )
    _run([*other, "-m", "venv", str(VENV)])


def _bring_ensurepip() -> None:
    """Install Debian's package that lets Python make an environment with pip."""
    name = f"python3.{sys.version_info[1]}-venv"
    if not system.install_packages([name]):
        raise CannotSetUp(
            "Python cannot make a private environment here. Run this, then start again."
            "\n此处的 Python 无法建立独立环境，请先执行：\n\n"
            f"    {system.command_for([name])}\n"
        )


def _other_python() -> list[str] | None:
    """Return the command of another Python of this machine that fits, if any."""
    for major, minor in reversed(PYTHONS):
        name = f"python{major}.{minor}"
        if found := shutil.which(name):
            return [found]
        if launcher := shutil.which("py"):
            tried = [launcher, f"-{major}.{minor}"]
            if subprocess.run([*tried, "--version"]).returncode == 0:
                return tried
    return None


def _install(python: Path, purpose: str) -> None:
    print(
        "Installing packages, once; this takes some minutes.\n"
        "正在安装依赖，只需一次，约几分钟。",
        flush=True,
    )
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    locks = [word for name in LOCKS[purpose] for word in ("-r", str(ROOT / name))]
    _run([*pip, *locks])
    # The lock holds setuptools, so nothing unpinned comes to build with.
    # A plain path instead of an import hook: the hook costs 8 ms of every start.
    plain = ["--config-settings", "editable_mode=compat"]
    _run([*pip, "--no-deps", "--no-build-isolation", *plain, "-e", str(ROOT)])


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        raise CannotSetUp(
            "Setting up stopped at this command; its own words stand above.\n"
            f"准备工作在此处中断，原因见上：\n\n    {' '.join(command)}\n"
        )
