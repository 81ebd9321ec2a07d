"""Large stories: what is near is found without comparing everything, and what is bounded says so."""

import re

import numpy as np
import pytest
from bench.scale import Newsroom, measured, power, table

from rashomon import engine
from rashomon.compare import alike, cells, similarity
from rashomon.compare.entities import link_entities
from rashomon.compare.pipeline import compare
from rashomon.compare.repeats import REPEATS
from rashomon.compare.said import Said, gather
from rashomon.compare.similarity import CELL, EVERYTHING, reach
from rashomon.compare.utterances import BORNE_OUT
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import Analysis, Vectors
from rashomon.model.article import Article, RawDocument
from rashomon.render.export import document, to_json
from rashomon.render.html import to_html
from rashomon.render.html_lists import COLUMNS
from rashomon.render.schema import Document

COUNT = 36


@pytest.fixture(scope="module")
def coverage() -> tuple[Analysis, ...]:
    return engine.analyze(list(Newsroom(COUNT).articles(COUNT)), TinyEncoder())


def _unit(rows: int) -> Vectors:
    vectors = np.random.default_rng(1).normal(size=(rows, 16)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_small_stories_compare_everything_with_everything() -> None:
    parts = list(reach(_unit(EVERYTHING)))
    assert np.concatenate([rows for rows, _ in parts]).tolist() == list(range(EVERYTHING))
    assert all(len(columns) == EVERYTHING for _, columns in parts)


def test_large_stories_compare_each_row_once_with_what_is_near() -> None:
    centres = _unit(40)
    vectors = np.repeat(centres, 2 * EVERYTHING // len(centres), axis=0)
    vectors = vectors + 0.05 * _unit(len(vectors))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    parts = list(reach(vectors))
    assert sorted(np.concatenate([rows for rows, _ in parts]).tolist()) == list(range(len(vectors)))
    nearest = (vectors @ vectors.T - 2 * np.eye(len(vectors), dtype=np.float32)).argmax(axis=1)
    found = sum(np.isin(nearest[rows], columns).sum() for rows, columns in parts)
    assert found > 0.99 * len(vectors)
    assert max(len(columns) for _, columns in parts) < len(vectors)
    assert len(vectors) > CELL


def test_a_line_said_over_and_over_is_compared_with_some_of_its_like_only() -> None:
    vectors = np.repeat(_unit(2), 3 * EVERYTHING, axis=0)
    parts = list(reach(vectors))
    assert sorted(np.concatenate([rows for rows, _ in parts]).tolist()) == list(range(len(vectors)))
    assert max(len(columns) for _, columns in parts) <= 2 * EVERYTHING
    half = 3 * EVERYTHING
    assert all((rows < half).all() == (columns < half).any() for rows, columns in parts)


def test_near_pairs_are_those_of_all_rows_compared(coverage: tuple[Analysis, ...]) -> None:
    vectors = similarity.claim_vectors(engine.gather(coverage))
    left, right, near = vectors.near_pairs(5)
    assert (left < right).all()
    assert np.allclose(near, (vectors.vectors[left] * vectors.vectors[right]).sum(axis=1), atol=1e-5)
    cosines = vectors.similarity(np.arange(len(vectors)), np.arange(len(vectors)))
    best = np.sort(cosines, axis=1)[:, -5]
    assert (near + 1e-5 >= np.minimum(best[left], best[right])).all()


def test_of_many_copies_each_is_held_against_the_fullest_and_all_come_together(
    coverage: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = engine.gather(coverage)
    whole = compare(story).utterances
    assert max(len(utterance.variants) for utterance in whole) > 3
    monkeypatch.setattr(alike, "COPIES", BORNE_OUT)
    assert compare(story).utterances == whole
    said = gather(story, link_entities(story), similarity.sentence_vectors(story))
    bounded = list(alike.alike(said, _always))
    monkeypatch.setattr(alike, "COPIES", len(said))
    every = list(alike.alike(said, _always))
    assert {i for pair in bounded for i in pair[1:]} == {i for pair in every for i in pair[1:]}
    assert len(set(bounded)) == len(bounded) < len(every)
    assert all(later > earlier for _, later, earlier in every)


def _always(one: Said, other: Said, together: bool) -> float:
    return float(one.language == other.language and not together)


def test_quotations_of_large_stories_are_found_in_cells(
    coverage: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = engine.gather(coverage)
    found = compare(story).utterances
    monkeypatch.setattr(similarity, "EVERYTHING", 128)
    monkeypatch.setattr(similarity, "CELL", 16)
    again = compare(story).utterances
    assert len({u.id for u in found} & {u.id for u in again}) > 0.9 * len(found)


def _told(coverage: tuple[Analysis, ...]) -> Document:
    story = engine.gather(coverage)
    found = compare(story)
    return document(story, found, engine.compose(story, found, "en"))


def test_each_claim_of_a_story_has_a_cell_for_every_article(coverage: tuple[Analysis, ...]) -> None:
    told = _told(coverage)
    assert all(len(claim.cells) == COUNT for claim in told.claims)
    assert b"notices" not in to_json(told)


def test_cells_that_are_too_many_are_left_out_and_it_is_said(
    coverage: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "CELLS", 10 * COUNT)
    told = _told(coverage)
    tellers = sorted(sum(bool(cell.members) for cell in claim.cells) for claim in told.claims)
    whole = [claim for claim in told.claims if len(claim.cells) == COUNT]
    assert len(whole) == 10
    assert min(sum(bool(c.members) for c in claim.cells) for claim in whole) >= tellers[-10]
    rest = [claim for claim in told.claims if len(claim.cells) < COUNT]
    assert all(cell.members for claim in rest for cell in claim.cells)
    assert f"{len(rest)} of {len(told.claims)}" in told.notices[0]
    assert told.notices[0] in to_html(told)


def _ferries(count: int) -> tuple[Analysis, ...]:
    line = "The ferry to Marsk was cancelled on Monday, Anna Lund said. "
    bodies = (
        f"Storm shuts the harbour\n\n{line * count}",
        "The ferry to Marsk sailed on Monday. Nobody was hurt.",
    )
    raws = [
        RawDocument(locator=f"{at}.txt", media_type="text/plain", body=body.encode())
        for at, body in enumerate(bodies)
    ]
    found = [article for raw in raws for article in engine.extract(raw) if isinstance(article, Article)]
    return engine.analyze(found, TinyEncoder())


def test_a_line_that_an_article_repeats_is_compared_a_few_times_only_and_it_is_said() -> None:
    few, many = (_told(_ferries(count)) for count in (REPEATS, 5 * REPEATS))
    members = sum(len(claim.members) for claim in few.claims)
    assert members > REPEATS
    assert sum(len(claim.members) for claim in many.claims) == members
    assert not few.notices
    assert many.notices[0].startswith(f"{4 * REPEATS} claims repeat their own article")
    assert many.notices[0] in to_html(many)


def test_a_page_of_many_articles_counts_what_it_does_not_show(coverage: tuple[Analysis, ...]) -> None:
    page = to_html(_told(coverage))
    assert f"other articles: {COUNT - COLUMNS}" in page
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert head.count('<a href="#a-') == COLUMNS
    linked, placed = (set(re.findall(p, page)) for p in (r'href="#(r-[^"]+)"', r'id="(r-[^"]+)"'))
    assert linked <= placed


def test_the_cost_of_a_size_is_told_by_phase(coverage: tuple[Analysis, ...]) -> None:
    spent = measured(coverage[:4], "tiny")
    assert {"claims", "conflicts", "echoes", "compose", "HTML", "all", "peak MB"} <= set(spent)
    assert spent["all"] >= spent["claims"] + spent["echoes"]
    assert power((10, 2.0), (100, 20.0)) == pytest.approx(1.0)
    lines = list(table({10: spent, 20: {k: 2 * v for k, v in spent.items()}}))
    assert lines[0].startswith("| seconds | 10 | 20 |")
    assert "| 1.00 |" in lines[-1]


def test_coverage_is_invented_alike_for_one_seed() -> None:
    first, second = (list(Newsroom(5).articles(5)) for _ in range(2))
    assert [a.text for a in first] == [a.text for a in second]
    assert {a.language for a in first} == {"en", "de", "es"}
