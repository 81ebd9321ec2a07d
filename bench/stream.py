"""What the clustering tier costs on up to a million articles of synthetic coverage, beside a plain baseline.

The coverage is drawn by lot, the same for one seed: events begin at random, in topics of which a few
have many; most stay small and a few grow
large (Zipf), coverage comes in bursts that die away; outlets reprint each other; vectors lie around an
event's centre, events around topics, so that other events of a topic are near; names and words are partly
the event's, partly the topic's, partly everyone's. The shares were set so that cosines within and between
stories are about those of real coverage (within .5–.8, other events of the topic up to .6, centred).

The baseline keeps a TF-IDF vector of every open article and compares each new one with all of them.
"""

import heapq
import math
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import numpy as np
import numpy.typing as npt

from bench.cost import MEGABYTE
from bench.scoring import b_cubed
from bench.stories import final
from rashomon.archive.heap import settle
from rashomon.cluster.stream import Stream
from rashomon.model.profile import Profile, Term

DIMENSIONS, SENTENCES, WORDS, NAMES = 384, 8, 60, 12
A_DAY = 10_000
"""Articles a day: what some hundred outlets with many feeds bring."""
TOPICS, OUTLETS = 2_000, 400
WIDEST = 3
"""The lower, the more the largest topics have; with 3, the first has one event in 22."""
MEAN_SIZE = 6.0
REPRINTS = 0.15
LANGUAGES = ("en", "ru", "de", "es", "ar", "tr")
BEGINNING = datetime(2031, 4, 7, tzinfo=UTC)
WINDOW, TURN = 2_000, 100
"""Articles over which a cost is measured, and how many of them at a time."""
SMALL = 10_000
"""Articles stored in the archive that a larger one is held against."""
BASELINE = 10_000
"""Articles that the baseline is given at most: it would take days for a million."""


@dataclass(slots=True)
class Event:
    """An event that is being covered: its centre, its terms and how many articles are still to come."""

    name: int
    topic: int
    centre: npt.NDArray[np.float32]
    names: tuple[str, ...]
    words: tuple[str, ...]
    left: int
    pace: float
    last: Profile | None = None


class Generator:
    """Draws coverage in the order of its time; ``events`` tells the true event of each article."""

    def __init__(self, seed: int = 1) -> None:
        self.events: dict[str, int] = {}
        self._rng = np.random.default_rng(seed)
        self._topics = _unit(self._rng.standard_normal((TOPICS, DIMENSIONS)))

    def articles(self) -> Iterator[Profile]:
        """Yield articles without end."""
        due: list[tuple[float, int, Event]] = []
        now, count, begun = 0.0, 0, 0
        rate = A_DAY / MEAN_SIZE
        while True:
            begins = now + self._rng.exponential(1 / rate)
            while due and due[0][0] < begins:
                moment, _, event = heapq.heappop(due)
                yield self._article(event, count, moment)
                count += 1
                self._go_on(due, event, moment, count)
            now, begun = begins, begun + 1
            heapq.heappush(due, (now, -begun, self._event(begun)))

    def _go_on(self, due: list[tuple[float, int, Event]], event: Event, moment: float, count: int) -> None:
        """Let the coverage of an event go on, ever more slowly."""
        event.left -= 1
        if event.left > 0:
            event.pace *= 1.05
            heapq.heappush(due, (moment + min(self._rng.exponential(event.pace), 4.0), count, event))

    def _event(self, name: int) -> Event:
        topic = int(WIDEST * (TOPICS / WIDEST) ** self._rng.random()) - WIDEST
        size = min(int(self._rng.zipf(1.9)), 400)
        centre = self._beside(self._topics[topic], 0.4, 0.85)
        names = (*(f"PER {name} {i}" for i in range(5)), *(f"LOC {topic} {i}" for i in range(2)))
        words = (*(f"{name} {i}" for i in range(25)), *(f"{topic} {i}" for i in range(12)))
        return Event(
            name=name, topic=topic, centre=centre, names=names, words=words, left=size, pace=2.0 / (size + 4)
        )

    def _article(self, event: Event, number: int, days: float) -> Profile:
        moment, article = BEGINNING + timedelta(days=days), f"a{number}"
        self.events[article] = event.name
        outlet = f"outlet {int(self._rng.integers(OUTLETS))}"
        if event.last is not None and self._rng.random() < REPRINTS:
            return replace(event.last, article=article, source=outlet, seen=moment, published=moment)
        event.last = self._written(event, article, outlet, moment)
        return event.last

    def _written(self, event: Event, article: str, outlet: str, moment: datetime) -> Profile:
        noise = _unit(self._rng.standard_normal((SENTENCES, DIMENSIONS)))
        rows = _unit(0.85 * self._beside(event.centre, 0.78, 0.96) + 0.53 * noise)
        greatest = np.abs(rows).max(axis=1, keepdims=True)
        return Profile(
            article=article,
            source=outlet,
            language=f"x-{LANGUAGES[int(self._rng.zipf(1.6)) % len(LANGUAGES)]}",
            published=moment if self._rng.random() < 0.9 else None,
            seen=moment,
            vector=_unit(rows.mean(axis=0)),
            sentences=np.asarray(np.rint(rows / greatest * 127), np.int8),
            names=self._terms(event.names, NAMES, "ORG any"),
            words=self._terms(event.words, WORDS, "any"),
        )

    def _beside(self, centre: npt.NDArray[np.float32], low: float, high: float) -> npt.NDArray[np.float32]:
        """Return a direction whose cosine with another lies between two."""
        cosine = float(self._rng.uniform(low, high))
        aside = _unit(self._rng.standard_normal(DIMENSIONS))
        return _unit(cosine * centre + math.sqrt(1 - cosine * cosine) * aside)

    def _terms(self, own: tuple[str, ...], most: int, usual: str) -> tuple[Term, ...]:
        """Return some of the event's and the topic's terms, and some that stand everywhere."""
        chosen = [term for term in own if self._rng.random() < 0.6]
        drawn = self._rng.zipf(1.3, max(most - len(chosen), 1)) % 50_000
        keys = list(dict.fromkeys([*chosen, *(f"{usual} {n}" for n in drawn.tolist())]))
        return tuple((key, 1 / math.sqrt(len(keys))) for key in keys)


def _unit(rows: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Processor milliseconds an article once so many were stored; stories and megabytes in memory.

    ``small`` are those of the archive that holds ``SMALL``, measured in turn with it: a machine shared with
    other work is twice as fast at one moment as at another.
    """

    stored: int
    milliseconds: float
    small: float
    open_stories: int
    megabytes: float

    @property
    def ratio(self) -> float:
        """How many times as much it costs as with ``SMALL`` articles stored."""
        return self.milliseconds / self.small


class Archive:
    """One stream that grows, and the processor time of the articles that it was given by ``timed``."""

    def __init__(self, generator: Generator) -> None:
        self._stream, self._coverage = Stream(), generator.articles()
        self._redirects: dict[str, str] = {}
        self.homes: dict[str, str] = {}
        self.spent = 0.0

    def __len__(self) -> int:
        return len(self._stream)

    def grow(self, count: int) -> None:
        """Place so many more articles."""
        for article in islice(self._coverage, count):
            self._place(article)

    def timed(self, count: int) -> None:
        """Place so many more and count their time, but not that of drawing them."""
        batch = list(islice(self._coverage, count))
        began = time.process_time()
        for article in batch:
            self._place(article)
        self.spent += time.process_time() - began

    def final(self) -> dict[str, str]:
        """Return the story that each article came to be in."""
        return {name: final(story, self._redirects) for name, story in self.homes.items()}

    def _place(self, article: Profile) -> None:
        placement = self._stream.place(article)
        self.homes[article.article] = placement.story
        for merge in placement.merges:
            self._redirects[merge.absorbed] = merge.kept


def run(count: int = 1_000_000) -> int:
    """Print what an article costs as the archive grows to ``count``, and the baseline's cost beside it."""
    settle()
    generator = Generator()
    archive = Archive(generator)
    print(f"| articles stored | ms an article | articles/s | ms with {SMALL:,} stored | ratio "
          "| open stories | MB in memory |")  # fmt: skip
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for cost in measured(archive, count):
        print(f"| {cost.stored:,} | {cost.milliseconds:.2f} | {1000 / cost.milliseconds:.0f} "
              f"| {cost.small:.2f} | {cost.ratio:.2f} "
              f"| {cost.open_stories:,} | {cost.megabytes:.0f} |", flush=True)  # fmt: skip
    print(f"B³ F1 of all articles: {b_cubed(generator.events, archive.final()):.3f}")
    size = min(BASELINE, count)
    plain = baseline(size)
    print(f"baseline at {size:,} open articles: {plain:.1f} ms, {plain / cost.small:.1f}× ours")
    return 0


def measured(archive: Archive, count: int) -> Iterator[Cost]:
    """Let an archive grow to ``count`` and yield the cost at 10,000, 30,000 and so on, and at the end.

    What it costs then is measured in turn, a few articles at a time, with an archive of ``SMALL``.
    """
    marks = sorted({n for n in (10_000, 30_000, 100_000, 300_000, 1_000_000) if n < count} | {count})
    done = 0
    for mark in marks:
        small, window = Archive(Generator()), min(WINDOW, mark - done)
        small.grow(min(SMALL, mark) - window)
        archive.grow(mark - window - done)
        archive.spent = 0.0
        for begin in range(0, window, TURN):
            small.timed(min(TURN, window - begin))
            archive.timed(min(TURN, window - begin))
        done = mark
        yield Cost(
            stored=mark,
            milliseconds=1000 * archive.spent / window,
            small=1000 * small.spent / window,
            open_stories=len(archive),
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE,
        )


def baseline(count: int) -> float:
    """Return milliseconds an article of TF-IDF compared with every article so far, at the end."""
    articles = list(islice(Generator().articles(), count))
    known: list[dict[str, float]] = []
    df: dict[str, int] = {}
    began = 0.0
    for at, article in enumerate(articles):
        if at == max(count - WINDOW // 10, 0):
            began = time.process_time()
        for key, _ in article.words:
            df[key] = df.get(key, 0) + 1
        mine = {key: math.log((at + 1) / df[key]) for key, _ in article.words}
        known.append(mine)
        if began:
            max((sum(w * other.get(k, 0.0) for k, w in mine.items()) for other in known[:-1]), default=0.0)
    return 1000 * (time.process_time() - began) / min(WINDOW // 10, count)
