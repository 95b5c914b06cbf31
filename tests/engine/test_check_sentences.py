"""Each code of the checker has one sentence in both languages, with the same fields."""

import json
import re
from string import Formatter

import resources
from tools import ROOT

CODE = re.compile(r'"(CHECK-[A-Z-]+)"')
SOURCE = sorted((ROOT / "forms/engine/definition/check").glob("*.py"))


def sentences(language: str) -> dict[str, str]:
    return json.loads(resources.text(f"messages/{language}/check.json"))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_each_code_has_a_sentence_and_each_sentence_a_code():
    told = {c for path in SOURCE for c in CODE.findall(path.read_text("utf-8"))}
    assert set(sentences("zh_CN")) == set(sentences("en")) == told


def test_both_languages_tell_the_same_fields():
    chinese, english = sentences("zh_CN"), sentences("en")
    # A column or name may be told in one order and left out in none.
    assert {c: fields(s) for c, s in chinese.items()} == {
        c: fields(s) for c, s in english.items()
    }


def test_a_chinese_sentence_ends_and_is_set_as_chinese():
    for code, sentence in sentences("zh_CN").items():
        if code != "CHECK-OR":
            assert sentence.endswith(("。", "？", "{near}", "{reason}")), code
            assert not re.search(r"[一-鿿][,:;?!]", sentence), code
