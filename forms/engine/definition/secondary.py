"""Secondary instances: lists in the form, and files and lists outside it."""

import json
from collections.abc import Mapping

from lxml import etree

from forms.engine.definition.choices import MemoryRows, Row, parse_csv
from forms.engine.definition.document import (
    attribute,
    local,
    namespace,
    read_xml,
    to_document,
)
from forms.engine.definition.model import XFORMS, ExternalInstance
from forms.engine.xpath.nodes import DOCUMENT, Node
from forms.errors import KnownError


def read_secondary(
    model: etree._Element, primary: etree._Element
) -> tuple[dict[str, MemoryRows | Node], dict[str, ExternalInstance]]:
    """Return the instances in the form, and those outside it, by id.

    Args:
        model: The <model>.
        primary: The model's first <instance>, which is none of them.
    """
    inline: dict[str, MemoryRows | Node] = {}
    external: dict[str, ExternalInstance] = {}
    for element in model.iterfind("{*}instance"):
        name = attribute(element, "id")
        if element is primary or name is None:
            continue
        src = attribute(element, "src")
        if src:
            external[name] = ExternalInstance(name, src)
        elif len(element):
            inline[name] = _inline(element[0])
        else:
            inline[name] = Node(DOCUMENT)
    return inline, external


def _inline(root: etree._Element) -> MemoryRows | Node:
    rows = _as_rows(root)
    if rows is not None:
        return rows
    return to_document(root, plain=frozenset({XFORMS, namespace(root)}))


def _as_rows(root: etree._Element) -> MemoryRows | None:
    # <root><item><name/>...</item></root> and nothing else is a list of rows.
    if local(root) != "root" or root.attrib or not len(root):
        return None
    rows: list[Row] = []
    columns: dict[str, None] = {}
    for item in root:
        if local(item) != "item" or item.attrib:
            return None
        row: dict[str, str] = {}
        for cell in item:
            name = local(cell)
            if len(cell) or cell.attrib or name in row:
                return None
            row[name] = cell.text or ""
        rows.append(row)
        columns.update(dict.fromkeys(row))
    return MemoryRows(tuple(columns), rows)


def parse_external(src: str, data: bytes) -> MemoryRows | Node:
    """Return an external file as rows (CSV, GeoJSON, a plain XML list) or a document.

    Args:
        src: Its address in the form, as "jr://file/places.geojson".
        data: The whole file.

    Raises:
        KnownError: FORM-CSV-TEXT, FORM-CSV-ROW, FORM-GEOJSON (file, reason), XML-...
    """
    name = src.rpartition("/")[2].lower()
    if name.endswith(".geojson"):
        return parse_geojson(data, name)
    if name.endswith(".csv") or src.startswith("jr://file-csv/"):
        return parse_csv(data)
    root = read_xml(data)
    rows = _as_rows(root)
    return rows or to_document(root, plain=frozenset({XFORMS, namespace(root)}))


def parse_geojson(data: bytes, name: str) -> MemoryRows:
    """Return the features as rows: `geometry` as ODK text, then the properties.

    Raises:
        KnownError: FORM-GEOJSON (file, reason).
    """
    try:
        features = json.loads(data)["features"]
        rows = [_feature(feature) for feature in features]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise KnownError("FORM-GEOJSON", file=name, reason=str(error)) from error
    columns = dict.fromkeys(column for row in rows for column in row)
    return MemoryRows(tuple(columns), rows)


def _feature(feature: Mapping[str, object]) -> Row:
    row = {"geometry": _geometry(feature.get("geometry"))}
    if feature.get("id") is not None:
        row["id"] = _text(feature["id"])
    properties = feature.get("properties")
    if isinstance(properties, dict):
        row |= {str(key): _text(value) for key, value in properties.items()}
    return row


def _geometry(geometry: object) -> str:
    if not isinstance(geometry, dict):
        return ""
    points = geometry["coordinates"]
    if geometry["type"] == "Point":
        return _point(points)
    if geometry["type"] == "LineString":
        return "; ".join(_point(point) for point in points)
    if geometry["type"] == "Polygon":
        return "; ".join(_point(point) for point in points[0])
    return ""


def _point(point: list[float]) -> str:
    longitude, latitude = point[0], point[1]
    return f"{_text(latitude)} {_text(longitude)} 0 0"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
