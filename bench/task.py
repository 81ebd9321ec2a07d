"""What every measurement on a file of rows has in common: load, predict, score, show errors.

A task is a module that ends in one ``TASK``; ``python -m bench`` lists them. Figures are reckoned as the
public scorers of the data sets do, so that a prediction file gives the same numbers elsewhere.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.encoders.base import Encoder
from rashomon.engine import annotate
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article, Source
from rashomon.model.text import Text

SHARED = Path(__file__).resolve().parents[2] / "shared"

Row = dict[str, Any]
Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One measurement.

    ``development`` is the file used where none is named, below the folder of shared data. ``answers`` are
    the keys of a gold row that a prediction must not see; ``predict`` gets the rows without them.
    ``errors`` yields errors in readable form, the most telling first.
    """

    name: str
    development: str
    answers: frozenset[str]
    predict: Callable[[Sequence[Row]], list[Row]]
    figures: Callable[[Sequence[Row], Sequence[Row]], Figures]
    errors: Callable[[Sequence[Row], Sequence[Row]], Iterator[str]]

    def run(self, gold: Sequence[Row]) -> list[Row]:
        """Predict every row from its inputs alone."""
        return self.predict([{k: v for k, v in row.items() if k not in self.answers} for row in gold])

    @property
    def default(self) -> Path:
        """Where the development file is looked for."""
        return SHARED / "bench" / self.development


def load(path: Path) -> list[Row]:
    """Read a file of one JSON object a line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def save(path: Path, rows: Iterable[Row]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def table(figures: Figures) -> str:
    """Return figures as a Markdown table."""
    lines = [f"| {name} | {value:.3f} |" for name, value in figures.items()]
    return "\n".join(["| figure | |", "| --- | ---: |", *lines])


def wrong(row: Row, texts: Sequence[str], expected: str, found: str, score: float) -> str:
    """Return one wrong decision on a row as it is shown: what was judged, what is right and what was said."""
    return "\n  ".join([str(row["id"]), *texts, f"expected {expected}", f"found    {found} ({score:.2f})"])


def readings(rows: Sequence[Row], encoder: Encoder) -> Iterator[Analysis]:
    """Yield the reading of each row's ``text``, each by itself: rows of a bench are not one story."""
    yield from annotate([article(row) for row in rows], encoder)


def article(row: Row) -> Article:
    """Return a row as an article whose offsets are those of the row's text."""
    return Article(
        id=str(row["id"]),
        locator=str(row["id"]),
        source=Source(id=str(row.get("outlet", "bench")), name=str(row.get("outlet", "bench"))),
        text=Text(row["text"]),
        published=row.get("published"),
        language=row.get("language"),
    )
