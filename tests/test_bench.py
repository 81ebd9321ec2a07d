"""The measurements on files of rows: what they reckon, what they hide and what they print."""

import json
from collections.abc import Sequence
from pathlib import Path

import bench.__main__ as command
import numpy as np
import pytest
from bench import attribution, entities, parallel, paraphrase, scoring, task
from bench.task import Row, Task
from tools.train_paraphrase import fit, folds

from rashomon.encoders.tiny import TinyEncoder

TEXT = '"We close the quay," Nora Lind said. The ministry denied that the dam had failed.'


def attributed(content: str, source: str) -> Row:
    spans = ([[TEXT.index(part), TEXT.index(part) + len(part)]] for part in (content, source))
    return dict(zip(("content", "source"), spans, strict=True))


QUOTED = attributed('"We close the quay,"', "Nora Lind")
DENIED = attributed("the dam had failed", "The ministry")
GOLD = [{"id": "a", "text": TEXT, "attributions": [QUOTED, DENIED]}]


@pytest.fixture(autouse=True)
def without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (attribution, entities, parallel, paraphrase):
        monkeypatch.setattr(module, "load_encoder", TinyEncoder)


def test_b_cubed_counts_what_was_not_found_as_alone() -> None:
    gold = {1: "a", 2: "a", 3: "b", 4: "b"}
    assert scoring.b_cubed(gold, gold) == pytest.approx(1)
    # Precision 1, recall (1/2 + 1/2 + 1 + 1) / 4.
    assert scoring.b_cubed(gold, {3: "x", 4: "x"}) == pytest.approx(2 * 0.75 / 1.75)


def test_the_area_under_the_curve_counts_equal_scores_by_half() -> None:
    assert scoring.auc([(0.9, True), (0.1, False)]) == 1
    assert scoring.auc([(0.5, True), (0.5, False)]) == 0.5
    assert scoring.auc([(0.2, True), (0.5, False), (0.7, True)]) == 0.5


def test_quotes_become_attributions_with_their_marks() -> None:
    (found,) = attribution.TASK.run(GOLD)
    contents = {TEXT[s:e] for a in found["attributions"] for s, e in a["content"]}
    assert '"We close the quay,"' in contents
    assert attribution.TASK.figures(GOLD, [found])["link.f1"] == 1


def test_a_link_needs_half_of_content_and_source() -> None:
    wrong = {"id": "a", "attributions": [attributed('"We close the quay,"', "The ministry")]}
    scores = attribution.figures(GOLD, [wrong])
    assert scores["direct.f1"] == 1
    assert scores["content.precision"] == 1
    assert scores["link.recall"] == 0
    told = "\n".join(attribution.errors(GOLD, [wrong]))
    assert "expected [Nora Lind]" in told
    assert "found    nothing" in told


NAMES: list[Row] = [
    {
        "id": "a",
        "language": "pl",
        "text": "Nora Lind w Lintvik",
        "mentions": [
            {"start": 0, "end": 9, "type": "PER", "entity": "lind"},
            {"start": 12, "end": 19, "type": "LOC", "entity": "lintvik"},
            {"start": 0, "end": 4, "type": "EVT", "entity": "none"},
        ],
    }
]


def test_names_are_scored_by_span_and_type_and_identity() -> None:
    found = [{"id": "a", "mentions": [{**NAMES[0]["mentions"][0], "entity": 1}]}]
    scores = entities.figures(NAMES, found)
    assert (scores["pl.precision"], scores["pl.recall"]) == (1, 0.5)
    assert scores["link.b3.f1"] == 1
    assert list(entities.errors(NAMES, found)) == [
        "1× pl missed: Lintvik · expected LOC · found nothing\n  a: …Nora Lind w Lintvik…"
    ]


def test_mentions_of_all_rows_are_linked_as_one_story() -> None:
    rows = [{"id": i, "language": "en", "text": f"Nora Lind spoke in {place}."} for i, place in ("aX", "bY")]
    assert [row["id"] for row in entities.predict(rows)] == ["a", "b"]


def test_a_margin_prefers_the_pair_that_stands_out() -> None:
    # The first target is near to everything, the second one to the second source only.
    left = np.array([[1, 0, 0], [0.8, 0.6, 0], [0.8, 0, 0.6]], np.float32)
    right = np.array([[1, 0, 0], [0.6, 0.8, 0], [0.6, 0, 0.8]], np.float32)
    assert parallel.margins(left, right).argmax(axis=1).tolist() == [0, 1, 2]


def test_translations_are_looked_for_in_both_directions() -> None:
    rows = [{"doc": "d", "en": "Storm floods harbour", "de": "Storm flutet harbour"},
            {"doc": "d", "en": "Museum buys painting", "de": "Museum kauft painting"}]  # fmt: skip
    found = parallel.TASK.run(rows)
    scores = parallel.figures(rows, found)
    assert set(scores) == {"de-en.p@1", "en-de.p@1", "worst"}
    assert scores["worst"] == 1
    wrong = [{"source": "en", "target": "de", "row": 0, "best": 1}]
    assert "expected Storm flutet harbour" in next(parallel.errors(rows, wrong))


PAIRS = [
    {"id": "1", "a": "Шторм затопил порт", "b": "Порт затоплен штормом", "label": 1},
    {"id": "2", "a": "Шторм затопил порт", "b": "Музей купил картину за 5 крон", "label": -1},
    {"id": "3", "a": "В порту 3 лодки", "b": "В порту 5 лодок", "label": -1},
]


def test_features_of_a_pair_see_shared_words_and_other_numbers() -> None:
    seen = paraphrase._worded(PAIRS)
    assert seen[0, 5] > seen[1, 5]  # words in common
    assert seen[:, -1].tolist() == [0, 0, 1]


def test_decisions_on_pairs_are_scored() -> None:
    said = [{"id": str(n), "score": s, "same": s > 0.5} for n, s in ((1, 0.9), (2, 0.1), (3, 0.8))]
    scores = paraphrase.figures(PAIRS, said)
    assert scores["accuracy"] == pytest.approx(2 / 3)
    assert scores["f1"] == pytest.approx(2 / 3)
    assert scores["auc"] == 1
    assert "found    same (0.80)" in next(paraphrase.errors(PAIRS, said))


def test_a_regression_learns_and_connected_pairs_share_a_fold() -> None:
    rows = np.array([[0.0], [1.0], [2.0], [3.0]])
    learned = fit(rows, np.array([False, False, True, True]))
    low, *_, high = learned(rows).tolist()
    assert low < 0.5 < high
    assert folds(PAIRS)[0] == folds(PAIRS)[1]


def test_a_prediction_never_sees_the_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[Row] = []

    def predict(rows: Sequence[Row]) -> list[Row]:
        seen.extend(rows)
        return [{"id": row["id"]} for row in rows]

    probe = Task(
        name="probe",
        development="none.jsonl",
        answers=frozenset({"label"}),
        predict=predict,
        figures=lambda gold, predicted: {"rows": len(predicted) / len(gold)},
        errors=lambda gold, _: (str(row["label"]) for row in gold),
    )
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    task.save(gold, PAIRS)
    assert command.run_task(probe, gold, out, 2) == 0
    assert all("label" not in row for row in seen)
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == [
        "1",
        "2",
        "3",
    ]
    assert capsys.readouterr().out.endswith("| rows | 1.000 |\n\n1\n\n-1\n")


def test_without_a_file_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                   monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(task, "SHARED", tmp_path)
    assert command.main(["parallel"]) == 0
    assert "--gold" in capsys.readouterr().out
    assert command.main(["parallel", "--gold", str(tmp_path / "none.jsonl")]) == 1
