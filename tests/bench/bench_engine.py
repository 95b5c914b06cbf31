"""The engine on a whole heating visit, beside JavaRosa and ODK's xforms-engine."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import pyxform

from desktop import clock
from desktop.steps import resolve
from forms.entry.loose import LooseEntry, LooseHost
from tests.bench import places
from tests.bench.figure import Figure, quantile
from tools import ROOT

HERE = Path(__file__).parent
JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
STEPS = (
    ("/heating_visit/hdr/grid_code", "XYQY03"),
    ("/heating_visit/hdr/visitor", "w02"),
    ("/heating_visit/who/hh", "8049b727-60bb-4a5c-99f2-7c83c559c4c8"),
    ("/heating_visit/who/result", "met"),
    ("/heating_visit/heat/t_living", "16.2"),
    ("/heating_visit/heat/t_bed1", "15"),
    ("/heating_visit/heat/meter_type", "digital"),
    ("/heating_visit/heat/win_closed", "ge2h"),
    ("/heating_visit/chk/problem", "low_temp"),
    ("/heating_visit/chk/elec", "none"),
    ("/heating_visit/act/action", "call_co book_test"),
    ("/heating_visit/act/ticket", "95598-01"),
    ("/heating_visit/act/detail", "cold"),
    ("/heating_visit/safe/leaflet", "1"),
    ("/heating_visit/safe/satisf", "2"),
)
# The JVM and node get faster as they go; each gets these rounds before any counts.
WARM, ROUNDS = 20, 20
Times = Mapping[str, float]


def measure() -> list[Figure]:
    """Measure all three on the same form, lists and answers."""
    with places.loose_form("heating_visit") as (form, lists):
        ours = _ours(form, lists)
        peers = {
            "JavaRosa": _javarosa(form, lists),
            "xforms-engine": _node(form, lists),
        }
    wanted = {
        "begin": ("engine: parse and begin a heating visit", None),
        "answer_p95": ("engine: one answer recalculated, p95", 16.0),
        "visit": ("engine: the 15 answers of a visit", None),
    }
    found = []
    for key, (what, limit) in wanted.items():
        for peer, times in peers.items():
            value = ours[key] + (ours["parse"] if key == "begin" else 0)
            if isinstance(times, str):
                found.append(Figure(what, value, peer=peer, limit=limit, note=times))
                continue
            beside = times[key] + (times["parse"] if key == "begin" else 0)
            found.append(Figure(what, value, "ms", peer, beside, limit))
    return found


def _ours(form: Path, lists: Path) -> dict[str, float]:
    host = LooseHost((lists,), None, clock.now, "w02")
    parse, each, visit = [], [], []
    for number in range(ROUNDS + 2):
        begun = perf_counter()
        entry = LooseEntry(form, host, None)
        whole = (perf_counter() - begun) * 1000
        times = []
        for path, value in STEPS:
            ref = resolve(entry.root, path)
            assert ref is not None, path
            begun = perf_counter()
            entry.answer(ref, value)
            times.append((perf_counter() - begun) * 1000)
        if number >= 2:
            parse.append(whole)
            each += times
            visit.append(sum(times))
    return {
        "parse": quantile(parse, 0.5),
        "begin": 0.0,
        "answer_p95": quantile(each, 0.95),
        "visit": quantile(visit, 0.5),
    }


def _javarosa(form: Path, lists: Path) -> Times | str:
    """Return JavaRosa's times, or why there are none.

    The jar is ODK Validate's, which pyxform's wheel carries.
    """
    if shutil.which("javac") is None or not JAR.is_file():
        return "not present: javac"
    out = form.parent / "java"
    out.mkdir()
    compiler = ["javac", "-cp", str(JAR), "-d", str(out)]
    subprocess.run([*compiler, str(HERE / "javarosa" / "Driver.java")], check=True)
    path = f"{JAR}:{out}"
    return _told(["java", "-cp", path, "Driver", str(form), str(lists)], form)


def _node(form: Path, lists: Path) -> Times | str:
    """Return xforms-engine's times, or why there are none."""
    place = ROOT / "out" / "xforms-engine"
    if shutil.which("npm") is None:
        return "not present: npm"
    if not (place / "node_modules").is_dir():
        place.mkdir(parents=True, exist_ok=True)
        wanted = ["@getodk/xforms-engine@0.22.0", "jsdom@24"]
        done = subprocess.run(
            ["npm", "install", "--silent", "--no-save", *wanted], cwd=place
        )
        if done.returncode != 0:
            return "not present: npm could not install it"
    # node looks for packages beside the module that imports them.
    driver = place / "driver.mjs"
    shutil.copy(HERE / "xforms_engine" / "driver.mjs", driver)
    return _told(["node", str(driver), str(form), str(lists)], form, rounds=5)


def _told(command: list[str], form: Path, rounds: int = ROUNDS) -> Times | str:
    steps = form.parent / "steps.tsv"
    lines = [f"{path}\t{value}\n" for path, value in STEPS]
    steps.write_text("".join(lines), encoding="utf-8")
    warm = min(WARM, rounds)
    done = subprocess.run(
        [*command, str(steps), str(warm), str(rounds)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode != 0:
        return "did not run: " + done.stderr.strip().splitlines()[-1][:60]
    times: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return times
