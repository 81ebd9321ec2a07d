"""Measure how well the article is taken out of a web page: shingle F1 of the article extraction benchmark.

The reference is one JSON object of pages, ``{item: {"articleBody", "url"}}``, with the pages beside it as
``html/ITEM.html.gz``. ``--out`` writes ``{item: {"articleBody"}}``, as the benchmark's scorer reads it.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.task import SHARED, Figures, table
from rashomon.errors import ExtractionError
from rashomon.ingest.decode import decode
from rashomon.ingest.page import from_html

DEVELOPMENT = SHARED / "bench" / "extraction" / "ground-truth.json"

Pages = Mapping[str, Mapping[str, str]]


def predict(gold: Pages, folder: Path) -> dict[str, dict[str, str]]:
    """Return the text of each page; its address is given, as it is to whoever fetches a page."""
    return {
        item: {"articleBody": _text(folder / f"{item}.html.gz", row.get("url"))} for item, row in gold.items()
    }


def _text(path: Path, url: str | None) -> str:
    body = gzip.decompress(path.read_bytes())
    try:
        return from_html(decode(body, path.name), path.name, url).text
    except ExtractionError:
        return ""


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    if len(words) < size:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def page_figures(gold: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    wanted, given = shingles(gold), shingles(found)
    common = (wanted & given).total()
    precision = common / given.total() if given else float(not wanted)
    recall = common / wanted.total() if wanted else float(not given)
    return precision, recall


def figures(gold: Pages, predicted: Pages) -> Figures:
    """Return the means over pages and the F1 of these two means."""
    pairs = [page_figures(row["articleBody"], predicted[item]["articleBody"]) for item, row in gold.items()]
    precision, recall = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "pages": float(len(pairs))}


def errors(gold: Pages, predicted: Pages) -> Iterator[str]:
    """Yield the pages read worst, the worst first."""
    scored = [
        (page_figures(row["articleBody"], predicted[item]["articleBody"]), item) for item, row in gold.items()
    ]
    for (precision, recall), item in sorted(scored, key=lambda row: sum(row[0])):
        yield f"{item[:8]}  precision {precision:.2f}  recall {recall:.2f}  {gold[item].get('url', '')}"


def run(gold: Path | None, out: Path | None, shown: int) -> int:
    """Read every page, keep the texts, print the figures and the pages read worst."""
    path = gold or DEVELOPMENT
    if not path.is_file():
        print(f"no file {path}" if gold else "no reference pages on this machine; use --gold")
        return int(gold is not None)
    pages: Pages = json.loads(path.read_text(encoding="utf-8"))
    predicted = predict(pages, path.parent / "html")
    if out:
        out.write_text(json.dumps(predicted, ensure_ascii=False), encoding="utf-8")
    print(table(figures(pages, predicted)))
    for _, line in zip(range(shown), errors(pages, predicted), strict=False):
        print(line)
    return 0
