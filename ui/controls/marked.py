"""The little Markdown that ODK renders in labels, as Qt rich text; no Qt here."""

import html
import re

_HINT = re.compile(r"[*_#\[<\\\n]")
_SPAN = re.compile(
    r"&lt;span style=(?:&quot;|&#x27;)(?P<style>[^&]*)(?:&quot;|&#x27;)&gt;"
    r"(?P<text>.*?)&lt;/span&gt;",
    re.S,
)
_LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|tel:)[^)\s]+)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])", re.S)
_HEAD = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$", re.M)
_STYLE = re.compile(r"\s*(color|font-family)\s*:\s*([\w#\s,-]+?)\s*(?:;|$)")
_ESCAPED = re.compile(r"\\([\\*_#\[\]()<>-])")


def plain_is_enough(text: str) -> bool:
    """Tell whether `text` holds nothing that Markdown would change."""
    return not _HINT.search(text)


def rich(text: str) -> str:
    """Return `text` as Qt rich text: bold, italics, links, headings, colours.

    Only what ODK Collect renders; everything else stands as it is written, so
    that a form can never bring in a picture, a script or another page's style.

    Source: ODK documentation, "Styling labels and hints" of XLSForm.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(html.escape(found[1]))
        return f"\x00{len(kept) - 1}\x00"

    made = html.escape(_ESCAPED.sub(keep, text))
    made = _SPAN.sub(_span, made)
    made = _LINK.sub(r'<a href="\2">\1</a>', made)
    made = _STRONG.sub(r"<b>\2</b>", made)
    made = _EMPHASIS.sub(r"<i>\2</i>", made)
    made = _HEAD.sub(_head, made)
    made = made.replace("\n", "<br>")
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], made)


def bare(text: str) -> str:
    """Return `text` without its marks, for titles and the names of pages."""
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"</?span[^>]*>", "", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return " ".join(_HEAD.sub(r"\2", text).split())


def _span(found: re.Match[str]) -> str:
    style = "; ".join(
        f"{name}: {value}" for name, value in _STYLE.findall(found["style"])
    )
    return f'<span style="{style}">{found["text"]}</span>'


def _head(found: re.Match[str]) -> str:
    size = ("x-large", "large", "large", "medium", "medium", "medium")
    return (
        f'<span style="font-size: {size[len(found[1]) - 1]}"><b>{found[2]}</b></span>'
    )
