"""An archive of invented coverage as large as a year of a monitoring desk, for ``bench web``; made once.

Stories are of very different sizes and are covered for some days each, up to now. Texts are made up of
syllables, but those of the stories that will be opened are the invented news of ``bench scale``, and their
reports are compared once for each size. What still is open has readings and profiles, so that a worker can
go on with it.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import Mock, patch

import msgspec
import numpy as np
from platformdirs import user_cache_path

from bench.scale import Newsroom
from bench.store import LANGUAGES, OUTLETS, vocabulary, zipfian
from rashomon import engine
from rashomon.archive.placing import reading_version
from rashomon.archive.telling import kept, tell
from rashomon.cluster.stream import Settings
from rashomon.encoders.base import Encoder
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Assignment, Entry, StoryRecord
from rashomon.model.article import Article, RawDocument, Source
from rashomon.model.profile import Profile
from rashomon.model.text import Text
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Archive
from rashomon.store.sql import open_archive

OPENED: Mapping[int, int] = {3: 40, 8: 120, 20: 100, 60: 35, 300: 5}
"""How many stories of which size are opened, each of them compared before."""
SPAN, BATCH = timedelta(days=200), 500
NAME = re.compile(rb'"a(\d+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article that will be kept: the ``number``-th of its story; ``text`` where the story is opened."""

    story: str
    number: int
    at: datetime
    text: str | None


def prepared(stories: int, articles: int, encoder: Encoder) -> Path:
    """Return an archive of this size as this version of the program would have it, made if need be."""
    made_by = sum(reading_version(encoder).encode())
    path = user_cache_path("rashomon") / "bench" / f"{stories}-{articles}-{made_by}.db"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        partly = path.with_suffix(".partly")
        for left in path.parent.glob(f"{partly.name}*"):
            left.unlink()
        archive = open_archive(partly)
        fill(archive, stories, articles, encoder)
        archive.close()
        partly.rename(path)
    archive = open_archive(path)
    report(archive, stories, encoder)
    archive.close()
    return path


def opened(stories: int) -> dict[str, int]:
    """Return the stories that have a report, with their sizes."""
    share = min(1.0, stories / 10_000)
    sizes = [size for size, count in OPENED.items() for _ in range(max(1, round(count * share)))]
    step = stories // len(sizes)
    return {f"s{at * step}": size for at, size in enumerate(sizes)}


def fill(archive: Archive, stories: int, articles: int, encoder: Encoder) -> None:
    """Keep the whole coverage, in the order of time, and the reports."""
    rng = random.Random(11)  # noqa: S311 - no secret
    begun = datetime.now(UTC) - SPAN
    known = opened(stories)
    templates = {size: list(Newsroom(size).articles(size)) for size in set(known.values())}
    with archive.writing() as writer:
        for n in range(stories):
            writer.open_story(
                StoryRecord(id=f"s{n}", title=f"{rng.choice(vocabulary())} {n}", opened_at=begun)
            )
    told = sorted(
        _coverage(rng, begun, _sizes(rng, stories, articles, known), templates), key=lambda one: one.at
    )
    open_since = datetime.now(UTC) - timedelta(days=2 * Settings().open_days + 2)
    entry = partial(_entry, rng, reading_version(encoder), encoder.dimensions, open_since)
    for start in range(0, len(told), BATCH):
        _keep(archive, [entry(one) for one in told[start : start + BATCH]])


def report(archive: Archive, stories: int, encoder: Encoder) -> None:
    """Tell the stories that will be opened, where this version of the program has not told them yet."""
    made: dict[int, bytes] = {}
    for story, size in opened(stories).items():
        if kept(archive, story, encoder) is None:
            if size not in made:
                found = list(Newsroom(size).articles(size))
                made[size] = msgspec.json.encode(engine.document(engine.report(found, None, TinyEncoder())))
            _tell(archive, story, encoder, made[size])


def _sizes(rng: random.Random, stories: int, articles: int, known: Mapping[str, int]) -> dict[str, int]:
    """Return how many articles each story has: a few have very many, most have few (Pareto)."""
    free = [f"s{n}" for n in range(stories) if f"s{n}" not in known]
    drawn = [min(rng.paretovariate(1.3), 60.0) for _ in free]
    scale = (articles - sum(known.values())) / sum(drawn)
    return dict(known) | {story: max(1, round(size * scale)) for story, size in zip(free, drawn, strict=True)}


def _coverage(
    rng: random.Random,
    begun: datetime,
    sizes: Mapping[str, int],
    templates: Mapping[int, Sequence[Article]],
) -> Iterator[Told]:
    known = opened(len(sizes))
    for story, size in sizes.items():
        first = begun + SPAN * rng.random()
        for number in range(size):
            at = min(first + timedelta(hours=rng.expovariate(1 / 24)), datetime.now(UTC))
            text = templates[size][number].text.content if story in known else None
            yield Told(story=story, number=number, at=at, text=text)


def _entry(rng: random.Random, version: str, dimensions: int, open_since: datetime, told: Told) -> Entry:
    outlet = f"o{rng.randrange(OUTLETS)}"
    text = told.text or zipfian(rng)
    name = _id(told.story, told.number)
    article = Article(
        id=name,
        locator=f"https://{outlet}.example/{name}",
        source=Source(id=outlet, name=outlet.title(), kind="outlet"),
        text=Text(text if told.text else f"{text[:60]}\n\n{text}"),
        title=text.strip().split("\n", 1)[0][:90],
    )
    language = "en" if told.text else rng.choice(LANGUAGES)
    still = told.at >= open_since
    reason = Assignment(
        article=name, story=told.story, score=0.9, reasons=("the same event",), decided_at=told.at
    )
    return Entry(
        article=article,
        url=article.locator,
        language=language,
        published=told.at,
        analysis=Analysis(article=article, language=language) if still else None,
        profile=_profile(rng, told, name, outlet, dimensions) if still else None,
        version=version,
        assignment=reason,
    )


def _id(story: str, number: int) -> str:
    return f"a{story}x{number}"


def _profile(rng: random.Random, told: Told, name: str, outlet: str, dimensions: int) -> Profile:
    noise = np.random.default_rng(rng.randrange(2**32))
    centre = np.random.default_rng(int(told.story[1:])).standard_normal(dimensions)
    rows = centre + 0.6 * noise.standard_normal((8, dimensions))
    mean = rows.mean(axis=0)
    keys = [f"{told.story} {n}" for n in range(20)] + [f"any {rng.randrange(50_000)}" for _ in range(40)]
    terms = tuple((key, len(keys) ** -0.5) for key in keys)
    return Profile(
        article=name,
        source=outlet,
        language="en",
        published=told.at,
        seen=told.at,
        vector=np.asarray(mean / np.linalg.norm(mean), np.float32),
        sentences=np.asarray(np.rint(rows / np.abs(rows).max(axis=1, keepdims=True) * 127), np.int8),
        names=terms[:12],
        words=terms,
    )


def _keep(archive: Archive, entries: Sequence[Entry]) -> None:
    latest = max(e.published for e in entries if e.published)
    with archive.writing() as writer:
        read = {}
        for e in entries:
            raw = RawDocument(
                locator=e.article.locator, media_type="text/plain", body=e.article.text.content.encode()
            )
            read[writer.keep_document(raw, e.published or latest)[0].id] = [e]
        writer.keep_articles(read, latest)


def _tell(archive: Archive, story: str, encoder: Encoder, made: bytes) -> None:
    """Tell a story as if its articles had been compared: that was done once for all stories of its size."""
    json = NAME.sub(lambda m: f'"{_id(story, int(m[1]))}"'.encode(), made)
    told = msgspec.json.decode(json, type=Document)
    with patch.multiple(engine, report=Mock(), document=Mock(return_value=told)):
        tell(archive, story, encoder, datetime.now(UTC))
