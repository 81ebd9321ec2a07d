"""Reports of what can be checked must be told from comment, whatever the topic and the language."""

from pathlib import Path

import numpy as np
import pytest

from rashomon.analyze.claims.checkworthy import LAYERS, Head, features, judged, load, mean_state
from rashomon.encoders.base import Encoded
from rashomon.encoders.models import load_encoder
from rashomon.encoders.tiny import TinyEncoder
from rashomon.engine import analyze
from rashomon.model.annotation import Claim
from rashomon.model.article import Article, Source
from rashomon.model.text import Span, Text

TRAINING = Path(__file__).parents[1] / "tools" / "checkworthy"
REPORTS = (
    "The ferry Sunniva ran aground off Cape Brill at 4 a.m. and all 61 passengers were taken ashore.",
    "The harbour court called the rule unfair and sent the case back to the tribunal.",
    "Паром «Суннива» сел на мель у мыса Брилль, пассажиров сняли спасатели.",
    "Prom osiadł na mieliźnie u przylądka Brill; 61 pasażerów przewieziono na ląd.",
    "Die Fähre lief um vier Uhr früh vor Kap Brill auf Grund, verletzt wurde niemand.",
)
COMMENTS = (
    "The wreck of the Sunniva on 3 May proves that greed has conquered seamanship.",
    "This ferry is a glorious symbol of all that unites the people of our islands.",
    "Эта катастрофа — позор для всей страны и урок для каждого из нас.",
    "Ta katastrofa to hańba dla nas wszystkich i dowód zwykłej bezmyślności.",
    "Dieses Unglück ist ein Armutszeugnis für ein Land, das sich Seefahrernation nennt.",
)


def _article(text: str) -> Article:
    source = Source(id="lamp", name="The Lamp", kind="article")
    return Article(id="a1", locator="a1.txt", source=source, text=Text(text))


def _encoded(states: list[list[float]]) -> Encoded:
    offsets = np.array([(2 * i, 2 * i + 1) for i in range(len(states))], np.int32)
    return Encoded(np.array([0.6, 0.8], np.float32), offsets, np.array(states, np.float32))


def _claim(start: int, end: int) -> Claim:
    return Claim(id=f"c{start}-{end}", span=Span(start, end), sentence=0)


def test_the_mean_state_is_that_of_the_tokens_inside() -> None:
    sentence = _encoded([[1, 2, 3, 4], [3, 4, 5, 6], [100, 100, 100, 100]])
    assert mean_state(sentence, 0, 3).tolist() == [2, 3, 4, 5]
    assert mean_state(sentence, 0, 5).tolist() == pytest.approx([104 / 3, 106 / 3, 36, 110 / 3])


def test_a_stretch_without_tokens_takes_the_sentence_for_each_layer() -> None:
    assert mean_state(_encoded([[1, 2, 3, 4]]), 50, 60).tolist() == pytest.approx([0.6, 0.8, 0.6, 0.8])


def test_every_layer_counts_alike() -> None:
    rows = features([np.array([3, 4, 300, 400], np.float32), np.array([0, 0, 0, 5], np.float32)])
    assert rows.tolist() == pytest.approx(np.array([[0.6, 0.8, 0.6, 0.8], [0, 0, 0, 1]]))


def test_a_head_gives_probabilities_with_few_digits() -> None:
    head = Head(encoder="none@1", weights=np.array([2, 0], np.float32), bias=-1.0)
    rows = np.array([[0.5, 9], [50, 0], [-50, 0]], np.float32)
    assert head.probabilities(rows) == [0.5, 1.0, 0.0]


def test_states_of_another_width_leave_claims_as_they_are() -> None:
    claims = (_claim(0, 20), _claim(20, 40))
    assert judged(claims, [np.ones(4, np.float32)] * 2) == claims
    assert judged((), ()) == ()


def test_states_of_the_right_width_are_judged_claim_by_claim() -> None:
    weights = load().weights
    found = judged((_claim(0, 20), _claim(20, 40)), [weights, -weights])
    assert [c.span for c in found] == [Span(0, 20), Span(20, 40)]
    assert found[0].checkable > 0.9
    assert found[1].checkable < 0.1


def test_the_tiny_encoder_judges_nothing() -> None:
    (analysis,) = analyze([_article("\n\n".join(REPORTS[:2] + COMMENTS[:2]))], TinyEncoder())
    assert len(analysis.claims) >= 4
    assert {c.checkable for c in analysis.claims} == {1.0}


def test_training_sentences_are_labelled_and_no_topic_or_language_gives_the_label_away() -> None:
    lines = [line for path in TRAINING.glob("*.tsv") for line in path.read_text("utf-8").splitlines()]
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {4}
    assert len({row[3] for row in rows}) == len(rows) >= 900
    for column in (1, 2):
        for value in {row[column] for row in rows}:
            labels = [row[0] for row in rows if row[column] == value]
            share = labels.count("report") / len(labels)
            assert 0.35 <= share <= 0.75, value
            assert labels.count("report") + labels.count("comment") == len(labels)


@pytest.mark.model
def test_the_head_belongs_to_the_default_encoder() -> None:
    encoder = load_encoder()
    assert load().encoder == encoder.name
    assert len(load().weights) == LAYERS * encoder.dimensions


@pytest.mark.model
@pytest.mark.parametrize("text", REPORTS)
def test_reports_are_checkable(text: str) -> None:
    (analysis,) = analyze([_article(text)])
    assert min(c.checkable for c in analysis.claims) > 0.5


@pytest.mark.model
@pytest.mark.parametrize("text", COMMENTS)
def test_comment_is_not(text: str) -> None:
    (analysis,) = analyze([_article(text)])
    assert max(c.checkable for c in analysis.claims) < 0.5


@pytest.mark.model
def test_a_clause_is_judged_by_itself_within_its_sentence() -> None:
    text = "The bridge was closed at noon on Tuesday, and such cowardice is a disgrace to the whole nation."
    (analysis,) = analyze([_article(text)])
    told, comment = analysis.claims
    assert told.checkable > 0.5 > comment.checkable
