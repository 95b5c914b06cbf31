"""Places out of the files of other programs: GPX, KML, GeoJSON; no Qt here."""

import json
import re
from collections.abc import Iterator

from lxml import etree

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
MOST_POINTS = 10_000
_TRIPLE = re.compile(r"(-?[\d.]+),(-?[\d.]+)(?:,-?[\d.]+)?")
_GPX_LINES = ("trkpt", "rtept", "wpt")


def read_places(data: bytes) -> tuple[Point, ...]:
    """Return the places of the first line, area or points in `data`, in order.

    A track comes before a route and single points, as in KML and GeoJSON a line or
    an area comes before single places. An area is given without its last point.

    Args:
        data: A whole GPX 1.1, KML 2.2 or GeoJSON (RFC 7946) file.

    Raises:
        ValueError: It is none of them, or holds no place on the earth.
    """
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = list(_geojson(data) if head == b"{" else _xml(data))[:MOST_POINTS]
    if len(found) > 3 and found[0] == found[-1]:
        found.pop()
    # Not "more than": a latitude that is no number is neither more nor less.
    if not found or not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in found):
        raise ValueError("no places")
    return tuple(found)


def _xml(data: bytes) -> Iterator[Point]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
    for name in _GPX_LINES:
        places = list(root.iterfind(f".//{{*}}{name}"))
        if places:
            for place in places:
                yield float(place.get("lat", "")), float(place.get("lon", ""))
            return
    texts = [one.text or "" for one in root.iterfind(".//{*}coordinates")]
    lines = [_TRIPLE.findall(text) for text in texts]
    longest = next((line for line in lines if len(line) > 1), None)
    for lon, lat in longest or [place for line in lines for place in line]:
        yield float(lat), float(lon)


def _geojson(data: bytes) -> Iterator[Point]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON") from error
    lines = list(_lines(told))
    longest = next((line for line in lines if len(line) > 1), None)
    yield from longest or [place for line in lines for place in line]


def _lines(told: object) -> Iterator[list[Point]]:
    """Go through the geometries of a GeoJSON object, each as its outer line."""
    if not isinstance(told, dict):
        return
    for key in ("features", "geometries"):
        for each in told.get(key) or ():
            yield from _lines(each)
    yield from _lines(told.get("geometry"))
    if "coordinates" in told:
        yield _outer(told["coordinates"])


def _outer(coordinates: object) -> list[Point]:
    if not isinstance(coordinates, list) or not coordinates:
        return []
    first = coordinates[0]
    if isinstance(first, int | float):
        if len(coordinates) < 2:
            raise ValueError("half a place")
        return [(float(coordinates[1]), float(first))]
    if isinstance(first, list) and first and isinstance(first[0], list):
        return _outer(first)
    return [point for each in coordinates for point in _outer(each)]
