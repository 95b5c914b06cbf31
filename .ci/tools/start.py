"""`dev.py run` and `dev.py test`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

from tools import ROOT, setup, system

DEMO = ROOT / "out" / "demo"


def run(arguments: list[str]) -> int:
    """Open the window; without a screen do the demo; with arguments, a command."""
    python = setup.ready("run")
    if arguments:
        return _call([setup.script("gridvisit"), *arguments])
    if system.has_screen():
        return _call([str(python), "-P", "-m", "desktop"])
    print(
        f"No screen here, so the demo runs into {DEMO}\n"
        "此处没有屏幕，演示将写入该文件夹。",
        flush=True,
    )
    code = _call([setup.script("gridvisit"), "demo", "--to", str(DEMO)])
    print(
        "To open the window, run `python3 dev.py run` where a screen is (or "
        "`xvfb-run python3 dev.py run` on a virtual one).\n"
        "要打开窗口，请在有屏幕的电脑上执行 python3 dev.py run。"
    )
    return code


def test(arguments: list[str]) -> int:
    """Run pytest without `slow`, two workers, offscreen; pass `arguments` on.

    What the tests write lies in a folder of this run alone: pytest removes old ones,
    and two that remove the same would fail each other. It is kept where a test failed.
    """
    python = setup.ready("test")
    begun = time.monotonic()
    spread = [] if "-n" in arguments else ["-n", "2"]
    chosen = [] if "-m" in arguments else ["-m", "not slow"]
    # A short path: sockets lie there too, and theirs have 107 characters at most.
    place = tempfile.mkdtemp(prefix="gridvisit-")
    mine = [f"--basetemp={place}", *spread, *chosen]
    code = _call(
        [str(python), "-P", "-m", "pytest", *mine, *arguments],
        {"QT_QPA_PLATFORM": "offscreen"},
    )
    if code:
        print(f"what the tests wrote is in {place}", file=sys.stderr)
    else:
        shutil.rmtree(place, ignore_errors=True)
    print(f"tests took {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return code


def _call(command: list[str], extra: dict[str, str] | None = None) -> int:
    try:
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, **(extra or {})}
        ).returncode
    except KeyboardInterrupt:
        return 130
