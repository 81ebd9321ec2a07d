"""What the terminal and the Markdown report tell alike, chosen and ordered from a story's document."""

from collections import Counter
from typing import get_args

from rashomon.brief.labels import SOURCES, article_labels, entity_name, is_role
from rashomon.lang.interface import Interface, disclosure, interface, language_name, said
from rashomon.model.comparison import ConflictKind
from rashomon.model.phrase import Phrase
from rashomon.render.schema import (
    Article,
    BriefSentence,
    Disputed,
    Document,
    Entity,
    LeftOut,
    SharedLine,
    Speaker,
    TimelineEntry,
)

QUOTED, DATED = 8, 12
"""Most speakers and dates that a report lists."""


class ReportView:
    """A story as a report tells it: names of articles and the parts beside the brief.

    What the report itself says is in the language of the ``reader``, else in the brief's.
    """

    def __init__(self, document: Document, reader: str = "") -> None:
        self.document, self.brief = document, document.brief
        self.reader = reader or self.brief.language
        self.words: Interface = interface(self.reader)
        self.disclosure = disclosure([a.language for a in document.articles], self.reader)
        self.labels = labels(document)
        self._entities: dict[str, Entity] = {e.id: e for e in document.entities}

    def speaker(self, sentence: BriefSentence) -> str | None:
        """Return whose words a sentence is where the sentence itself does not say so."""
        name = sentence.attributed_to
        if name is None or name in self.labels.values() or not name.strip():
            return None
        text = sentence.text.casefold()
        return None if any(form in text for form in self._surnames(name)) else name

    def _surnames(self, name: str) -> set[str]:
        """Return the last words of all names of whoever has this name."""
        names = {name}.union(*(e.names.values() for e in self.document.entities if name in e.names.values()))
        return {n.split()[-1].casefold() for n in names if n.strip()}

    def standing(self, sentence: BriefSentence) -> str:
        """Return a sentence's status, its note and the days that its words mean."""
        note = self.said(sentence.note_phrase, sentence.note) if sentence.note else None
        days = (f"{d.text}: {d.value}" for d in sentence.dates)
        return " · ".join(filter(None, (self.words.of("status", sentence.status), note, *days)))

    def said(self, phrase: Phrase | None, text: str) -> str:
        """Return a phrase in the reader's language; reports of earlier versions hold its ``text`` only."""
        return said_in(self.reader, phrase, text)

    def disputed(self, line: Disputed) -> str:
        """Return two passages side by side with the question on which they differ."""
        return dispute(self.brief.language, self.reader, line)

    def shared(self, line: SharedLine) -> str:
        """Return a shared line with how many share it."""
        return shared_line(self.brief.language, self.reader, line)

    def beside_label(self) -> str:
        """Return the words that introduce the closest passage of a foreign sentence."""
        return self.words.beside.format(own=language_name(self.brief.language, self.reader))

    def silent(self, gap: LeftOut) -> str:
        """Say which articles leave a claim out."""
        return self.words.silent.format(outlets=", ".join(self.labels[a] for a in gap.silent))

    def quoted(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Return who is quoted by name or role, how often and in which articles, the most quoted first."""
        languages = {a.id: a.language for a in self.document.articles}
        passages: Counter[str] = Counter()
        articles: dict[str, dict[str, None]] = {}
        for quote in self.document.quotes:
            article = quote.span.article
            name = self._name(quote.speaker, languages[article]) if quote.speaker else None
            if name:
                passages[name] += 1
                articles.setdefault(name, {})[self.labels[article]] = None
        return [(name, count, tuple(articles[name])) for name, count in passages.most_common(QUOTED)]

    def dated(self) -> list[TimelineEntry]:
        """Return the timeline's best supported entries in order of time."""
        ranked = sorted(self.document.timeline, key=lambda t: -len({r.article for r in t.spans}))
        return sorted(ranked[:DATED], key=lambda t: t.when)

    def facts(self, article: Article) -> str:
        """Return an article's date, language and what it says of its origin."""
        published, code = article.published, self.reader
        date = moment(published.value) if published.value else self.words.undated
        inferred = f" ({self.words.published_inferred})" if published.basis == "inferred" else ""
        credits_ = [self.words.via.format(name=name) for name in article.credits]
        made = [self.words.generated] if article.discloses_generated else []
        return " · ".join([date + inferred, language_name(article.language, code), *credits_, *made])

    def _name(self, speaker: Speaker, language: str) -> str | None:
        """Return the name of a speaker who is somebody: a named one, or a clear role in its language."""
        entity = self._entities.get(speaker.entity or "")
        if entity is None:
            return speaker.name if is_role(speaker.name, language) else None
        return entity_name(entity, self.reader) if entity.type in SOURCES else None


def said_in(language: str, phrase: Phrase | None, text: str) -> str:
    """Say a phrase in a language; reports of earlier versions hold its ``text`` only."""
    return said(phrase, language) if phrase else text


def shared_line(told_in: str, language: str, line: SharedLine) -> str:
    """Return a shared line, which says in the brief's language how many share it, in another language."""
    count = len({c.article for c in line.citations})
    ending, own = (f"({interface(code).told_alike.format(count=count)})" for code in (told_in, language))
    words = line.text.removesuffix(ending)
    return line.text if words == line.text else words + own


def dispute(told_in: str, language: str, line: Disputed) -> str:
    """Return two passages side by side, with the question that opens them in another language."""
    for kind in get_args(ConflictKind):
        theirs, own = (interface(code).of("conflict", kind) for code in (told_in, language))
        if line.text.startswith(f"{theirs} "):
            return own + line.text.removeprefix(theirs)
    return line.text


def labels(document: Document) -> dict[str, str]:
    """Name every article by its source, with a number where one source has several."""
    return article_labels({a.id: a.source.name for a in document.articles})


def moment(published: str) -> str:
    """Return an ISO 8601 moment as people read it, to the minute, in the zone that it was stated in.

    >>> moment("2031-03-04T21:15:00+02:00"), moment("2031-03")
    ('2031-03-04 21:15', '2031-03')
    """
    return published[: len("2031-03-04T21:15")].replace("T", " ")


def one_line(text: str) -> str:
    r"""Return the text on one line without control characters, which a terminal would obey.

    >>> one_line("a\x1b[2J\n b")
    'a[2J b'
    """
    return "".join(c for c in " ".join(text.split()) if c.isprintable() or c in "\u200c\u200d")
