"""Reports and comment are told apart by the claims and by the article that they stand in."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.brief.reporting import reported, tone
from rashomon.model.annotation import Analysis, Claim, Speaker
from rashomon.model.article import Article, Source
from rashomon.model.text import Span, Text

TEXT = "x" * 100


def claim(
    checkable: float, start: int = 0, end: int = 10, *, said: bool = False, opinion: bool = False
) -> Claim:
    speaker = Speaker(name="Ida Holm") if said else None
    return Claim(
        id=f"c{start}",
        span=Span(start, end),
        sentence=0,
        checkable=checkable,
        claimant=speaker,
        opinion=opinion,
    )


def article(*claims: Claim) -> Analysis:
    source = Source(id="a", name="a")
    return Analysis(
        article=Article(id="a", locator="a", source=source, text=Text(TEXT)), language="en", claims=claims
    )


def test_comment_around_a_claim_makes_it_less_likely_a_report() -> None:
    news, comment = (tone(article(claim(p), claim(p, 20, 30))) for p in (0.9, 0.1))
    assert comment < 0 < news
    assert reported([claim(0.6)], comment) < 0.6 < reported([claim(0.6)], news)


def test_what_someone_said_takes_no_colour_from_the_article() -> None:
    assert abs(reported([claim(0.6, said=True)], -2.0) - 0.6) < 1e-6
    assert tone(article(claim(0.1, said=True))) == 0.0


def test_opinion_by_its_words_reports_nothing_and_claims_count_by_length() -> None:
    assert reported([claim(0.9, opinion=True)], 0.0) == 0.0
    mixed = reported([claim(0.9, 0, 30), claim(0.9, 40, 50, opinion=True)], 0.0)
    assert abs(mixed - 0.9 * 0.75) < 1e-6


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.floats(-10, 10))
def test_it_is_a_probability(judged: list[float], colour: float) -> None:
    assert 0 <= reported([claim(p) for p in judged], colour) <= 1
