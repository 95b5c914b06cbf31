"""The function library, case by case."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.context import Chance
from forms.engine.xpath.failures import XPathError
from tests.engine.xpath_world import World

CASES = """
1 + 2 * 3                                    | 7
7 mod 3                                      | 1
-7 mod 3                                     | -1
1 div 0                                      | Infinity
0 div 0                                      | NaN
0.1 + 0.2                                    | 0.30000000000000004
1000000 * 1000000                            | 1000000000000
1 div 10000000                               | 0.0000001
-0                                           | 0
'3' + 4                                      | 7
'' + 1                                       | NaN
'a' < 'b'                                    | false
'10' > 9                                     | true
true() + 1                                   | 2
not('')                                      | true
1 = true()                                   | true
'x' = true()                                 | true
substr('abcdef', 1, 3)                       | bc
substr('abcdef', -2)                         | ef
substr('网格巡访', 2)                         | 巡访
substring('12345', 2, 3)                     | 234
substring('12345', 1.5, 2.6)                 | 234
substring('12345', 0, 3)                     | 12
substring('12345', 0 div 0, 3)               | ''
substring-before('a-b', '-')                 | a
substring-before('ab', '-')                  | ''
substring-after('a-b-c', '-')                | b-c
substring-after('ab', '')                    | ab
normalize-space('  a   b  ')                 | a b
translate('bar', 'abc', 'AB')                | BAr
string-length('五号楼')                       | 3
concat('a', 1, true())                       | a1true
concat(/data/rep/n)                          | 47
join(' ', 'a', 'b')                          | a b
contains('abc', '')                          | true
starts-with('abc', 'ab')                     | true
ends-with('abc', 'bc')                       | true
boolean-from-string('1')                     | true
boolean-from-string('yes')                   | false
selected('a b c', 'b')                       | true
selected('ab', 'a')                          | false
selected-at('a b c', 1)                      | b
selected-at('a b c', 5)                      | ''
selected-at('a b c', -1)                     | ''
count-selected('a  b c ')                    | 3
count-selected('')                           | 0
if(/data/a = 4, 'yes', 'no')                 | yes
coalesce('', 'b')                            | b
coalesce('', '', 'c')                        | c
round(2.5)                                   | 3
round(-2.5)                                  | -2
round(2.675, 2)                              | 2.68
round(1234, -2)                              | 1200
round('x')                                   | NaN
int(-3.7)                                    | -3
floor(-3.2)                                  | -4
ceiling(3.2)                                 | 4
abs(-2)                                      | 2
pow(2, 10)                                   | 1024
sqrt(16)                                     | 4
sqrt(-1)                                     | NaN
log10(1000)                                  | 3
exp10(2)                                     | 100
round(pi(), 4)                               | 3.1416
sin(0)                                       | 0
atan2(0, 1)                                  | 0
min(3, 1, 2)                                 | 1
max(/data/rep/n)                             | 7
max(/data/none)                              | NaN
count-non-empty(/data/rep/n)                 | 2
checklist(2, -1, true(), false(), 1 = 1)     | true
checklist(-1, 1, true(), true())             | false
weighted-checklist(5, 9, true(), 3, true(), 4)  | true
digest('abc', 'MD5', 'hex')                  | 900150983cd24fb0d6963f7d28e17f72
digest('', 'nothing')                        | ''
base64-decode('5L2g5aW9')                    | 你好
base64-decode('***')                         | ''
distance('0 0')                              | 0
distance('0 0 0 0; 0 1 0 0')                 | 111318.85
area('0 0; 0 1')                             | 0
geofence('2 2', '0 0; 0 1; 1 1; 1 0; 0 0')   | false
intersects('0 0; 1 1; 0 1; 1 0')             | true
intersects('0 0; 0 1; 1 1; 1 0; 0 0')        | false
intersects('0 0; 1 1; 0 0')                  | true
intersects('hello')                          | false
string-length(uuid())                        | 36
string-length(uuid(8))                       | 8
uuid(-1)                                     | ''
version()                                    | 3
property('username')                         | wang
jr:choice-name('1', '/data/a')               | label of 1 in /data/a
jr:itext('hello')                            | 你好 hello
name(/data/@id)                              | id
local-name(/data)                            | data
"""


@pytest.fixture
def world() -> World:
    made = World()
    made.env.version = "3"
    made.env.property = {"username": "wang"}.get  # type: ignore[assignment]
    made.env.choice_name = lambda value, path, _context: f"label of {value} in {path}"
    made.env.itext = lambda text_id, _context: f"你好 {text_id}"
    return made


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_a_function_gives_what_it_should(world: World, line: str):
    text, _, gives = (part.strip() for part in line.rpartition("|"))
    assert world.string(text) == ("" if gives == "''" else gives)


def test_once_keeps_the_whole_first_value(world: World):
    assert world.string("once('new words')", at="/data/b") == "new words"
    world.node("/data/b").value = "first words"
    assert world.string("once('new words')", at="/data/b") == "first words"


def test_once_asks_chance_only_the_first_time(world: World):
    world.node("/data/b").value = "kept"
    world.string("once(uuid())", at="/data/b")
    first = world.env.chance.uuid()
    assert first == Chance("seed").uuid()


def test_chance_depends_on_the_seed_and_the_order_only(world: World):
    told = [world.string(text) for text in ("uuid()", "random()", "uuid(12)")]
    world.env.chance = Chance("seed")
    again = [world.string(text) for text in ("uuid()", "random()", "uuid(12)")]
    assert told == again
    world.env.chance = Chance("another")
    assert world.string("uuid()") != told[0]


def shuffled(world: World, seed: str) -> list[str]:
    text = f"randomize(/data/*, {seed})"
    nodes = compile_expression(text).nodes(world.env.at(world.data))
    return [node.qualified_name + node.string_value for node in nodes]


def test_randomize_is_the_shuffle_of_javarosa(world: World):
    # As org.javarosa.xform.parse.RandomizeHelper of 2025-09 shuffles them.
    assert shuffled(world, "42") == ["a4", "rep7", "rep4", "b", "rep"]
    assert shuffled(world, "-42") == ["rep7", "rep", "a4", "rep4", "b"]
    assert shuffled(world, "'42'") == shuffled(world, "42")
    assert shuffled(world, "42.9") == shuffled(world, "42")
    assert shuffled(world, "''") == shuffled(world, "0")


def test_texts_as_seeds_shuffle_differently(world: World):
    seeds = ("'王'", "'hello'", "'a'", "'0'")
    assert len({tuple(shuffled(world, seed)) for seed in seeds}) == 4


def test_extract_signed_gives_the_message_only_if_the_signature_is_good(world: World):
    key = Ed25519PrivateKey.generate()
    message = "姓名=王小明".encode()
    packed = base64.b64encode(key.sign(message) + message).decode()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    other = base64.b64encode(
        Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    ).decode()
    assert world.string(f"extract-signed('{packed}', '{public}')") == "姓名=王小明"
    assert world.string(f"extract-signed('{packed}', '{other}')") == ""
    assert world.string(f"extract-signed('short', '{public}')") == ""
    assert world.string(f"extract-signed('{packed}', 'x')") == ""


def test_a_prefix_bound_elsewhere_is_no_openrosa_function(world: World):
    bound = compile_expression("jr:itext('a')", {"jr": "urn:other"})
    assert [fault.code for fault in bound.faults] == ["XPATH-FUNCTION"]
    mine = compile_expression("o:itext('a')", {"o": "http://openrosa.org/javarosa"})
    assert mine.string(world.env.at(world.data)) == "你好 a"


def test_a_text_where_nodes_are_needed_is_an_error(world: World):
    with pytest.raises(XPathError, match="XPATH-NODES"):
        world.string("count('a')")
    with pytest.raises(XPathError, match="XPATH-NODES"):
        compile_expression("1").nodes(world.env.at(world.data))
