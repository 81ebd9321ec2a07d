"""The days that a brief gives beside words that only tell them from the day of their article."""

import pytest

from rashomon.analyze.times.find import find_timexes
from rashomon.brief.dates import dated
from rashomon.model.annotation import Analysis, Published, Sentence, Structure
from rashomon.model.text import Span
from tests.articles import article_of


def days(text: str, language: str = "en", published: str | None = "2031-04-03", shown: str = "") -> list[str]:
    """Return what stands beside a sentence of an article of Thursday, 3 April 2031."""
    whole = Span(0, len(text))
    read = Analysis(
        article=article_of(text, outlet="The Pier"),
        language=language,
        structure=Structure(published=Published(value=published)),
        sentences=(Sentence(span=whole, paragraph=0),),
    )
    found = Analysis(
        article=read.article, language=language, sentences=read.sentences, timexes=find_timexes(read)
    )
    return [f"{d.text}: {d.value}" for d in dated(shown or text, whole, found)]


@pytest.mark.parametrize(
    ("language", "text", "beside"),
    [
        ("en", "The bridge was closed yesterday.", ["yesterday: 2031-04-02"]),
        ("en", "The bridge was closed on Tuesday.", ["Tuesday: 2031-04-01"]),
        ("en", "The bridge was built last year.", ["last year: 2030"]),
        ("en", "The bridge was built a year ago.", ["a year ago: 2030"]),
        ("ru", "Мост закрыли вчера.", ["вчера: 2031-04-02"]),
        ("de", "Die Brücke wurde gestern gesperrt.", ["gestern: 2031-04-02"]),
        ("pl", "Most zamknięto wczoraj.", ["wczoraj: 2031-04-02"]),
        ("zh", "大桥昨天关闭。", ["昨天: 2031-04-02"]),
    ],
)
def test_words_counted_from_the_day_of_the_article_have_their_day_beside_them(
    language: str, text: str, beside: list[str]
) -> None:
    assert days(text, language) == beside


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on 2 April.",
        "The bridge was built in 2030.",
        "The bridge was closed at 5 p.m.",
        "The bridge was closed in March.",
        "The bridge was closed days ago.",
    ],
)
def test_what_tells_its_day_itself_or_tells_none_has_nothing_beside_it(text: str) -> None:
    assert days(text) == []


def test_nothing_stands_beside_words_that_nothing_anchors_or_that_were_cut() -> None:
    assert days("The bridge was closed yesterday.", published=None) == []
    assert days("Yesterday, the bridge was closed.", shown="The bridge was closed.") == []
    assert days("Closed yesterday, it was only shut yesterday.") == ["yesterday: 2031-04-02"]
