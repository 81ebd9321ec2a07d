"""The conductor: from locators to a brief, read top to bottom.

The verbs stand in the data's order and are the public Python interface:

    read → extract → analyze → gather → compare → compose → render

The stages do not know each other; whoever knows several is here or stands above, as ``archive`` does.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from rashomon.analyze import pipeline
from rashomon.analyze.rulings import rule
from rashomon.brief.compose import compose
from rashomon.brief.rulings import strike
from rashomon.brief.titles import short, title
from rashomon.brief.verify import gate
from rashomon.compare.dating import date_undated
from rashomon.compare.pipeline import VERSION as COMPARE_VERSION
from rashomon.compare.pipeline import compare
from rashomon.encoders.base import Encoded, Encoder, Progress, at_once
from rashomon.encoders.models import load_encoder
from rashomon.errors import InputError
from rashomon.incoming import Fetching, documents
from rashomon.ingest.extract import distinct, extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import read
from rashomon.lang.interface import known_language
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article, RawDocument
from rashomon.model.brief import Brief
from rashomon.model.comparison import Comparison
from rashomon.model.ruling import Placed
from rashomon.model.story import Story
from rashomon.render import export
from rashomon.render.html import to_html
from rashomon.render.markdown import markdown
from rashomon.render.pdf import to_pdf
from rashomon.render.rulings import with_rulings
from rashomon.render.schema import Document

__all__ = [
    "Report",
    "analyze",
    "annotate",
    "articles",
    "begin",
    "compare",
    "compose",
    "document",
    "extract",
    "gather",
    "read",
    "render",
    "report",
    "ruled",
    "written",
]

Form = Literal["json", "html", "markdown"]
FileForm = Literal[Form, "pdf"]
BATCH = 16
"""Articles whose token states are held at once: some megabytes each."""

_Sent = tuple[list[Analysis], Future[list[Encoded]]]
"""Readings whose sentences are on their way through the encoder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything told of one story; ``encoder`` names the model whose vectors it rests on.

    ``applied`` are the ids of those ``rulings`` of people that found their object.
    """

    story: Story
    comparison: Comparison
    brief: Brief
    encoder: str
    rulings: tuple[Placed, ...] = ()
    applied: frozenset[int] = frozenset()


def articles(
    locators: Iterable[str], fetcher: Fetching | None = None, most: int | None = None
) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    """Read and extract everything that can be; what cannot is returned with its reason, never raised.

    Addresses are fetched where there is a ``fetcher``. The same text from the same source is taken once,
    with a notice.

    Raises:
        InputError: there are more articles than ``most``; nothing behind them is read.
    """
    found = distinct(_extracted(documents(locators, fetcher) if fetcher else read(locators)))
    items = list(_at_most(most, found))
    failures = tuple(item for item in items if isinstance(item, Failure))
    return tuple(item for item in items if isinstance(item, Article)), failures


def _at_most(most: int | None, found: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    count = 0
    for item in found:
        count += isinstance(item, Article)
        if most is not None and count > most:
            raise InputError(
                f"more than {most} articles were given; name fewer, raise the limit with --most, "
                "or let `rashomon add` sort them into stories"
            )
        yield item


def _extracted(found: Iterable[RawDocument | Failure]) -> Iterator[Article | Failure]:
    for raw in found:
        if isinstance(raw, Failure):
            yield raw
        else:
            yield from extract(raw)


def analyze(
    given: Sequence[Article], encoder: Encoder | None = None, progress: Progress | None = None
) -> tuple[Analysis, ...]:
    """Read the coverage of one story: each article by itself, then undated ones are dated by the others.

    Raises:
        ModelError: the encoder's files are missing or damaged and cannot be rebuilt.
    """
    return _dated(annotate(given, encoder, progress))


def annotate(
    given: Sequence[Article], encoder: Encoder | None = None, progress: Progress | None = None
) -> tuple[Analysis, ...]:
    """Read each article by itself; the sentences of many go through the encoder as one batch.

    Raises:
        ModelError: the encoder's files are missing or damaged and cannot be rebuilt.
    """
    analyses = []
    for analysis in begin(given, encoder or load_encoder()):
        analyses.append(analysis)
        if progress:
            progress(len(analyses), len(given))
    return tuple(analyses)


def begin(given: Sequence[Article], encoder: Encoder) -> Iterator[Analysis]:
    """Send the first articles through the encoder and return an iterator that reads them all, in order.

    The encoder is a batch ahead of what is drawn, and works beside whatever the caller does meanwhile.

    Raises:
        ModelError: the encoder's files are missing or damaged and cannot be rebuilt.
    """
    pool = ThreadPoolExecutor(at_once(encoder))
    batches = (_sent(given[at : at + BATCH], encoder, pool) for at in range(0, len(given), BATCH))
    return _read(next(batches, None), batches)


def _sent(given: Sequence[Article], encoder: Encoder, pool: ThreadPoolExecutor) -> _Sent:
    """Read what needs no model, and send the sentences on their way."""
    readings = [pipeline.read_article(article) for article in given]
    texts = [text for reading in readings for text in pipeline.sentence_texts(reading)]
    return readings, pool.submit(encoder.encode, texts)


def _read(sent: _Sent | None, batches: Iterator[_Sent]) -> Iterator[Analysis]:
    while sent:
        (readings, encoding), sent = sent, next(batches, None)
        # The encoder leaves the interpreter free, so what comes after it loads its dictionaries meanwhile.
        pipeline.prepare({reading.language for reading in readings})
        flat = iter(encoding.result())
        yield from (pipeline.annotate(r, list(islice(flat, len(r.sentences)))) for r in readings)


def _dated(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """Date undated articles by the others, and resolve the relative dates of those that gained one."""
    untitled = Story(id="", title="", analyses=tuple(analyses))
    pairs = zip(analyses, date_undated(untitled).analyses, strict=True)
    return tuple(pipeline.redate(new) if new.structure != old.structure else new for old, new in pairs)


def gather(analyses: Sequence[Analysis], language: str | None = None) -> Story:
    """Call these articles the coverage of one story, with a title from the most typical headline.

    ``language`` is the reader's, preferred for the title.

    Raises:
        InputError: there is no article.
    """
    if not analyses:
        raise InputError("there is no article to compare: name files that hold the text of articles")
    ids = "\n".join(sorted(a.article.id for a in analyses))
    digest = hashlib.sha256(ids.encode()).hexdigest()[:10]
    best = title([(a, a.sentence_vectors) for a in analyses], language or reading_language(analyses))
    return Story(id=f"s{digest}", title=best, analyses=tuple(analyses))


def _titled(story: Story, brief: Brief) -> Story:
    """Take the brief's first sentence for a title where no headline tells what happened."""
    lead = next((s.text for part in brief.sections for s in part.sentences), story.id)
    return story if story.title else replace(story, title=short(lead))


def reading_language(analyses: Sequence[Analysis]) -> str:
    """Return the language that most of the coverage is in; of equals the one that comes first."""
    return Counter(a.language for a in analyses).most_common(1)[0][0]


def report(
    given: Sequence[Article],
    language: str | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    rulings: Sequence[Placed] = (),
) -> Report:
    """Do all of it for the coverage of one story; ``language`` defaults to that of most articles.

    What people decided is applied at each stage: to what was read, to what was compared, to the brief.

    Raises:
        UnsupportedLanguage: there is no such language.
        InputError: there is no article.
        ModelError: the encoder's files are missing or damaged and cannot be rebuilt.
    """
    encoder = encoder or load_encoder()
    if language is not None:
        known_language(language)
    analyses, read_so = ruled(analyze(given, encoder, progress), rulings)
    story = gather(analyses, language)
    comparison = compare(story, rulings)
    composed = gate(compose(story, comparison, language or reading_language(analyses)), story)
    brief, struck = strike(composed, rulings)
    return Report(
        story=_titled(story, brief),
        comparison=comparison,
        brief=brief,
        encoder=encoder.name,
        rulings=tuple(rulings),
        applied=read_so | comparison.ruled | struck,
    )


def ruled(
    analyses: Sequence[Analysis], rulings: Sequence[Placed]
) -> tuple[tuple[Analysis, ...], frozenset[int]]:
    """Return the readings as people have them, and the ids of the rulings that found their object."""
    pairs = [rule(analysis, rulings) for analysis in analyses]
    return tuple(analysis for analysis, _ in pairs), frozenset().union(*(ids for _, ids in pairs))


def document(told: Report) -> Document:
    """Return a report as the document of ``rashomon.story/1``, from which every form of it is made."""
    versions = pipeline.annotators() | {"compare": COMPARE_VERSION, "encoder": told.encoder}
    unmarked = export.document(told.story, told.comparison, told.brief, versions)
    return with_rulings(unmarked, told.rulings, told.applied)


def written(told: Document, form: FileForm, reader: str = "") -> bytes:
    """Return a story as the content of a file: in one of the forms of text, or as PDF.

    See ``render`` for the ``reader``.

    Raises:
        ConfigError: PDF is wanted, and the extra ``pdf`` is not installed.
    """
    if form == "pdf":
        return to_pdf(told, reader)
    return render(told, form, reader).encode()


def render(told: Document, form: Form, reader: str = "") -> str:
    """Return a story as JSON (``rashomon.story/1``), as one self-contained HTML page or as Markdown.

    What page and Markdown say of themselves is in the language of the ``reader``, else in the brief's.
    """
    match form:
        case "json":
            return export.to_json(told).decode()
        case "html":
            return to_html(told, reader)
        case "markdown":
            return markdown(told, reader)
