"""The head of a frame and the look of a state: text is never markup, and demonstration data is tagged."""

from pages.pieces import heading, status
from pages.speech import origin


def test_text_is_escaped_and_marks_are_attributes() -> None:
    assert heading.finding("a<b", generation=3) == '<h3 class="peak-finding" data-generation="3">a&lt;b</h3>'
    assert (
        heading.measure("x & y", verdict='"') == '<p class="peak-measure" data-verdict="&quot;">x &amp; y</p>'
    )


def test_demonstration_data_beside_others_is_tagged_behind_the_finding() -> None:
    tagged, plain = (heading.framed("t", "m", grades) for grades in (("published", "demo"), ("published",)))
    assert f"t {origin.tag('demo')}</h3>" in tagged and '<p class="peak-measure">m</p>' in tagged
    assert heading.framed("t", "m", ("demo",)) == plain, "the band over the page tells of it"
    assert plain == '<h3 class="peak-finding">t</h3><p class="peak-measure">m</p>'


def test_a_state_is_a_shape_a_word_and_a_colour() -> None:
    made = status.mark("◆", "a<b", "var(--x)", state="late")
    assert made == (
        '<span class="peak-chip" data-state="late" style="--chip:var(--x)">'
        '<span class="peak-shape" aria-hidden="true">◆</span>a&lt;b</span>'
    )
