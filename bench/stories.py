"""Articles put into stories by one pass of the online clustering, in file order, with its one frozen setting.

Three sets: BASIL (Fan et al. 2019), dated; ECB+ (Cybulska and Vossen 2014), undated pairs of confusable
events; and documents of NTREX-128 (Federmann et al. 2022), each in six languages, shuffled: what is one
document is one event. A predicted story is the one that an article stands in when the pass is over.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bench.scoring import b_cubed_of, named
from bench.task import SHARED, Figures, Row, Task, load, readings, table
from rashomon.cluster.profile import profile
from rashomon.cluster.stream import Stream
from rashomon.encoders.base import Encoder
from rashomon.encoders.models import load_encoder
from rashomon.model.profile import Profile

SETS = {
    "basil": "stories/basil.jsonl",
    "ecbplus": "stories/ecbplus.jsonl",
    "parallel": "parallel/ntrex_dev.jsonl",
}
LANGUAGES = ("en", "ru", "uk", "de", "fr", "es")
BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)
"""When an undated article at the beginning of a file counts as fetched."""


def rows_of(name: str) -> list[Row]:
    """Return the rows of a set (parallel documents made of their sentences); none if it is not here."""
    path = SHARED / "bench" / SETS[name]
    if not path.is_file():
        return []
    return documents(load(path)) if name == "parallel" else load(path)


def documents(sentences: Sequence[Row]) -> list[Row]:
    """Return one article for each document and language, in an order drawn by lot."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sentences:
        for language in LANGUAGES:
            texts[row["doc"], language].append(row[language])
    rows = [
        {
            "id": f"{doc} {language}",
            "outlet": language,
            "language": language,
            "text": "\n\n".join(parts),
            "event": doc,
        }
        for (doc, language), parts in texts.items()
    ]
    random.Random(1).shuffle(rows)  # noqa: S311 - an order, no secret
    return rows


def profiles(rows: Sequence[Row], encoder: Encoder) -> tuple[Profile, ...]:
    """Return every row as the stream sees it, as if fetched when it was published."""
    seen, found = BEGINNING, []
    for analysis in readings(rows, encoder):
        made = profile(analysis, seen)
        seen = max(seen, made.published or seen)
        found.append(profile(analysis, seen))
    return tuple(found)


def placed(articles: Iterable[Profile], stream: Stream) -> dict[str, str]:
    """Return the story of every article once all have come, merged stories under the name that was kept."""
    homes: dict[str, str] = {}
    redirects: dict[str, str] = {}
    for article in articles:
        placement = stream.place(article)
        homes[article.article] = placement.story
        redirects |= {merge.absorbed: merge.kept for merge in placement.merges}
    return {article: final(story, redirects) for article, story in homes.items()}


def final(story: str, redirects: dict[str, str]) -> str:
    """Return the story that one redirects to in the end."""
    while story in redirects:
        story = redirects[story]
    return story


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return the story of every row."""
    found = placed(profiles(rows, load_encoder()), Stream())
    return [{"id": row["id"], "story": found[str(row["id"])]} for row in rows]


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score by B-cubed, and count the stories."""
    events = {row["id"]: row["event"] for row in gold}
    found = {row["id"]: row["story"] for row in predicted}
    scores = named("b3", b_cubed_of(events, found, events))
    return scores | {
        "stories": float(len(set(found.values()))),
        "stories.gold": float(len(set(events.values()))),
    }


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield stories that hold several events, then events that are told by several stories."""
    event = {row["id"]: str(row["event"]) for row in gold}
    story = {row["id"]: str(row["story"]) for row in predicted}
    titles = {row["id"]: " ".join(row["text"].split())[:90] for row in gold}
    yield from _mixed("story", story, event, titles)
    yield from _mixed("event", event, story, titles)


def _mixed(kind: str, outer: dict[str, str], inner: dict[str, str], titles: dict[str, str]) -> Iterator[str]:
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item, group in outer.items():
        groups[group][inner[item]].append(titles[item])
    for group, parts in groups.items():
        if len(parts) > 1:
            lines = (f"  {len(told)} in {name}: {told[0]}" for name, told in parts.items())
            yield "\n".join([f"{kind} {group}", *lines])


def run() -> int:
    """Print the figures of every set that is at hand; those that are not are passed over."""
    for name in SETS:
        rows = rows_of(name)
        if rows:
            print(f"{name}\n{table(figures(rows, TASK.run(rows)))}\n", flush=True)
    return 0


TASK = Task(
    name="stories",
    development=SETS["basil"],
    answers=frozenset({"event"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
