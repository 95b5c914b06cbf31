"""A form whose root is named otherwise keeps every path and every quotation."""

import pytest
from lxml import etree

from forms.engine.definition.root import with_root
from forms.engine.definition.xform import parse_xform

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>/own/a</h:title><model><instance><own id="own"><a/><b/></own>
</instance><instance id="past" src="jr://instance/last-saved"/>
<instance id="own"><root><own>/own/a</own></root></instance>
<itext><translation lang="x"><text id="/own/a:label"><value>
<output value=" /own/a "/></value></text></translation></itext>
<bind nodeset="/own/a" type="string"/>
<bind nodeset="/own/b" type="string" calculate="{calculate}"/></model></h:head>
<h:body><input ref="/own/a"><label ref="jr:itext('/own/a:label')"/></input></h:body>
</h:html>"""


def calculate(expression: str) -> str:
    form = FORM.format(calculate=expression.replace("&", "&amp;")).encode()
    renamed = with_root(form, "data")
    return next(
        str(bind.get("calculate"))
        for bind in etree.fromstring(renamed).iter("{*}bind")
        if bind.get("calculate")
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/own/a", "/data/a"),
        ("concat( /own/a , '/own/a')", "concat( /data/a , '/own/a')"),
        ("/own/a div /own/a", "/data/a div /data/a"),
        ("/own/a[. = /own/b]", "/data/a[. = /data/b]"),
        ("//own/a", "//data/a"),
        ("count(/own)", "count(/data)"),
        ("../own/a", "../own/a"),
        ("instance('own')/root/own", "instance('own')/root/own"),
        ("instance('past')/own/a", "instance('past')/data/a"),
        (
            "jr:choice-name( /own/a , ' /own/a ')",
            "jr:choice-name( /data/a , ' /data/a ')",
        ),
        ("if(true(), ' /own/a ', /own/a)", "if(true(), ' /own/a ', /data/a)"),
    ],
)
def test_paths_are_renamed_and_texts_are_not(before: str, after: str) -> None:
    assert calculate(before) == after


def test_labels_outputs_and_rows_of_lists_are_as_they_were() -> None:
    form = FORM.format(calculate="/own/a").encode()
    renamed = with_root(form, "data")
    assert b"<own>/own/a</own>" in renamed
    assert b"<h:title>/own/a</h:title>" in renamed
    assert b'id="/own/a:label"' in renamed
    assert b"jr:itext('/own/a:label')" in renamed
    assert b'<output value=" /data/a "/>' in renamed
    assert parse_xform(renamed).root == "/data"
    assert with_root(renamed, "data") is renamed
    assert with_root(with_root(renamed, "own"), "data") == renamed
