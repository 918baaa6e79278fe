"""What came from outside is text: the Markdown that is made of it (tests/browser/test_plain.py draws it)."""

import pytest

from pages.speech import words
from pages.speech.plain import listed, plain, plainly


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("柳州市工业和信息化局（一）", "柳州市工业和信息化局（一）"),
        ("S1 能耗 2026年", "S1 能耗 2026年"),
        ("**b**", r"\*\*b\*\*"),
        ("![p](//e.v)", r"\!\[p\]\(\/\/e\.v\)"),
        ("http://e.v", r"http\::small[]\/\/e\.v"),
        ("WWW.e.v", r"WWW:small[]\.e\.v"),
        ("a@b.c", r"a\@:small[]b\.c"),
        (":smile:", r"\::small[]smile\::small[]"),
        ("a -> b", r"a \-:small[]\> b"),
        ("a--b", r"a\-:small[]\-b"),
        ("<b>&amp;", r"\<b\>\&amp\;"),
        ("$x$", r"\$x\$"),
        ("a\r\nb", "a&#13;&#10;b"),
        ("    code\t", "&#32;&#32;&#32;&#32;code&#9;"),
        ("\u3000全角", "&#12288;全角"),
        ("a\0b", "a\ufffdb"),
        (12.5, r"12\.5"),
    ],
)
def test_plain_text(text: object, made: str) -> None:
    assert plain(text) == made


def test_lists_and_labels_are_plain_too() -> None:
    assert listed(["*a*", "b"], "c_d") == "c\\_d\n\n- \\*a\\*\n- b"
    assert listed(["a\nb"]) == "- a&#10;b"
    assert plainly({"k": "*v*"}.__getitem__)("k") == r"\*v\*"


def test_a_drawn_sentence_is_plain_whatever_its_values_are() -> None:
    with words.speaking("en"):
        assert "[x]" not in words.drawn("filter.unknown", what="Region", value="[x](http://e.v)")
