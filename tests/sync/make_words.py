"""Make the dictionary of bundles: `python -m tests.sync.make_words NUMBER`.

It holds what the visits of the bundled forms have in common: their blank instances,
the names of their choices, the frame of an op. A number once released is never made
again: bundles written with it must stay readable.
"""

import sys
from pathlib import Path

from lxml import etree

import resources
from desktop import paths
from forms.engine.definition.catalog import compiled

XFORMS = "{http://www.w3.org/2002/xforms}"
FRAME = (
    '{"at":"2026-11-25T08:33:40+08:00","author":"w02","body":{"deprecated":"",'
    '"draft":"01a2","ended":"2026-11-25T08:33:38+08:00","files":{"sig_resident-'
    'cf7ce73f3040.png":"1b","sig_worker-b7fb7e10a5b4.png":"71","photo.jpg":""},'
    '"grid":"XYQY03","instance":"uuid:b1","number":"GV-XYQY03-20261125-","replaces":[],'
    '"started":"2026-11-25T08:33:14+08:00","subject":["household",""],'
    '"title":"1\u53f7\u697c2\u5355\u5143301\u5ba4","writes":[{"c":1,"e":"96",'
    '"f":{"last_heat_date":"2026-11-25","grid_code":""},"l":"household",'
    '"p":{"last_heat_date":["54:1"]}}],"xml":"<meta><entity dataset=\\"household\\" '
    'update=\\"true\\" baseVersion=\\"15\\" trunkVersion=\\"\\" branchId=\\"\\" '
    'id=\\"96\\"/><instanceID>uuid:b1</instanceID>"},"dev":"2b70","form":"",'
    '"hlc":"01a2101f5aa00000","kind":"visit","prev":"","rec":"01a2","salt":"",'
    '"seq":12,"v":1}\n'
)


def words() -> bytes:
    """Return the dictionary; the same bytes for the same forms."""
    sources = sorted(resources.path("forms").iterdir())
    forms = [
        etree.fromstring(compiled(one, paths.compiled_forms()))
        for one in sources
        if (one / "survey.tsv").is_file()
    ]
    # What matters most stands last: zstd reaches it with the shortest distances.
    named = b"".join(names(form) for form in forms)
    return named + b"".join(blank(form) for form in forms) + FRAME.encode()


def names(form: etree._Element) -> bytes:
    """Return the choices' names of a form."""
    found = {
        (one.text or "").strip()
        for tag in (f"{XFORMS}value", f"{XFORMS}name")
        for one in form.iter(tag)
    }
    return " ".join(sorted(found)).encode()


def blank(form: etree._Element) -> bytes:
    """Return the blank instance of a form, each node opened and closed."""
    instance = next(form.iter(f"{XFORMS}instance"))[0]
    return written(instance).encode()


def written(node: etree._Element) -> str:
    """Return a node with all below it, without values."""
    name = etree.QName(node).localname
    inside = "".join(written(one) for one in node if isinstance(one.tag, str))
    return f"<{name}>{inside}</{name}>"


if __name__ == "__main__":
    place = Path(str(resources.path(f"tables/bundle_words_{int(sys.argv[1])}.bin")))
    place.write_bytes(words())
