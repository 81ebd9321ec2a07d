"""One line of time and one history of a number out of several invented articles."""

from dataclasses import replace

import numpy as np

from rashomon.compare.figures import find_figures
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.compare.timeline import find_timeline
from rashomon.model.annotation import (
    Analysis,
    Claim,
    NonBody,
    Published,
    Quantity,
    Sentence,
    Structure,
    Timex,
    Vectors,
)
from rashomon.model.comparison import ClaimGroup, ClaimMember
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.articles import article_of
from tests.compared_story import analysis, linked, with_vectors

TEXT = "On 3 May 2020 the mill burned. In 1999 it opened."
DATES = ((3, 13, 0, 30, "2020-05-03"), (34, 38, 31, 49, "1999"))


def article(name: str, published: str, count: float, vectors: list[list[float]] | None = None) -> Analysis:
    timexes = tuple(
        Timex(span=Span(a, b), clause=Span(c, d), value=v, precision="day" if len(v) == 10 else "year")
        for a, b, c, d, v in DATES
    )
    counted = Quantity(span=Span(14, 22), value=count, unit="mill")
    rows: Vectors = np.array(vectors if vectors is not None else np.empty((0, 0)), np.float32)
    return Analysis(
        article=article_of(TEXT, name, outlet=name),
        language="en",
        structure=Structure(published=Published(value=published, basis="stated")),
        sentences=(Sentence(span=Span(0, 30), paragraph=0), Sentence(span=Span(31, 49), paragraph=0)),
        timexes=timexes,
        claims=(Claim(id="c", span=Span(0, 30), sentence=0, quantities=(counted,)),),
        sentence_vectors=rows,
    )


def story(*analyses: Analysis) -> Story:
    return Story(id="s", title="t", analyses=analyses)


def test_entries_are_merged_by_value_and_sorted() -> None:
    entries = find_timeline(story(article("a", "2020-05-04", 1), article("b", "2020-05-05", 1)))
    assert [(e.when, len(e.references)) for e in entries] == [("1999", 2), ("2020-05-03", 2)]
    assert entries[0].text == "In 1999 it opened."


def test_unlike_sentences_of_one_day_are_two_entries() -> None:
    one, other = [[1.0, 0.0], [1.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]]
    entries = find_timeline(story(article("a", "2020-05-04", 1, one), article("b", "2020-05-05", 1, other)))
    assert [e.when for e in entries] == ["1999", "2020-05-03", "2020-05-03"]


def test_what_is_not_body_is_no_event() -> None:
    aside = Structure(non_body=(NonBody(span=Span(0, 30), kind="boilerplate"),))
    base = article("a", "2020-05-04", 1)
    cut = Analysis(article=base.article, language="en", structure=aside, timexes=base.timexes)
    assert [e.when for e in find_timeline(story(cut))] == ["1999"]


def test_a_figure_has_its_readings_in_order() -> None:
    both = story(article("a", "2020-05-06", 40), article("b", "2020-05-04", 38))
    members = tuple(ClaimMember(reference=Reference(n, Span(0, 30)), claim="c") for n in "ab")
    group = ClaimGroup(id="g", representative=0, members=members, cells=(), origins=(), status="agreed")
    (figure,) = find_figures(Ground(Texts(both), ()), [group])
    assert [(v.value, v.as_of, v.reported) for v in figure.values] == [
        (38, "2020-05-03", "2020-05-04"),
        (40, "2020-05-03", "2020-05-06"),
    ]


def test_one_reading_is_no_figure() -> None:
    group = ClaimGroup(
        id="g",
        representative=0,
        members=(ClaimMember(reference=Reference("a", Span(0, 30)), claim="c"),),
        cells=(),
        origins=(),
        status="single_source",
    )
    assert find_figures(Ground(Texts(story(article("a", "2020-05-06", 40))), ()), [group]) == ()


def test_a_toll_told_in_other_claims_every_day_is_one_figure() -> None:
    """Groups join nothing here: the numbers are linked word by word."""
    texts = ("The storm killed 30 people in the harbour.", "In the harbour 50 people died in the storm.")
    days = ("2031-05-04", "2031-05-05")
    rows: tuple[list[list[float]], ...] = (
        [[1, 0, 0, 0], [0, 0, 1, 0]],
        [[0.9, 0.43, 0, 0], [0, 0, 0, 1]],
    )
    made = []
    for name, text, day, vectors in zip("ab", texts, days, rows, strict=True):
        one = with_vectors(analysis(name, [text, f"Line {name} ends."], published=day), vectors)
        at = text.index("people") - 3
        count = Quantity(span=Span(at, at + 9), value=float(text[at : at + 2]), unit="people")
        claims = (replace(one.claims[0], quantities=(count,)), *one.claims[1:])
        made.append(replace(one, quantities=(count,), claims=claims))
    groups = [
        ClaimGroup(
            id=name,
            representative=0,
            members=(ClaimMember(reference=Reference(name, one.claims[0].span), claim="c0"),),
            cells=(),
            origins=(),
            status="single_source",
        )
        for name, one in zip("ab", made, strict=True)
    ]
    given = story(*made)
    (figure,) = find_figures(Ground(Texts(given), linked(given)), groups)
    assert [(v.value, v.reported) for v in figure.values] == [(30, "2031-05-04"), (50, "2031-05-05")]
