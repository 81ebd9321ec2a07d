"""One document on its way from bytes to articles with their readings."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rashomon import engine
from rashomon.archive.documents import home_of, restored
from rashomon.archive.placing import PlacedArticle, assignment
from rashomon.cluster.profile import profile
from rashomon.encoders.base import Encoder
from rashomon.errors import ModelError, NotFound
from rashomon.ingest.extract import distinct, extract
from rashomon.ingest.failure import Failure, unforeseen
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Document, Entry, Home, Stored
from rashomon.model.article import Article, Source
from rashomon.model.profile import Profile
from rashomon.model.text import Text
from rashomon.store.contract.archive import Reader

ATTEMPTS = 3
"""How often the reading of a document is begun before it is set aside: it may be what ends the process."""

_PLAIN = Article(
    id="plain",
    locator="plain",
    source=Source(id="plain", name="Plain"),
    text=Text("The bridge in Oddnes was closed on Monday, mayor Anna Berg said."),
)


@dataclass(slots=True, kw_only=True)
class Load:
    """A document, its articles, and what was read in those that are new; ``failure`` says why it holds none.

    ``revising`` names the articles that are new versions: they go where the old ones are. ``home`` is the
    story that a person wants the others in. Both are known once the batch before is stored, see ``settle``.
    """

    document: Document
    articles: tuple[Article, ...] = ()
    new: frozenset[str] = frozenset()
    revising: frozenset[str] = frozenset()
    home: Home | None = None
    failure: str = ""
    analyses: dict[str, Analysis] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)

    def unread(self) -> list[Article]:
        """Return the articles that are not in the archive."""
        return [a for a in self.articles if a.id in self.new]

    def unplaced(self) -> Iterator[Profile]:
        """Yield the profiles of articles that need a story."""
        return (p for name, p in self.profiles.items() if name not in self.revising)

    def homes(self) -> dict[str, Home]:
        """Return where a person wants the articles, by their ids; empty where nobody said."""
        return dict.fromkeys(self.profiles, self.home) if self.home else {}

    def take(self, analysis: Analysis) -> None:
        """Keep what was read in an article."""
        self.analyses[analysis.article.id] = analysis
        self.profiles[analysis.article.id] = profile(analysis, self.document.retrieved_at)

    def fail(self, error: Exception) -> None:
        """Say that a document is to be set aside, and why."""
        self.failure = unforeseen(self.document.locator, error).reason

    def settle(self, reader: Reader) -> None:
        """Let go of what came to be stored while this was read, and tell where the other articles go."""
        known = {article.id for article in self.unread() if _is_stored(reader, article)}
        self.new -= known
        for name in known & self.analyses.keys():
            del self.analyses[name], self.profiles[name]
        self.revising = frozenset(a.id for a in self.unread() if a.url and reader.current(a.url))
        self.home = _home(reader, self.document)

    def entries(self, placed: Mapping[str, PlacedArticle], version: str, now: datetime) -> list[Entry]:
        """Return the articles as the archive takes them."""
        return [self._entry(article, placed.get(article.id), version, now) for article in self.articles]

    def _entry(self, article: Article, placed: PlacedArticle | None, version: str, now: datetime) -> Entry:
        analysis, known = self.analyses.get(article.id), self.profiles.get(article.id)
        return Entry(
            article=article,
            url=article.url,
            language=analysis.language if analysis else "und",
            published=known.published if known else None,
            analysis=analysis,
            profile=known,
            version=version,
            assignment=assignment(placed, now) if placed else None,
            copies=placed.copies if placed else (),
        )


def extracted(reader: Reader, document: Document) -> Load:
    """Fix the texts of a document's articles, and tell which of them are new."""
    if document.attempts >= ATTEMPTS:
        reason = f"{document.locator}: its reading was begun {document.attempts} times and never ended"
        return Load(document=document, failure=reason)
    raw = restored(document, reader.body(document))
    found = list(distinct(extract(raw)))
    articles = tuple(item for item in found if isinstance(item, Article))
    if not articles:
        reasons = [item.reason for item in found if isinstance(item, Failure)]
        return Load(
            document=document, failure=reasons[0] if reasons else f"{document.locator}: holds no article"
        )
    new = frozenset(a.id for a in articles if not _is_stored(reader, a))
    return Load(document=document, articles=articles, new=new)


def reread(stored: Stored, analysis: Analysis, version: str) -> Entry:
    """Return an article of the archive as the archive takes it with a new reading."""
    return Entry(
        article=stored.article,
        url=stored.url,
        language=analysis.language,
        published=stored.published,
        analysis=analysis,
        profile=profile(analysis, stored.seen_at),
        version=version,
    )


def _home(reader: Reader, document: Document) -> Home | None:
    """Return where a person wants a document's articles, or what that story was merged into."""
    home = home_of(document)
    try:
        return replace(home, story=reader.story(home.story).id) if home else None
    except NotFound:
        return home


def _is_stored(reader: Reader, article: Article) -> bool:
    try:
        reader.article(article.id)
    except NotFound:
        return False
    return True


@dataclass(slots=True, kw_only=True)
class Begun:
    """Documents whose reading has begun; ``readings`` yields what is read in all new articles, in order.

    ``waiting`` names the document of each reading that was not drawn yet. ``retried`` tells that it is one
    document whose reading did not come to its end before.
    """

    loads: Sequence[Load]
    readings: Iterator[Analysis]
    waiting: deque[Load]
    retried: bool

    def analyse(self, encoder: Encoder, leave: int = 0) -> None:
        """Read all but so many articles; where that fails, each document by itself: one costs no other."""
        try:
            while len(self.waiting) > leave:
                self.waiting[0].take(next(self.readings))
                self.waiting.popleft()
        except Exception:  # noqa: BLE001 - the per-article border: whichever it is, is found out below
            self.waiting.clear()
            for one in self.loads:
                _analyse_alone(one, encoder)


def warm(encoder: Encoder) -> None:
    """Read a plain line, so that all models are loaded: what ends the process later is not their loading."""
    engine.annotate([_PLAIN], encoder)


def begun(loads: Sequence[Load], encoder: Encoder) -> Begun:
    """Send the articles of documents on their way through the encoder."""
    articles = [(one, article) for one in loads for article in one.unread()]
    try:
        readings = engine.begin([article for _, article in articles], encoder)
    except Exception:  # noqa: BLE001 - the per-article border: nothing was read, so each is tried by itself
        readings = iter(())
    waiting = deque(one for one, _ in articles)
    retried = any(one.document.attempts for one in loads)
    return Begun(loads=loads, readings=readings, waiting=waiting, retried=retried)


def _analyse_alone(load: Load, encoder: Encoder) -> None:
    try:
        for analysis in engine.annotate(load.unread(), encoder):
            load.take(analysis)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - the per-article border: it is set aside with its reason
        load.fail(error)
