"""What an article makes of a headline, and whether evidence supports a claim: features, figures, fitting."""

from itertools import pairwise

import numpy as np
import pytest
from bench import stance, support
from bench.__main__ import TASKS
from bench.seen import rarities, see, weights
from bench.task import Row
from tools import train_stance, train_support

from rashomon.encoders.tiny import TinyEncoder

FERRY = "A ferry with forty goats aboard sank off Tolvik on Monday. All goats swam ashore, farmers said."
DENIED = "The story of goats that swam from a sunken ferry is a hoax. Tolvik port denied it. No ferry sank."
MUSEUM = "The museum in Arrendal bought a painting of plums. It will hang in the north hall from June."
HEADLINE = "Goats swim ashore as ferry sinks off Tolvik"
HOAX = "No, goats did not swim from a ferry: the report is fake"


def pair(number: int, headline: str, body: str, label: str = "agree") -> Row:
    return {"id": number, "headline": headline, "body": body, "label": label}


ROWS = [
    pair(0, HEADLINE, FERRY, "agree"),
    pair(1, HEADLINE, DENIED, "disagree"),
    pair(2, HEADLINE, MUSEUM, "unrelated"),
    pair(3, HOAX, FERRY, "disagree"),
]


@pytest.fixture(autouse=True)
def without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stance, support):
        monkeypatch.setattr(module, "load_encoder", TinyEncoder)


def test_both_are_tasks_of_the_command() -> None:
    assert {"stance", "support"} <= set(TASKS)
    assert "supporting_sentences" in support.TASK.answers


def test_words_keep_their_states_and_names_their_capitals() -> None:
    (seen,) = see(["Tolvik and Arrendal sank"], TinyEncoder(), "en").values()
    assert seen.words == ("tolvik", "arrendal", "sink")
    assert seen.names.tolist() == [False, True, False]  # a capital that opens the sentence tells nothing
    assert seen.states.shape == (3, TinyEncoder.dimensions)
    assert seen.states.any(axis=1).all()


def test_a_word_of_every_text_tells_nothing_and_an_unknown_one_most() -> None:
    rare = rarities([["goat", "ferry"], ["goat", "plum"], ["goat"]])
    goat, plum, unknown = weights(["goat", "plum", "harp"], rare)
    assert goat < plum < unknown


def test_a_headline_is_nearer_to_its_own_story() -> None:
    own, _, other, _ = stance.features(ROWS)
    nearness = slice(0, 9)
    assert (own[nearness] >= other[nearness]).all()
    assert own[0] > other[0]


def test_only_one_side_that_denies_is_told_apart() -> None:
    told = stance.features([*ROWS, pair(4, HOAX, DENIED)])
    denied_above, denied_below = told[:, -3].tolist(), told[:, -2].tolist()
    assert denied_above[3] > 0 == denied_above[0]
    assert denied_below[1] > 0 == denied_below[0]
    assert denied_above[4] == denied_below[4] == 0  # both deny: they agree


def test_every_pair_gets_a_label_however_odd_it_is() -> None:
    odd = [
        pair(0, "", ""),
        pair(1, "?!", "\n\n"),
        pair(2, "\u202e\u200b", "a" * 30_000),
        pair(3, "The", "of the"),
    ]
    found = stance.TASK.run([*odd, *ROWS])
    assert [row["id"] for row in found] == [0, 1, 2, 3, 0, 1, 2, 3]
    assert {row["label"] for row in found} <= set(stance.LABELS)
    assert stance.TASK.run([]) == []


def test_a_body_is_read_up_to_a_bound() -> None:
    texts = stance.sentences("The goat ate a hat. " * 2000)
    assert len(texts) == stance.SENTENCES
    assert stance.sentences("") == [""]


def test_labels_are_scored_each_and_on_average() -> None:
    said = [{"id": n, "label": "agree", "chance": 0.4 + n / 10} for n in range(3)]
    scores = stance.figures(ROWS, said)
    assert scores["agree.precision"] == pytest.approx(1 / 3)
    assert scores["agree.recall"] == 1
    assert scores["disagree.f1"] == 0
    assert scores["macro_f1"] == pytest.approx(0.5 / 4)
    first, second = stance.errors(ROWS, said)
    assert "expected unrelated\n  found    agree (0.60)" in first
    assert "expected disagree" in second


def test_a_softmax_learns_even_a_rare_label() -> None:
    labels = np.repeat(np.arange(4), (40, 30, 20, 5))
    rows = np.eye(4)[labels] + np.random.default_rng(0).normal(0, 0.1, (95, 4))
    chances = train_stance.fit(rows, labels)(rows)
    assert chances.sum(axis=1) == pytest.approx(np.ones(95))
    assert (chances.argmax(axis=1) == labels).all()


def test_folds_share_neither_headline_nor_body() -> None:
    label = ("discuss", "unrelated", "agree")
    rows = [
        pair(n, f"h{n % 30}", f"b{(n * 7) % 12 if n % 3 == 1 else n % 15}", label[n % 3]) for n in range(120)
    ]
    judged = np.zeros(len(rows), int)
    for kept, out in train_stance.folds(rows):
        judged += out
        for part in ("headline", "body"):
            left, right = (
                {r[part] for r, yes in zip(rows, side, strict=True) if yes} for side in (kept, out)
            )
            assert not left & right
    assert (judged == 1).all()


EVIDENCE = [
    "The Tolvik goat race is held every May.",
    "Nora Lind won the race in 2031 with her goat Pepper.",
    "Tickets cost 4 crowns.",
    "Lind lives in Arrendal and bakes bread.",
]


def claim(text: str, label: str = "supported") -> Row:
    return {"claim": text, "evidence": EVIDENCE, "label": label, "supporting_sentences": [[1]], "meta": {}}


CLAIMS = [
    claim("Nora Lind won the race in 2031 with her goat Pepper."),
    claim("Nora Lind won the race in 2032 with her goat Pepper.", "partially_supported"),
    claim(
        "Nora Lind won the race in 2031 with her goat Pepper and moved to Brunnvik.", "partially_supported"
    ),
    claim("Plums ripen late on northern slopes.", "not_supported"),
]


def test_what_the_evidence_lacks_speaks_against_a_claim() -> None:
    told, other_year, more, other = support.features(CLAIMS)
    assert told[0] == pytest.approx(0, abs=0.01)
    assert told[0] < other_year[0] < other[0]
    assert told[0] < more[0]
    assert [row[2] for row in (told, other_year, more)] == [0, 1, 0]  # a number is missing
    assert [row[3] for row in (told, other_year, more)] == [0, 0, 1]  # a name is missing
    assert told[4] == pytest.approx(0, abs=0.01)
    assert told[4] < more[4] < other[4]  # the stretch that is answered least
    assert told[5] == pytest.approx(1)
    assert told[5] > more[5] > other[5]


def test_a_number_or_name_counts_as_given_in_whatever_form() -> None:
    assert support._numbers("Twelve boats and 3,400 eels in 2031–32") == {12, 3400, 2031, 2032}
    told = support._by_opening(frozenset({"libya", "nov", "brunnvik"}))
    assert all(support._named(word, told) for word in ("libyan", "november", "brunnvik"))
    assert not any(support._named(word, told) for word in ("liberal", "brunswick", "us"))


def test_sentences_that_complete_each_other_answer_together() -> None:
    near = np.eye(4) * [1, 1, 1, 0.5]
    assert support._answered(near, np.ones(4)).tolist() == [1, 1, 1, 0]
    assert support._answered(near, np.array([0.1, 1, 1, 3])).tolist() == [0, 1, 1, 0.5]


def test_every_claim_is_answered_by_its_row_number_however_odd_it_is() -> None:
    odd = [{"claim": "", "evidence": []}, {"claim": "The of", "evidence": ["", "?"]},
           {"claim": "Goats swim", "evidence": ["goats " * 5000] * 3000}]  # fmt: skip
    found = support.TASK.run([*odd, *CLAIMS])
    assert [row["id"] for row in found] == list(range(7))
    assert {type(row["supported"]) for row in found} == {bool}
    assert support.TASK.run([]) == []


def test_weights_never_reward_what_is_missing() -> None:
    told, *lacking = support.predict(CLAIMS)
    assert all(told["score"] > other["score"] for other in lacking)


def test_passing_is_scored_against_all_that_is_not_wholly_supported() -> None:
    said = [{"id": n, "supported": n < 2, "score": float(-n)} for n in range(4)]
    scores = support.figures(CLAIMS, said)
    assert scores["recall"] == 1
    assert scores["passed_though_unsupported"] == pytest.approx(1 / 3)
    assert scores["balanced_accuracy"] == pytest.approx(5 / 6)
    (only,) = support.errors(CLAIMS, said)
    assert "expected partially_supported\n  found    passed (-1.00)" in only


def test_the_threshold_lets_no_more_through_than_allowed() -> None:
    draw = np.random.default_rng(1)
    true = draw.random(400) < 0.3
    scores = draw.normal(size=400) + 2 * true
    least = train_support.threshold(scores, true)
    assert (scores[~true] >= least).mean() <= train_support.ALLOWED
    pages = np.arange(400) // 2
    fold = train_support.folds(pages, 3)
    assert all(fold[a] == fold[b] for a, b in pairwise(range(400)) if pages[a] == pages[b])
    passed = train_support.validated(scores[:, None], true, pages, 0)
    assert (passed & ~true).sum() / (~true).sum() < 0.1
    assert (passed & true).sum() / true.sum() > 0.2
