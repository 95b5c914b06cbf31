"""Functions on places: area, distance, geofence, intersects."""

import math
from itertools import pairwise

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value, texts
from forms.engine.xpath.functions.signature import Function

# Half the equatorial diameter that both reference engines use.
EARTH_RADIUS_M = 6_378_100
Point = tuple[float, float]


def points(value: Value, context: Context) -> list[Point] | None:
    """Return (latitude, longitude) of a geotrace, a geoshape or nodes of geopoints.

    None where a part is no place on Earth.
    """
    found: list[Point] = []
    for text in texts(value, context):
        for part in text.split(";"):
            if not part.strip():
                continue
            try:
                latitude, longitude = map(float, part.split()[:2])
            except ValueError:
                return None
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                return None
            found.append((latitude, longitude))
    return found


def _area(context: Context, value: Value) -> float:
    """Give square metres, to the hundredth."""
    ring = points(value, context)
    if not ring or len(ring) < 3:
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise([*ring, ring[0]]):
        width = math.radians(lon2 - lon1)
        heights = math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        total += width * (2 + heights)
    return round(abs(total * EARTH_RADIUS_M**2 / 2), 2)


def _distance(context: Context, *values: Value) -> float:
    """Give metres along the points, to the hundredth."""
    line: list[Point] = []
    for value in values:
        line += points(value, context) or []
    return round(math.fsum(_metres(one, other) for one, other in pairwise(line)), 2)


def _metres(one: Point, other: Point) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def _geofence(context: Context, place: Value, shape: Value) -> bool:
    """Tell whether a point lies inside a closed shape (ray casting)."""
    found, ring = points(place, context), points(shape, context)
    if not found or not ring or len(ring) < 3 or ring[0] != ring[-1]:
        return False
    latitude, longitude = found[0]
    inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise([*ring, ring[0]]):
        if (lat1 > latitude) != (lat2 > latitude):
            crossing = (lon2 - lon1) * (latitude - lat1) / (lat2 - lat1) + lon1
            if longitude < crossing:
                inside = not inside
    return inside


def _intersects(context: Context, value: Value) -> bool:
    """Tell whether a trace or the outline of a shape crosses itself.

    Segments are swept from south to north, so only those at one latitude meet.
    """
    line = points(value, context) or []
    line = [p for place, p in enumerate(line) if not place or p != line[place - 1]]
    segments = list(pairwise(line))
    last = len(segments) - 1 if len(line) > 2 and line[0] == line[-1] else -1
    active: list[int] = []
    for new in sorted(range(len(segments)), key=lambda n: min(segments[n])):
        south = min(segments[new])[0]
        active = [n for n in active if max(segments[n])[0] >= south]
        context.env.spend(len(active), "intersects()")
        if any(_meet(segments, min(n, new), max(n, new), last) for n in active):
            return True
        active.append(new)
    return False


def _meet(segments: list[tuple[Point, Point]], one: int, two: int, last: int) -> bool:
    """Tell whether two segments of a line meet elsewhere than where they join."""
    if two == one + 1:
        return _folds_back(*segments[one], segments[two][1])
    if one == 0 and two == last:
        return _folds_back(*segments[two], segments[one][1])
    return _cross(*segments[one], *segments[two])


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _folds_back(a: Point, b: Point, c: Point) -> bool:
    """Tell whether b to c runs back over a to b."""
    back = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1])
    return _side(a, b, c) == 0 and back > 0


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if (sides[0] > 0) != (sides[1] > 0) and (sides[2] > 0) != (sides[3] > 0):
        if all(sides):
            return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(
        side == 0 and _between(*end) for side, end in zip(sides, ends, strict=True)
    )


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[
        1
    ] <= max(a[1], b[1])


FUNCTIONS = {
    "area": Function(_area, "v", "number"),
    "enclosed-area": Function(_area, "v", "number"),
    "distance": Function(_distance, "v*v", "number"),
    "geofence": Function(_geofence, "vv", "boolean"),
    "intersects": Function(_intersects, "v", "boolean"),
}
