"""Choices as older forms ask for them: search() and select_one_external."""

import pytest

from forms.engine.definition.choices import parse_csv
from forms.errors import KnownError
from tests.engine.filling import Filling, World, markdown, xform

FRUITS = parse_csv(
    b"name_key,label_col,price,kind,sortby\n"
    b"mango,Mango,3,sweet,2\nlemon,Lemon,2,sour,1\n"
    b"melon,Melon,5,sweet,3\nmango,Mango again,4,sweet,4\n"
)
WORLD = {"jr://file-csv/fruits.csv": FRUITS}


def searched(call, columns="label_col"):
    """Return a filling whose /data/f is a select1 with search(...)."""
    definition = xform(
        "<q/><k/><f/>",
        '<bind nodeset="/data/f" type="string"/>',
        '<input ref="/data/q"/><input ref="/data/k"/>'
        f'<select1 ref="/data/f" appearance="minimal {call}"><label>F</label>'
        f"<item><label>{columns}</label><value>name_key</value></item>"
        "<item><label>None of them</label><value>-9</value></item></select1>",
    )
    return Filling(definition, World(files=dict(WORLD)))


def offered(filling, path="/data/f"):
    choices = filling.state(path).choices
    assert choices is not None
    return [choice.value for choice in choices]


def test_search_of_a_file_offers_each_value_once_and_static_numbers():
    filling = searched("search('fruits')")
    assert offered(filling) == ["lemon", "mango", "melon", "-9"]
    labels = [choice.label for choice in filling.state("/data/f").choices]
    assert labels == ["Lemon", "Mango", "Melon", "None of them"]


def test_search_leaves_its_call_out_of_the_appearance():
    filling = searched("search('fruits', 'contains', 'name_key', /data/q)")
    questions = [item for item in filling.session.root.items if item.ref.name == "f"]
    assert questions[0].appearance == ("minimal",)


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("contains", "EM", ["lemon"]),
        ("contains", "", ["lemon", "mango", "melon"]),
        ("startswith", "m", ["mango", "melon"]),
        ("startsWith", "M", ["mango", "melon"]),
        ("endswith", "on", ["lemon", "melon"]),
        ("matches", "mango", ["mango"]),
        ("matches", "mang", []),
    ],
)
def test_search_finds_rows_in_each_of_its_ways(kind, typed, found):
    filling = searched(f"search('fruits', '{kind}', 'name_key', /data/q)")
    filling.answer("/data/q", typed)
    assert offered(filling) == [*found, "-9"]


def test_search_looks_in_several_columns_and_filters_by_another():
    call = "search('fruits', 'contains', 'name_key, label_col', ../q, 'kind', ../k)"
    filling = searched(call)
    filling.answer("/data/q", "again")
    filling.answer("/data/k", "sweet")
    assert offered(filling) == ["mango", "-9"]
    filling.answer("/data/k", "sour")
    assert offered(filling) == ["-9"]


def test_search_shows_further_columns_with_their_names():
    filling = searched("search('fruits')", "label_col, price, kind")
    assert filling.state("/data/f").choices.get("mango").label == (
        "Mango (price: 3) (kind: sweet)"
    )


def test_an_answer_that_the_search_offers_no_longer_is_dropped():
    filling = searched("search('fruits', 'startswith', 'name_key', /data/q)")
    filling.answer("/data/q", "m")
    filling.answer("/data/f", "mango")
    filling.answer("/data/q", "l")
    assert filling.value("/data/f") == ""


def test_a_search_that_cannot_be_read_is_told():
    with pytest.raises(KnownError, match="FORM-SEARCH"):
        searched("search('fruits', 'contains')")
    with pytest.raises(KnownError, match="FORM-SEARCH"):
        searched("search(/data/q)")
    with pytest.raises(KnownError, match="FORM-EXPRESSION"):
        searched("search('fruits', )")


def test_a_missing_file_offers_the_static_choices_and_keeps_the_answer():
    filling = searched("search('vegetables')")
    assert offered(filling) == ["-9"]


CITIES = """
| survey |
| | type | name | label | choice_filter |
| | text | state | State | |
| | select_one_external cities | city | City | state=${state} |
| external_choices |
| | list_name | name | label | state |
| | cities | sj | 石家庄 | he |
| | cities | zz | Zheng & Zhou | hn |
"""


def test_select_one_external_asks_the_sheet_that_came_with_the_form():
    filling = Filling(markdown(CITIES))
    filling.answer("/data/state", "hn")
    choices = filling.state("/data/city").choices
    assert [(choice.value, choice.label) for choice in choices] == [
        ("zz", "Zheng & Zhou")
    ]


def test_select_one_external_reads_columns_that_begin_with_a_digit():
    definition = xform(
        "<n/><c/>",
        "",
        '<input ref="/data/n"/>'
        '<input ref="/data/c" query="instance(\'2a\')/root/item[1a=/data/n]"/>',
    )
    rows = parse_csv(b"list_name,name,label,1a\n2a,x,X,1\n2a,y,Y,2\n")
    filling = Filling(definition, World(files={"jr://file/itemsets.csv": rows}))
    filling.answer("/data/n", "2")
    assert offered(filling, "/data/c") == ["y"]


def test_a_place_that_the_laptop_knows_is_set_at_start_and_on_a_change():
    definition = xform(
        "<at/><x/><then/>",
        '<bind nodeset="/data/at" type="geopoint"/>'
        '<bind nodeset="/data/then" type="geopoint"/>'
        '<odk:setgeopoint ref="/data/at" event="odk-instance-first-load"/>',
        '<input ref="/data/x"><odk:setgeopoint ref="/data/then" '
        'event="xforms-value-changed"/></input>',
    )
    unknown = Filling(definition)
    unknown.answer("/data/x", "1")
    assert (unknown.value("/data/at"), unknown.value("/data/then")) == ("", "")
    known = Filling(definition, World(place="39.9 116.4 50 10"))
    assert known.value("/data/at") == "39.9 116.4 50.0 10.0"
    known.answer("/data/x", "1")
    assert known.value("/data/then") == "39.9 116.4 50.0 10.0"


def test_background_audio_is_left_blank_and_is_no_error():
    definition = markdown(
        """
        | survey |
        | | type | name | label |
        | | background-audio | sound | |
        | | text | q | Q |
        """
    )
    filling = Filling(definition)
    filling.answer("/data/q", "x")
    assert filling.value("/data/sound") == ""
    assert filling.session.validate() == ()


def test_the_key_and_address_of_a_submission_are_read():
    definition = markdown(
        """
        | survey |
        | | type | name | label |
        | | text | q | Q |
        | settings |
        | | public_key | submission_url | form_id |
        | | MIIBIjANBg | https://example.org/submission | sealed |
        """
    )
    submission = definition.submission
    assert submission.base64_rsa_public_key == "MIIBIjANBg"
    assert submission.action == "https://example.org/submission"


def test_a_range_whose_ends_are_no_numbers_has_none():
    definition = xform(
        "<r/>",
        '<bind nodeset="/data/r" type="int"/>',
        '<range ref="/data/r" start="low" end="10" step=""/>',
    )
    question = next(iter(definition.questions()))
    assert question.parameters == {"end": "10"}
