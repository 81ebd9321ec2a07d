from hypothesis import given
from hypothesis import strategies as st

from rashomon.render.marking import Mark, pieces


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda s: s[0] < s[1])
    marks = [
        Mark(a, b, draw(st.sampled_from("xyz")), f"r{a}-{b}") for a, b in draw(st.lists(spans, max_size=8))
    ]
    return text, marks


@given(marked_texts())
def test_pieces_are_exactly_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert "".join(p.text for p in pieces(text, marks)) == text


@given(marked_texts())
def test_pieces_of_an_anchor_are_exactly_its_passage(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    cut = pieces(text, marks)
    for mark in marks:
        assert "".join(p.text for p in cut if mark.anchor in p.within) == text[mark.start : mark.end]
        assert sum(mark.anchor in p.anchors for p in cut) == 1


def test_overlapping_marks_share_a_piece() -> None:
    cut = pieces("abcdef", [Mark(0, 4, "x"), Mark(2, 6, "y")])
    assert [(p.text, p.kinds) for p in cut] == [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("y",))]
