"""The Chinese lunar date of a day, reckoned from moon and sun; no Qt here."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from math import cos, floor, radians, sin

FIRST, LAST = 1929, 2056
"""Years in which every day is as two other programs have it (lunar-python, cnlunar).

Earlier calendars were reckoned for another meridian; in September 2057 the moon is new
within seconds of midnight.
"""
_MONTHS = "正二三四五六七八九十冬腊"
_DIGITS = "一二三四五六七八九十"
_EPOCH = 2451545.0
_SYNODIC = 29.530588861
_HOUR = 1 / 24
_BEIJING = 8 * _HOUR
# Periodic terms of the new moon: days, then multiples of the anomalies of the sun and
# of the moon, of the argument of latitude and of the node, and the power of E.
# Source: J. Meeus, Astronomical Algorithms, 2nd edition, table 49.A.
_NEW_MOON = (
    (-0.40720, 0, 1, 0, 0, 0), (0.17241, 1, 0, 0, 0, 1), (0.01608, 0, 2, 0, 0, 0),
    (0.01039, 0, 0, 2, 0, 0), (0.00739, -1, 1, 0, 0, 1), (-0.00514, 1, 1, 0, 0, 1),
    (0.00208, 2, 0, 0, 0, 2), (-0.00111, 0, 1, -2, 0, 0), (-0.00057, 0, 1, 2, 0, 0),
    (0.00056, 1, 2, 0, 0, 1), (-0.00042, 0, 3, 0, 0, 0), (0.00042, 1, 0, 2, 0, 1),
    (0.00038, 1, 0, -2, 0, 1), (-0.00024, -1, 2, 0, 0, 1), (-0.00017, 0, 0, 0, 1, 0),
    (-0.00007, 2, 1, 0, 0, 0), (0.00004, 0, 2, -2, 0, 0), (0.00004, 3, 0, 0, 0, 0),
    (0.00003, 1, 1, -2, 0, 0), (0.00003, 0, 2, 2, 0, 0), (-0.00003, 1, 1, 2, 0, 0),
    (0.00003, -1, 1, 2, 0, 0), (-0.00002, -1, 1, -2, 0, 0), (-0.00002, 1, 3, 0, 0, 0),
    (0.00002, 0, 4, 0, 0, 0),
)  # fmt: skip
# Of the planets: days, degrees at the epoch, degrees a lunation (the same chapter).
_PLANETS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886), (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239), (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
)  # fmt: skip
# Terms of the sun's longitude: amplitude in 1e-8 radians, phase, radians a millennium.
# Source: VSOP87 as abridged by Meeus, appendix III (Earth, L0 and L1).
_SUN_0 = (
    (175347046, 0.0, 0.0), (3341656, 4.6692568, 6283.0758500),
    (34894, 4.6261, 12566.1517), (3497, 2.7441, 5753.3849),
    (3418, 2.8289, 3.5231), (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194),
    (2343, 6.1352, 3930.2097), (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.6910),
    (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927), (902, 2.045, 26.298),
    (857, 3.508, 398.149), (780, 1.179, 5223.694), (753, 2.533, 5507.553),
    (505, 4.583, 18849.228), (492, 4.205, 775.523), (357, 2.920, 0.067),
    (317, 5.849, 11790.629), (284, 1.899, 796.298), (271, 0.315, 10977.079),
    (243, 0.345, 5486.778), (206, 4.806, 2544.314), (205, 1.869, 5573.143),
    (202, 2.458, 6069.777), (156, 0.833, 213.299), (132, 3.411, 2942.463),
    (126, 1.083, 20.775), (115, 0.645, 0.980), (103, 0.636, 4694.003),
)  # fmt: skip
_SUN_1 = (
    (628331966747, 0.0, 0.0), (206059, 2.678235, 6283.075850),
    (4303, 2.6351, 12566.1517), (425, 1.590, 3.523), (119, 5.796, 26.298),
    (109, 2.966, 1577.344), (93, 2.59, 18849.23), (72, 1.14, 529.69),
)  # fmt: skip
_SUN_2 = ((52919, 0.0, 0.0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152))


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the Chinese calendar.

    Args:
        month: 1 to 12.
        day: 1 to 30.
        leap: The month repeats the number of the one before.
    """

    month: int
    day: int
    leap: bool

    def told(self) -> str:
        """Return it as it is said: "腊月初八", "闰六月廿一"."""
        tens, ones = divmod(self.day - 1, 10)
        whole = {10: "初十", 20: "二十", 30: "三十"}.get(self.day)
        day = whole or "初十廿"[tens] + _DIGITS[ones]
        return f"{'闰' * self.leap}{_MONTHS[self.month - 1]}月{day}"


def lunar_day(day: date) -> LunarDay | None:
    """Return the lunar date of `day`, None outside FIRST to LAST.

    A month begins on the day of the new moon in Beijing; the one with the winter
    solstice is the eleventh; where thirteen months lie between two of them, the first
    in which the sun enters no new sign is the leap month (GB/T 33661-2017).
    """
    if not FIRST <= day.year <= LAST:
        return None
    number = day.toordinal()
    year = day.year + (number >= _months(day.year)[-1][0])
    begins, month, leap = max(one for one in _months(year) if one[0] <= number)
    return LunarDay(month, number - begins + 1, leap)


@cache
def _months(year: int) -> tuple[tuple[int, int, bool], ...]:
    """Return the months from the winter solstice before `year` to the one in it.

    Each as the ordinal of its first day, its number, whether it is a leap month. The
    last is the first of the next such span: its eleventh month.
    """
    before, after = _eleventh(year - 1), _eleventh(year)
    begins = [_new_moon(k) for k in range(before, after + 1)]
    leap_at = -1
    if after - before == 13:
        signs = [_sign(first) for first in begins]
        leap_at = next(n for n in range(1, 13) if signs[n] == signs[n + 1])
    found, month = [], 11
    for place, first in enumerate(begins):
        leap = place == leap_at
        if place and not leap:
            month = month % 12 + 1
        found.append((first, month, leap))
    return tuple(found)


@cache
def _eleventh(year: int) -> int:
    """Return which new moon begins the month with the winter solstice of `year`."""
    solstice = next(
        n
        for n in range(date(year, 12, 18).toordinal(), date(year, 12, 26).toordinal())
        if _sign(n) != _sign(n + 1)
    )
    k = round((year + 0.97 - 2000) * 12.3685) + 1
    while _new_moon(k) > solstice:
        k -= 1
    return k


@cache
def _new_moon(k: int) -> int:
    """Return the ordinal of the day, in Beijing, of the new moon `k` (0: Jan. 2000)."""
    t = k / 1236.85
    julian = 2451550.09766 + _SYNODIC * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    for days, m, a, f, o, power in _NEW_MOON:
        angle = m * sun + a * moon + f * latitude + o * node
        julian += days * e**power * sin(radians(angle))
    for days, start, each in _PLANETS:
        bend = -0.009173 * t * t if days == 0.000325 else 0.0
        julian += days * sin(radians(start + each * k + bend))
    return _day_in_beijing(julian)


def _day_in_beijing(julian: float) -> int:
    """Return the ordinal of the day in which an instant of dynamical time falls."""
    clock = julian - _delta_days(julian) + _BEIJING
    # Ordinal 1 is the day that began at Julian date 1721425.5.
    return floor(clock - 1721424.5)


@cache
def _sign(ordinal: int) -> int:
    """Return the sign of the sun, 0 to 11, as a day begins in Beijing."""
    julian = ordinal + 1721424.5 - _BEIJING
    return floor(_sun(julian + _delta_days(julian)) / 30) % 12


def _sun(julian: float) -> float:
    """Return the apparent longitude of the sun, in degrees."""
    tau = (julian - _EPOCH) / 365250
    series = (_SUN_0, _SUN_1, _SUN_2)
    total = sum(
        tau**power * sum(a * cos(b + c * tau) for a, b, c in terms)
        for power, terms in enumerate(series)
    )
    # Seen from the earth, in the frame of the FK5, with nutation and aberration.
    longitude = total / 1e8 * 57.295779513 + 180 - 0.09033 / 3600
    t = tau * 10
    node = radians(125.04452 - 1934.136261 * t)
    mean_sun, mean_moon = (
        radians(280.4665 + 36000.7698 * t),
        radians(218.3165 + 481267.8813 * t),
    )
    nutation = -17.20 * sin(node) - 1.32 * sin(2 * mean_sun)
    nutation += -0.23 * sin(2 * mean_moon) + 0.21 * sin(2 * node)
    return (longitude + (nutation - 20.4898) / 3600) % 360


def _delta_days(julian: float) -> float:
    """Return how far dynamical time is ahead of the clocks, in days.

    Source: polynomials of F. Espenak and J. Meeus, "Five Millennium Canon of Solar
    Eclipses" (NASA/TP-2006-214141).
    """
    year = 2000 + (julian - _EPOCH) / 365.25
    if year < 1941:
        t = year - 1920
        seconds = 21.20 + 0.84493 * t - 0.076100 * t**2 + 0.0020936 * t**3
    elif year < 1961:
        t = year - 1950
        seconds = 29.07 + 0.407 * t - t**2 / 233 + t**3 / 2547
    elif year < 1986:
        t = year - 1975
        seconds = 45.45 + 1.067 * t - t**2 / 260 - t**3 / 718
    elif year < 2005:
        t = year - 2000
        seconds = 63.86 + 0.3345 * t - 0.060374 * t**2 + 0.0017275 * t**3
        seconds += 0.000651814 * t**4 + 0.00002373599 * t**5
    elif year < 2050:
        t = year - 2000
        seconds = 62.92 + 0.32217 * t + 0.005589 * t**2
    else:
        seconds = -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year)
    return seconds / 86400
