"""The engine on a whole heating visit, beside JavaRosa and ODK's xforms-engine."""

from pathlib import Path
from time import process_time

from desktop import clock
from desktop.steps import resolve
from forms.entry.loose import LooseEntry, LooseHost
from tests.bench import peers, places
from tests.bench.figure import Figure, quantile

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


def measure() -> list[Figure]:
    """Measure all three on the same form, lists and answers."""
    with places.loose_form("heating_visit") as (form, lists):
        ours = _ours(form, lists)
        beside = {
            "JavaRosa": peers.javarosa(form, lists, STEPS, warm=WARM, rounds=ROUNDS),
            "xforms-engine": peers.xforms_engine(form, lists, STEPS, warm=5, rounds=5),
        }
    wanted = {
        "begin": ("engine: parse and begin a heating visit", None),
        "answer_p95": ("engine: one answer recalculated, p95", 16.0),
        "visit": ("engine: the 15 answers of a visit", None),
    }
    found = []
    for key, (what, limit) in wanted.items():
        for peer, times in beside.items():
            value = ours[key] + (ours["parse"] if key == "begin" else 0)
            if isinstance(times, str):
                found.append(Figure(what, value, peer=peer, limit=limit, note=times))
                continue
            its = times[key] + (times["parse"] if key == "begin" else 0)
            found.append(Figure(what, value, "ms", peer, its, limit))
    return found


def _ours(form: Path, lists: Path) -> dict[str, float]:
    host = LooseHost((lists,), None, clock.now, "w02")
    parse, each, visit = [], [], []
    for number in range(ROUNDS + 2):
        begun = process_time()
        entry = LooseEntry(form, host, None)
        whole = (process_time() - begun) * 1000
        times = []
        for path, value in STEPS:
            ref = resolve(entry.root, path)
            assert ref is not None, path
            begun = process_time()
            entry.answer(ref, value)
            times.append((process_time() - begun) * 1000)
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
