"""Claims that say the same come together, over articles; what differs stays apart."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.grouping import MUTUAL, Scored, group_rows, placed_pairs, score_claims
from rashomon.compare.similarity import claim_vectors, sentence_vectors
from rashomon.compare.texts import Texts
from rashomon.encoders.centring import centred
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import Analysis, Claim, Quantity, Sentence
from rashomon.model.story import Story
from rashomon.model.text import Span
from tests.articles import article_of

ENCODER = TinyEncoder()
FERRY = (
    "The night ferry sank off Ostrova in thick fog.",
    "Divers reached the wreck on Tuesday morning.",
    "The owner will compensate the families of the drowned.",
)
OTHER = (
    "A ferry sank at night off Ostrova in thick fog.",
    "Fishermen blocked the harbour with forty boats.",
    "Families of the drowned will be compensated by the owner.",
)


def analysis(name: str, lines: tuple[str, ...], figures: dict[int, float] | None = None) -> Analysis:
    text = "\n".join(lines)
    starts = [sum(len(x) + 1 for x in lines[:i]) for i in range(len(lines))]
    spans = [Span(a, a + len(line)) for a, line in zip(starts, lines, strict=True)]
    vectors = np.stack([e.vector for e in ENCODER.encode(lines)])
    claims = tuple(
        Claim(id=f"c{i}", span=s, sentence=i, quantities=_figure(s, (figures or {}).get(i)))
        for i, s in enumerate(spans)
    )
    return Analysis(
        article=article_of(text, name, outlet=name),
        language="en",
        sentences=tuple(Sentence(span=s, paragraph=i) for i, s in enumerate(spans)),
        claims=claims,
        sentence_vectors=vectors,
        claim_vectors=vectors,
    )


def _figure(span: Span, value: float | None) -> tuple[Quantity, ...]:
    return () if value is None else (Quantity(span=span, value=value, unit="people"),)


def log_odds(scored: Scored, one: int, other: int) -> float:
    return float(scored.evidence.block(np.array([one]), np.array([other]))[0, 0])


def story(*analyses: Analysis) -> Story:
    return Story(id="s", title="t", analyses=analyses)


def test_the_same_proposition_comes_together_and_others_stay_apart() -> None:
    groups = group_rows(score_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER)))))
    assert [0, 3] in groups
    assert [2, 5] in groups
    assert [1] in groups
    assert [4] in groups


def test_a_rare_shared_number_draws_claims_together() -> None:
    a, b = ("Rescuers counted 4312 crates.", *FERRY[1:]), ("Altogether 4312 boxes were found.", *OTHER[1:])
    plain = score_claims(Texts(story(analysis("a", a), analysis("b", b))))
    counted = score_claims(Texts(story(analysis("a", a, {0: 4312}), analysis("b", b, {0: 4312}))))
    assert log_odds(counted, 0, 3) > log_odds(plain, 0, 3) + 1


def test_two_languages_add_what_their_cosines_lack() -> None:
    alike = score_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER))))
    across = score_claims(Texts(story(analysis("a", FERRY), replace(analysis("b", OTHER), language="sl"))))
    assert log_odds(across, 0, 3) > log_odds(alike, 0, 3)


def test_clauses_of_one_sentence_never_share_a_group() -> None:
    line = "The owner will pay, the owner will pay."
    one = analysis("a", (line, *FERRY))
    halves = tuple(Claim(id=f"h{i}", span=s, sentence=0) for i, s in enumerate((Span(0, 18), Span(20, 38))))
    vectors = one.claim_vectors[[0, 0, 1, 2, 3]]
    split = Analysis(
        article=one.article,
        language="en",
        sentences=one.sentences,
        claims=halves + one.claims[1:],
        sentence_vectors=one.sentence_vectors,
        claim_vectors=vectors,
    )
    groups = group_rows(score_claims(Texts(story(split, analysis("b", (line, *OTHER))))))
    assert not any({0, 1} <= set(g) for g in groups)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(FERRY + OTHER), max_size=5), max_size=4))
def test_every_claim_is_in_exactly_one_group(articles: list[list[str]]) -> None:
    read = [analysis(f"a{i}", tuple(lines)) for i, lines in enumerate(articles) if lines]
    groups = group_rows(score_claims(Texts(story(*read))))
    assert sorted(row for g in groups for row in g) == list(range(sum(len(a.claims) for a in read)))


def test_each_others_likeliest_come_together_where_others_do_not() -> None:
    kept = {(0, 2): -0.9, (1, 3): -0.9, (1, 2): -0.7}
    placed = dict(placed_pairs(kept, article=[0, 0, 1, 1]))
    assert placed == {(1, 2): pytest.approx(-0.7 + MUTUAL[2])}
    alone = dict(placed_pairs({(0, 1): 0.2}, article=[0, 0]))
    assert alone == {(0, 1): pytest.approx(0.2 + MUTUAL[0])}


def test_each_member_of_a_group_is_like_its_most_typical_one() -> None:
    scored = score_claims(Texts(story(*(analysis(n, FERRY[:1]) for n in "abcd"))))
    # One of four is near two of the others only: the average lets it in, the most typical one does not.
    pairs = {(0, 1): 6.0, (0, 2): 6.0, (1, 2): 1.0, (1, 3): 2.0, (2, 3): 2.0}
    assert group_rows(replace(scored, pairs=pairs)) == [[0, 1, 2], [3]]


def test_a_hundred_articles_take_seconds() -> None:
    rng = np.random.default_rng(7)
    words = [f"word{i}" for i in range(900)]
    read = [analysis(f"a{i}", tuple(" ".join(rng.choice(words, 9)) for _ in range(20))) for i in range(100)]
    started = time.process_time()
    scored = score_claims(Texts(story(*read)))
    assert len(group_rows(scored)) > 100
    assert time.process_time() - started < 10


def test_what_a_language_adds_is_taken_away() -> None:
    rng = np.random.default_rng(1)
    meaning = rng.normal(size=(30, 16)).astype(np.float32)
    tint = rng.normal(size=(2, 16)).astype(np.float32)
    vectors = np.concatenate([meaning + tint[0], meaning + tint[1]])
    languages = np.array(["en"] * 30 + ["ru"] * 30)
    plain = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    after = centred(vectors, languages)
    assert np.diag(after[:30] @ after[30:].T).mean() > np.diag(plain[:30] @ plain[30:].T).mean() + 0.3
    assert np.allclose(np.linalg.norm(after, axis=1), 1, atol=1e-5)


def test_rows_stand_in_the_order_of_articles_and_claims() -> None:
    both = story(analysis("a", FERRY), analysis("b", OTHER[:2]))
    rows = claim_vectors(both)
    assert rows.article.tolist() == [0, 0, 0, 1, 1]
    assert rows.index.tolist() == [0, 1, 2, 0, 1]
    assert rows.rows_of(1).tolist() == [3, 4]
    assert len(sentence_vectors(both)) == 5
    assert rows.similarity(rows.rows_of(0), rows.rows_of(1)).shape == (3, 2)
    assert len(claim_vectors(story())) == 0
