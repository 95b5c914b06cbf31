"""Every sentence a person reads is there in Chinese and in English."""

import ast
import json
import re
import string
import xml.etree.ElementTree as ET

import pytest

import resources
from tools import ROOT, readme, translate

# What whoever knows more adds before the sentence is told, by the code's first word.
ADDED_LATER = {
    "BUNDLE": {"file"},
    "FOLDER": {"place"},
    "PHOTO": {"file"},
    "XPATH": {"expression", "position"},
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# "label::语言" is what an author writes; it is no punctuation.
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?](?!:)|(?<!:)[,;:!?](?=[\u4e00-\u9fff])")
FILES = sorted(translate.FOLDER.glob("*.ts"))


def fields(sentence):
    """Return the names of the fields that a sentence tells."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def codes(language):
    """Return (file, code) of every sentence of `language`."""
    folder = resources.path(f"messages/{language}")
    return [
        (file.name, code)
        for file in sorted(folder.glob("*.json"))
        for code in json.loads(file.read_text(encoding="utf-8"))
    ]


def raised():
    """Return {code: (fields, place)} of every KnownError named in the source."""
    found = {}
    for floor in readme.FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if code := known_error(node):
                    names = {word.arg for word in node.keywords}
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    found.setdefault(code, []).append((names, place))
    return found


def known_error(node):
    """Return the code of a call that makes a KnownError, None of any other node."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    first = node.args[0]
    if name.endswith("Error") and isinstance(first, ast.Constant):
        if re.fullmatch(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+", str(first.value)):
            return first.value
    return None


@pytest.mark.parametrize("language", resources.LANGUAGES)
def test_code_stands_in_one_file_only(language):
    names = [code for _, code in codes(language)]
    assert sorted(names) == sorted(set(names))


def test_both_languages_have_the_same_codes_in_the_same_files():
    assert codes("zh_CN") == codes("en")


def test_both_languages_tell_the_same_fields():
    chinese, english = (resources.sentences(one) for one in resources.LANGUAGES)
    different = {
        code: (fields(chinese[code]), fields(english[code]))
        for code in chinese
        if fields(chinese[code]) != fields(english[code])
    }
    assert different == {}


def test_chinese_sentences_are_chinese():
    bare = [
        code
        for code, text in resources.sentences("zh_CN").items()
        if not CHINESE.search(text) and re.search(r"[A-Za-z]{3} [A-Za-z]{2}", text)
    ]
    assert bare == []


def test_chinese_is_written_in_chinese_punctuation():
    told = [
        (code, sentence)
        for code, sentence in resources.sentences("zh_CN").items()
        if HALF_WIDTH.search(sentence)
    ]
    told += [
        (file.name, each.text)
        for file in FILES
        if file.stem.endswith("zh_CN")
        for tag in ("translation", "numerusform")
        for each in ET.parse(file).iter(tag)
        if each.text and HALF_WIDTH.search(each.text)
    ]
    assert told == []


def test_every_known_error_has_a_sentence():
    told = resources.sentences("en")
    missing = {code: places for code, places in raised().items() if code not in told}
    assert missing == {}


def test_every_known_error_gives_the_fields_its_sentence_tells():
    told = resources.sentences("en")
    wrong = [
        (code, place, lacking)
        for code, places in raised().items()
        for names, place in places
        if (lacking := fields(told.get(code, "")) - names - added_later(code))
        and None not in names
    ]
    assert wrong == []


def added_later(code):
    """Return the fields that a caller adds to errors of this kind."""
    return ADDED_LATER.get(code.split("-")[0], set())


def messages(file):
    """Return (context, source, comment, translation, type) of each message."""
    found = []
    for context in ET.parse(file).getroot().iter("context"):
        for one in context.iter("message"):
            target = one.find("translation")
            forms = [form.text or "" for form in target.iter("numerusform")]
            text = "\n".join(forms) if forms else target.text or ""
            found.append(
                (
                    context.findtext("name"),
                    one.findtext("source"),
                    one.findtext("comment") or "",
                    text,
                    target.get("type", ""),
                )
            )
    return found


def test_there_is_a_file_for_each_part_and_language():
    names = {
        f"{part}_{lang}.ts" for part in translate.PARTS for lang in resources.LANGUAGES
    }
    assert {file.name for file in FILES} == names


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_translation_is_complete(file):
    unfinished = [m for m in messages(file) if not m[3].strip() or m[4] == "unfinished"]
    assert unfinished == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_translation_tells_the_same_placeholders(file):
    mark = re.compile(r"%\d|%n|\{\w*\}")
    for _, source, _, text, _ in messages(file):
        for form in text.split("\n") if "%n" in source else [text]:
            assert set(mark.findall(source)) >= set(mark.findall(form)), source
            assert set(mark.findall(form)) | {"%n"} >= set(mark.findall(source)), source


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_compiled_translation_is_that_of_its_source(file, tmp_path):
    fresh = tmp_path / "fresh.qm"
    translate.compile_ts(file, fresh)
    assert file.with_suffix(".qm").read_bytes() == fresh.read_bytes()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_lupdate_finds_nothing_new_in_the_source(file, tmp_path):
    part, language = file.stem.split("_", 1)
    fresh = tmp_path / file.name
    fresh.write_bytes(file.read_bytes())
    translate.gather(part, language, fresh)
    assert {m[:3] for m in messages(fresh)} == {m[:3] for m in messages(file)}


def test_lupdate_reads_the_whole_of_ui():
    parts = [set(translate.sources(part)) for part in translate.PARTS]
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert set.union(*parts) == set((ROOT / "ui").rglob("*.py"))
