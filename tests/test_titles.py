"""Which headline a story takes for its title."""

from dataclasses import replace

import numpy as np

from rashomon.analyze.page.sentences import split
from rashomon.analyze.page.structure import read_structure
from rashomon.brief.titles import title
from rashomon.model.annotation import Analysis, Vectors
from tests.articles import article_of

BODY = "\n\nThe old bridge stood for ninety years. Nobody was hurt."


def told(headline: str, at: float, body: float = 0.0) -> tuple[Analysis, Vectors]:
    """Return an article whose headline and body point so many degrees away."""
    article = article_of(headline + BODY, headline)
    found = Analysis(article=article, language="en", structure=read_structure(article, "en"))
    found = replace(found, sentences=split(article, "en", found.structure))
    angles = np.radians([at] + [body] * (len(found.sentences) - 1))
    return found, np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_the_headline_that_is_most_like_all_others_is_the_title() -> None:
    stories = [
        told("A day at the river", 80),
        told("Bridge falls", 10),
        told("Bridge collapses in a storm", 0),
    ]
    assert title(stories, "en") == "Bridge falls"


def test_how_typical_an_article_is_elsewhere_does_not_count() -> None:
    stories = [
        told("A day at the river", 80, body=10),
        told("Bridge falls", 5, body=70),
        told("Bridge lost", 0, body=0),
    ]
    assert title(stories, "en") == "Bridge falls"


def test_a_headline_that_breaks_off_is_no_title() -> None:
    stories = [
        told("Bridge falls, says the town, because […]", 0),
        told("Bridge falls", 40),
        told("River", 80),
    ]
    assert title(stories, "en") == "Bridge falls"


def test_questions_and_headlines_without_vectors_are_no_titles() -> None:
    asking, plain = told("Who built the bridge?", 0), told("Bridge falls", 40)
    assert title([asking, plain], "en") == "Bridge falls"
    assert title([asking, (plain[0], plain[1][:0].reshape(0, 0))], "en") == ""


def test_a_headline_in_the_language_goes_first() -> None:
    other = told("Most padl", 20)
    stories = [(replace(other[0], language="pl"), other[1]), told("Bridge falls", 0), told("Bridge lost", 40)]
    assert title(stories, "pl") == "Most padl"
    assert title(stories, "en") == "Bridge falls"
