"""A figure: what was measured, beside a peer of the same run and a limit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Args:
        what: In words.
        value: What was measured, in `unit`; None where it could not be.
        unit: "ms", "x" ...
        peer: What it is beside: its name; blank for none.
        beside: The peer's value in the same run and unit.
        limit: The most it may be, in `unit`; None for none.
        ratio_limit: The most that value / beside may be; None for none.
        note: Why it could not be measured, or what to know.
    """

    what: str
    value: float | None
    unit: str = "ms"
    peer: str = ""
    beside: float | None = None
    limit: float | None = None
    ratio_limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value it is."""
        if self.value is None or not self.beside:
            return None
        return self.value / self.beside

    @property
    def kept(self) -> bool:
        """Within its limits; a figure that was not measured breaks none."""
        over = self.limit is not None and (self.value or 0) > self.limit
        ratio = self.ratio
        wide = self.ratio_limit is not None and (ratio or 0) > self.ratio_limit
        return not over and not wide

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells."""
        limits = [f"<= {self.limit:g} {self.unit}" if self.limit is not None else ""]
        if self.ratio_limit is not None:
            limits.append(f"<= {self.ratio_limit:g}x")
        return (
            self.what,
            _number(self.value, self.unit),
            self.peer,
            _number(self.beside, self.unit) if self.peer else "",
            f"{self.ratio:.2f}x" if self.ratio is not None else "",
            " ".join(filter(None, limits)),
            "ok" if self.kept else "OVER",
            self.note,
        )


HEAD = ("figure", "here", "beside", "its", "ratio", "limit", "", "note")


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of `values` lie, as 0.95."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def timed(call: Callable[[], object]) -> float:
    """Return how long `call` takes, in ms."""
    begun = perf_counter()
    call()
    return (perf_counter() - begun) * 1000


def worked(call: Callable[[], object]) -> float:
    """Return what processor time `call` takes, in ms."""
    begun = process_time()
    call()
    return (process_time() - begun) * 1000


def _number(value: float | None, unit: str) -> str:
    return "-" if value is None else f"{value:.3g} {unit}"
