"""Score whole stories against hand-made reference readings, where those are at hand."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import readings

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Case:
    """A development story: its articles, its reference reading and the brief's language."""

    name: str
    articles: Path
    gold: Path


CASES = (
    Case("seeds", SHARED / "seeds", SHARED / "gold/seed-story.json"),
    Case("ryanair-strike", SHARED / "stories/ryanair-strike/articles", SHARED / "gold/ryanair-strike.json"),
    Case("blumenthal", SHARED / "stories/blumenthal/articles", SHARED / "gold/blumenthal.json"),
)
INVENTED = tuple(
    Case(folder.name, folder / "articles", folder / "gold.json")
    for folder in sorted((Path(__file__).parent / "invented").glob("*/"))
)
"""Stories of our own with the readings of those who wrote them."""

FLOORS: dict[str, float] = {
    "articles.language": 1,
    "articles.published": 1,
    "articles.generated": 1,
    "non_body.recall": 1,
    "quotes.direct.f1": 0.90,
    "quotes.indirect.recall": 0.60,
    "quotes.speaker": 0.85,
    "utterances.pair_recall": 0.66,
    "claims.pair_f1": 0.50,
    "claims.omission_recall": 0.60,
    "conflicts.contradiction.recall": 0.75,
    "echoes.pair_f1": 0.60,
    "timeline.recall": 0.80,
    "entities.link_f1": 0.80,
    "brief.cited": 1,
    "brief.must_tell": 0.8,
    "brief.disclosure": 1,
}
CEILINGS: dict[str, float] = {
    "spans.broken": 0,
    "articles.published_wrong": 0,
    "quotes.false_attributions": 0,
    "claims.false_silence": 0.20,
    "conflicts.reported": 12,
    "timeline.wrong_value": 0.05,
}


def present() -> list[Case]:
    """Return the cases whose articles and reference readings are on this machine."""
    own = INVENTED if _scorer().is_file() else ()
    return [c for c in (*CASES, *own) if c.articles.is_dir() and c.gold.is_file()]


def restored(folder: Path) -> list[Case]:
    """Return the cases kept by offsets whose texts are on this machine, written into a folder."""
    bench = SHARED / "bench"
    names = [
        name for name in readings.NAMES if readings.source(name, bench).is_file() and _scorer().is_file()
    ]
    return [Case(name, *readings.restore(name, bench, folder / name)) for name in names]


def _scorer() -> Path:
    return SHARED / "score/score_story.py"


def figures(case: Case, out: Path) -> dict[str, Any]:
    """Compare a case's articles through the command line and score the export; keep it as ``out``."""
    command = [
        sys.executable,
        "-m",
        "rashomon.cli",
        "compare",
        str(case.articles),
        "--json",
        str(out),
        "--quiet",
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own command on our own files
    score = [sys.executable, str(_scorer()), str(out), str(case.gold), "--json"]
    answer = subprocess.run(score, check=True, capture_output=True, text=True)  # noqa: S603
    return dict(json.loads(answer.stdout)["figures"])


def missed(found: dict[str, Any]) -> list[str]:
    """Return a line for every figure on the wrong side of its floor or ceiling."""
    low = [f"{k} {found[k]:.3f} < {v}" for k, v in FLOORS.items() if (found.get(k) or 0) < v]
    return low + [f"{k} {found[k]:.3f} > {v}" for k, v in CEILINGS.items() if (found.get(k) or 0) > v]


def table(columns: dict[str, dict[str, Any]]) -> str:
    """Return the figures of all stories side by side as a Markdown table."""
    keys = list(next(iter(columns.values())))
    rows = ["| figure | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    rows += [f"| {k} | " + " | ".join(_cell(c.get(k)) for c in columns.values()) + " |" for k in keys]
    return "\n".join(rows)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
