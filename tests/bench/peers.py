"""The peers of the engine, each timed by a driver of its own: JavaRosa, xforms-engine.

JavaRosa is in ODK Validate's jar, which pyxform's wheel carries; xforms-engine comes
from npm into out/. Both are told in processor time, as ours beside them.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pyxform

from tools import ROOT

HERE = Path(__file__).parent
JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
PACKAGES = ("@getodk/xforms-engine@0.22.0", "jsdom@24")
# In ms by what: parse, begin, answer, answer_p50, answer_p95, visit, refilter; in MB:
# memory.
Times = Mapping[str, float]
# (path, value), or (path, value, path of a select whose choices are then read).
Step = tuple[str, ...]


def javarosa(
    form: Path, lists: Path, steps: Sequence[Step], *, warm: int, rounds: int
) -> Times | str:
    """Return JavaRosa's times, or why there are none.

    Args:
        form: An XForm file.
        lists: Folder of its CSV files.
        steps: Answered in each round.
        warm: Rounds that do not count: the JVM gets faster as it goes.
        rounds: Those that do.
    """
    classes = _classes()
    if classes is None:
        return "not present: javac"
    command = ["java", "-cp", f"{JAR}:{classes}", "Driver", str(form), str(lists)]
    return _told(command, steps, warm, rounds)


def xforms_engine(
    form: Path, lists: Path, steps: Sequence[Step], *, warm: int, rounds: int
) -> Times | str:
    """Return xforms-engine's times, or why there are none; as `javarosa`."""
    place = _packages()
    if place is None:
        return "not present: npm, or what it installs"
    # node looks for packages beside the module that imports them.
    driver = place / "driver.mjs"
    shutil.copy(HERE / "xforms_engine" / "driver.mjs", driver)
    command = ["node", "--expose-gc", "--max-old-space-size=4096", str(driver)]
    return _told([*command, str(form), str(lists)], steps, warm, rounds)


@cache
def _classes() -> Path | None:
    if shutil.which("javac") is None or not JAR.is_file():
        return None
    out = ROOT / "out" / "javarosa"
    out.mkdir(parents=True, exist_ok=True)
    compiler = ["javac", "-cp", str(JAR), "-d", str(out)]
    subprocess.run([*compiler, str(HERE / "javarosa" / "Driver.java")], check=True)
    return out


@cache
def _packages() -> Path | None:
    place = ROOT / "out" / "xforms-engine"
    if shutil.which("npm") is None:
        return None
    if not (place / "node_modules").is_dir():
        place.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", *PACKAGES]
        if subprocess.run(command, cwd=place).returncode != 0:
            return None
    return place


def _told(
    command: list[str], steps: Sequence[Step], warm: int, rounds: int
) -> Times | str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "steps.tsv"
        lines = ["\t".join(step) + "\n" for step in steps]
        file.write_text("".join(lines), encoding="utf-8")
        done = subprocess.run(
            [*command, str(file), str(warm), str(rounds)],
            capture_output=True,
            text=True,
            timeout=900,
        )
    if done.returncode != 0:
        return "did not run: " + done.stderr.strip().splitlines()[-1][:60]
    times: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return times
