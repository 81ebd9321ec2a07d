"""How fast the store keeps small articles as it grows, and how fast lists and searches come back.

Seconds are processor time of this process, which waits for no disk; a share of the writing is the disk's.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from statistics import median

import numpy as np

from rashomon.model.archive import Assignment, Entry, Listing, StoryRecord, Within
from rashomon.model.article import Article, RawDocument, Source
from rashomon.model.glance import Mentioned, Saying
from rashomon.model.text import Span, Text
from rashomon.store.contract.archive import Archive, Reader
from rashomon.store.sql import open_archive

ARTICLES, STORIES, BATCH = 200_000, 10_000, 200
WORDS, SYLLABLES = (
    120,
    ("ma", "ri", "to", "lu", "ke", "sa", "no", "bel", "dor", "vin", "ска", "мо", "ти", "ре"),
)
OUTLETS, LANGUAGES = 300, ("en", "de", "fr", "ru", "es", "ar", "zh", "pl")
BEGAN = datetime(2031, 1, 1, tzinfo=UTC)
PEOPLE, NAMED, MENTIONS = 5_000, 4_000, 14
"""People who are named, articles that name them, the latest ones, and how many each names at most."""
PAGE = 30
ROUNDS = 7
MEGABYTE = 2**20
VERSION = "bench"

Question = Callable[[Reader], object]


def run() -> None:
    """Print what keeping costs at several sizes, then what reading costs at the largest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        archive = open_archive(path)
        print(f"{'stored':>9} {'articles/s':>11} {'wall/s':>8} {'documents/s':>12} {'MB':>7}")
        for line in grown(archive, path):
            print(line)
        _name(archive)
        print(f"\n{'at ' + f'{ARTICLES:,}':<34} {'median ms':>10} {'worst ms':>9}")
        for name, question in questions().items():
            taken = [_milliseconds(archive, question) for _ in range(ROUNDS)]
            print(f"{name:<34} {median(taken):>10.1f} {max(taken):>9.1f}")
        archive.close()


def grown(archive: Archive, path: Path) -> Iterator[str]:
    """Keep articles in batches; yield a line of figures each time the archive has grown by a tenth."""
    rng = random.Random(7)  # noqa: S311 - no secret
    with archive.writing() as w:
        for n in range(STORIES):
            w.open_story(StoryRecord(id=f"s{n}", title=f"Story {n}", opened_at=BEGAN))
    step = ARTICLES // 10
    for done in range(0, ARTICLES, step):
        spent = np.zeros(3)
        for start in range(done, done + step, BATCH):
            spent += _keep(archive, [_entry(rng, n) for n in range(start, start + BATCH)], start)
        size = sum(f.stat().st_size for f in path.parent.iterdir()) / MEGABYTE
        rates = step / spent
        yield f"{done + step:>9,} {rates[1]:>11,.0f} {rates[2]:>8,.0f} {rates[0]:>12,.0f} {size:>7,.0f}"


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words of all invented texts."""
    rng = random.Random(7)  # noqa: S311 - no secret
    return tuple("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(30_000))


def zipfian(rng: random.Random) -> str:
    """Return a text in which few words make up most (Zipf's law)."""
    known = vocabulary()
    return " ".join(known[int(len(known) ** rng.random()) - 1] for _ in range(WORDS))


def _entry(rng: random.Random, number: int) -> Entry:
    text = zipfian(rng)
    outlet = f"o{rng.randrange(OUTLETS)}"
    article = Article(
        id=f"a{number:015x}",
        locator=f"https://{outlet}.example/{number}",
        source=Source(id=outlet, name=outlet, kind="outlet"),
        text=Text(f"{text[:60]}\n\n{text}"),
        title=text[:60],
    )
    # Stories are covered for some time, then others; a few much longer.
    story = f"s{min(int(rng.paretovariate(1.2)) * 7 + number // (ARTICLES // STORIES), STORIES - 1)}"
    at = BEGAN + timedelta(seconds=30 * number)
    return Entry(
        article=article,
        url=article.locator,
        language=rng.choice(LANGUAGES),
        published=at - timedelta(minutes=rng.randrange(600)),
        profile=(article.id, np.ones(384, np.float32)),
        version=VERSION,
        assignment=Assignment(article=article.id, story=story, score=0.9, reasons=("words",), decided_at=at),
    )


def _keep(archive: Archive, entries: list[Entry], start: int) -> tuple[float, float, float]:
    """Return processor seconds for the documents and for the articles, and the clock's for the articles."""
    at = BEGAN + timedelta(seconds=30 * start)
    begun = time.process_time()
    with archive.writing() as w:
        bodies = ((e, e.article.text.content.encode()) for e in entries)
        raws = [RawDocument(locator=e.article.locator, media_type="text/html", body=b) for e, b in bodies]
        documents = [w.keep_document(raw, at)[0].id for raw in raws]
    middle, clock = time.process_time(), time.perf_counter()
    with archive.writing() as w:
        w.keep_articles({d: [e] for d, e in zip(documents, entries, strict=True)}, at)
    return middle - begun, time.process_time() - middle, time.perf_counter() - clock


def _name(archive: Archive) -> None:
    """Let the latest articles name people, few of them in most."""
    rng = random.Random(3)  # noqa: S311 - no secret
    with archive.writing() as w:
        people = [w.add_entity("PER", [f"PER {n}"], f"Person {n}", "en") for n in range(PEOPLE)]
    for start in range(ARTICLES - NAMED, ARTICLES, BATCH):
        found = {f"a{number:015x}": _mentioned(rng, people) for number in range(start, start + BATCH)}
        with archive.writing() as w:
            w.keep_names(found, VERSION)


def _mentioned(rng: random.Random, people: list[str]) -> list[Mentioned]:
    chosen = {min(int(rng.paretovariate(0.5)), PEOPLE) - 1 for _ in range(MENTIONS)}
    return [
        Mentioned(
            entity=people[n],
            name=f"Person {n}",
            count=2,
            sayings=(Saying(quote=f"q{n}", span=Span(0, 60), kind="direct"),),
        )
        for n in chosen
    ]


def questions() -> dict[str, Question]:
    """Return what is asked of the archive, by name."""
    listings = {
        "stories": Listing(),
        "stories of the last day": Listing(
            since=BEGAN + timedelta(seconds=30 * ARTICLES) - timedelta(days=1)
        ),
        "stories in one language": Listing(language="ar"),
        "stories of one outlet": Listing(outlet="o7"),
        "stories of 40 outlets": Listing(min_outlets=40),
        "stories with a common word": Listing(search="ma"),
        "stories with a rare word": Listing(search="belbelbel"),
    }
    asked: dict[str, Question] = {name: partial(_stories, about) for name, about in listings.items()}
    for words in ("ma", "mari", "belbelbel", '"ma ri"'):
        asked[f"search {words}"] = partial(_search, words)
    asked["one story with its articles"] = lambda r: r.articles(f"s{STORIES // 2}")
    asked["counts"] = lambda r: r.counts()
    return asked | pages()


def pages() -> dict[str, Question]:
    """Return what pages ask beside that, by name; persons are those of the latest articles."""
    return {
        "page of stories": partial(_page, Listing(limit=PAGE)),
        "page of stories, growing first": partial(_page, Listing(limit=PAGE, growing=True)),
        "page of stories naming a person": partial(_page, Listing(limit=PAGE, entities=("1",))),
        "page of a search": lambda r: r.hits_and_facets("mari", Within(), PAGE),
        "page of an outlet": _outlet,
        "page of a person": lambda r: (
            r.entity("1"),
            r.stories(Listing(entities=("1",))),
            r.sayings("1", PAGE),
        ),
        "outlets": lambda r: r.outlets(500),
        "views for readers of feeds": lambda r: r.views("iris"),
    }


def _stories(listing: Listing, reader: Reader) -> object:
    return reader.stories(listing)


def _page(listing: Listing, reader: Reader) -> object:
    page, facets = reader.stories_and_facets(listing)
    return reader.glances([story.id for story in page.items], "iris"), facets


def _outlet(reader: Reader) -> object:
    counted = reader.outlet_counts("o7", 60), reader.exchanges("o7"), reader.feeding("o7")
    return counted, reader.stories(Listing(outlet="o7", limit=PAGE))


def _search(words: str, reader: Reader) -> object:
    return reader.search(words)


def _milliseconds(archive: Archive, question: Question) -> float:
    begun = time.process_time()
    with archive.reading() as reader:
        question(reader)
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    run()
