"""How fast articles are read: into an archive, and one by one in all, by annotator and beside the encoder.

Articles a second are counted by the clock; the rest is processor time, which other work on the machine
hardly changes.
"""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np

from bench import cost
from bench.cost import MEGABYTE
from bench.stories import rows_of
from bench.task import Row, save
from rashomon.analyze import pipeline
from rashomon.analyze.names.entities import find_entities
from rashomon.analyze.page.language import detect
from rashomon.encoders.base import Encoder
from rashomon.encoders.e5.encoder import E5Encoder
from rashomon.engine import analyze, articles
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article
from rashomon.model.text import Text
from rashomon.sample import paths

Found = TypeVar("Found")

ROUNDS = 7
SENTENCES = 25
"""Length of the article whose reading is held against the encoder's pass over the same sentences."""
BATCHES = 6
"""How many times each worker reads the sample coverage while articles are counted."""
FLOW = 6.0
"""Articles a second that two cores should read and put into stories."""
OVER, MILLISECONDS = 0.15, 5.0
"""What reading may take beyond the encoder's pass, and all annotators without a model on such an article."""
ON_STATES = ("entities", "claim vectors")
"""Annotators that calculate with the encoder's states."""


def run() -> None:
    """Print all measurements."""
    print("\n".join(into_an_archive()))
    found = articles([str(p) for p in paths()])[0]
    for workers in (1, 2):
        speed, memory = throughput(workers)
        print(
            f"workers with one thread each: {workers}, {speed:.1f} articles/s, {memory:.0f} MB each at most"
        )
    encoder = E5Encoder(threads=1)
    encoding, reading = beside_the_encoder(found, encoder)
    both = f"encoder {1000 * encoding:.0f} ms, reading {1000 * reading:.0f} ms"
    print(f"{SENTENCES} sentences: {both}, {reading / encoding - 1:.1%} over it (aim {OVER:.0%})\n")
    print("\n".join(table(found, encoder)))


def into_an_archive() -> Iterator[str]:
    """Yield what it costs to add the articles of BASIL to a new archive, from start-up to the last story."""
    rows = rows_of("basil")
    if not rows:
        return
    with tempfile.TemporaryDirectory() as folder:
        path, first = Path(folder, "articles.jsonl"), Path(folder, "first.jsonl")
        keys = ("text", "outlet", "published")
        told: list[Row] = [{key: row[key] for key in keys if key in row} for row in rows]
        save(first, told[:1])
        save(path, told)
        cost.of("add", str(first), "--archive", str(Path(folder, "first.db")))
        spent = cost.of("add", str(path), "--archive", str(Path(folder, "archive.db")))
    each = 1000 * spent.processor / len(rows)
    yield f"{len(rows)} articles into stories: {len(rows) / spent.seconds:.1f} articles/s (aim {FLOW:g})"
    yield f"{each:.0f} ms of processor time an article, {spent.megabytes:.0f} MB at most"


def throughput(workers: int) -> tuple[float, float]:
    """Return articles a second of so many processes with single-threaded encoders, and megabytes of each."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        # The first round loads the models and is not counted.
        list(pool.map(_read_all, [1] * workers))
        began = time.perf_counter()
        results = list(pool.map(_read_all, [BATCHES] * workers))
        seconds = time.perf_counter() - began
    return sum(n for n, _ in results) / seconds, max(peak for _, peak in results)


_ENCODERS: list[Encoder] = []
"""The encoder of a worker process, loaded once."""


def _read_all(times: int) -> tuple[int, float]:
    """Read the sample coverage so many times; return the articles read and the peak in megabytes."""
    if not _ENCODERS:
        _ENCODERS.append(E5Encoder(threads=1))
    found = articles([str(p) for p in paths()])[0]
    for _ in range(times):
        analyze(found, _ENCODERS[0])
    return times * len(found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def beside_the_encoder(found: Sequence[Article], encoder: Encoder) -> tuple[float, float]:
    """Return median seconds of the encoder alone and of a whole reading, taken in turns on one article."""
    article = _of_length(found)
    texts = pipeline.sentence_texts(pipeline.read_article(article))
    pairs = [(_seconds(lambda: encoder.encode(texts)), _seconds(lambda: analyze([article], encoder)))
             for _ in range(ROUNDS + 1)][1:]  # fmt: skip
    return median(e for e, _ in pairs), median(r for _, r in pairs)


def _of_length(found: Sequence[Article]) -> Article:
    """Return an article of the first article's language with ``SENTENCES`` sentences, taken from several."""
    readings = [pipeline.read_article(article) for article in found]
    own = [r for r in readings if r.language == readings[0].language]
    texts = [text for reading in own for text in pipeline.sentence_texts(reading)][:SENTENCES]
    return replace(found[0], id="long", text=Text("\n\n".join(texts)), title=None)


def _seconds(work: Callable[[], object]) -> float:
    return _timed(work)[1]


def table(found: Sequence[Article], encoder: Encoder) -> Iterator[str]:
    """Yield each annotator's milliseconds, averaged over all articles, words seen before, as Markdown."""
    count = sum(len(pipeline.sentence_texts(pipeline.read_article(article))) for article in found)
    rounds = [_rounds(found, encoder) for _ in range(ROUNDS + 1)][1:]
    yield f"| annotator | ms for {SENTENCES} sentences |"
    yield "| --- | ---: |"
    each = {name: 1000 * SENTENCES / count * median(r[name] for r in rounds) for name in rounds[0]}
    yield from (f"| {name} | {spent:.2f} |" for name, spent in each.items())
    free = sum(spent for name, spent in each.items() if name not in ON_STATES)
    yield f"| together without {' and '.join(ON_STATES)} (aim {MILLISECONDS:g}) | {free:.2f} |"


def _rounds(found: Sequence[Article], encoder: Encoder) -> dict[str, float]:
    spent: dict[str, float] = {}
    for article in found:
        for name, seconds in _annotated(article, encoder):
            spent[name] = spent.get(name, 0) + seconds
    return spent


def _annotated(article: Article, encoder: Encoder) -> Iterator[tuple[str, float]]:
    """Run every annotator on one article and yield what each took; the encoder's own pass is left out."""
    language, seconds = _timed(lambda: detect(article))
    yield "language", seconds
    analysis = Analysis(article=article, language=language)
    for step in pipeline.READING:
        analysis, seconds = _timed(partial(_advanced, step, analysis))
        yield step.gives, seconds
    encoded = encoder.encode(pipeline.sentence_texts(analysis))
    named, seconds = _timed(partial(find_entities, analysis, encoded))
    yield "entities", seconds
    analysis = replace(analysis, entities=named, sentence_vectors=np.stack([e.vector for e in encoded]))
    for step in pipeline.TELLING:
        analysis, seconds = _timed(partial(_advanced, step, analysis))
        yield step.gives, seconds
    _, seconds = _timed(partial(pipeline.with_claim_vectors, analysis, encoded))
    yield "claim vectors", seconds


def _advanced(step: pipeline.Step, analysis: Analysis) -> Analysis:
    return replace(analysis, **{step.gives: step.run(analysis)})


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    began = time.process_time()
    value = work()
    return value, time.process_time() - began
