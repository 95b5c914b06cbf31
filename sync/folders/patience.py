"""Patience: how long a server may be silent, and how often a cut is repeated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may be silent, and how often a cut request is repeated.

    Args:
        connect_s: Until a connection stands.
        silent_s: Without a single byte; a slow link is not a silent one.
        request_s: One request in all: a server that trickles must end as well.
        retries: Repetitions after a cut or a "busy".
        pause_s: Before the first repetition; doubled each time.
    """

    connect_s: float = 20
    silent_s: float = 120
    request_s: float = 900
    retries: int = 2
    pause_s: float = 1


PATIENT = Patience()
