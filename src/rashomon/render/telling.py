"""What the terminal and the Markdown report tell alike, chosen and ordered from a comparison."""

from collections import Counter

from rashomon.brief.labels import article_labels, is_speaker, speaker_name
from rashomon.lang.interface import Interface, interface, language_name
from rashomon.model.annotation import Analysis
from rashomon.model.brief import Brief, BriefSentence, LeftOut
from rashomon.model.comparison import Comparison, TimelineEntry
from rashomon.model.story import Story
from rashomon.model.text import Reference

QUOTED, DATED = 8, 12
"""Most speakers and dates that a report lists."""


class Telling:
    """A story as a report tells it: names of articles, passages, and the parts beside the brief."""

    def __init__(self, story: Story, comparison: Comparison, brief: Brief) -> None:
        self.story, self.comparison, self.brief = story, comparison, brief
        self.words: Interface = interface(brief.language)
        self.labels = article_labels(story)
        self._analyses = {a.article.id: a for a in story.analyses}

    def passage(self, reference: Reference) -> str:
        """Return the cited characters on one line."""
        return one_line(self._analyses[reference.article].text_of(reference.span))

    def speaker(self, sentence: BriefSentence) -> str | None:
        """Return whose words a sentence is where the sentence itself does not say so."""
        name = sentence.attributed_to
        if name is None or name in self.labels.values() or not name.strip():
            return None
        text = sentence.text.casefold()
        return None if any(form in text for form in self._surnames(name)) else name

    def _surnames(self, name: str) -> set[str]:
        """Return the last words of all names of whoever has this name."""
        names = {name}.union(
            *(e.names.values() for e in self.comparison.entities if name in e.names.values())
        )
        return {n.split()[-1].casefold() for n in names if n.strip()}

    def standing(self, sentence: BriefSentence) -> str:
        """Return a sentence's status and note."""
        return " · ".join(filter(None, (self.words.of("status", sentence.status), sentence.note)))

    def beside_label(self) -> str:
        """Return the words that introduce the closest passage of a foreign sentence."""
        return self.words.beside.format(own=language_name(self.brief.language, self.brief.language))

    def silent(self, gap: LeftOut) -> str:
        """Say which articles leave a claim out."""
        return self.words.silent.format(outlets=", ".join(self.labels[a] for a in gap.silent))

    def quoted(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Return who is quoted by name or role, how often and in which articles, the most quoted first."""
        passages: Counter[str] = Counter()
        articles: dict[str, dict[str, None]] = {}
        for analysis in self.story.analyses:
            article = analysis.article.id
            for speaker in (q.speaker for q in analysis.quotes if q.speaker):
                if is_speaker(self.comparison, article, speaker, analysis.language):
                    name = speaker_name(self.comparison, article, speaker, self.brief.language)
                    passages[name] += 1
                    articles.setdefault(name, {})[self.labels[article]] = None
        return [(name, count, tuple(articles[name])) for name, count in passages.most_common(QUOTED)]

    def dated(self) -> list[TimelineEntry]:
        """Return the timeline's best supported entries in order of time."""
        ranked = sorted(self.comparison.timeline, key=lambda t: -len({r.article for r in t.references}))
        return sorted(ranked[:DATED], key=lambda t: t.when)

    def facts(self, analysis: Analysis) -> str:
        """Return an article's date, language and what it says of its origin."""
        published, code = analysis.structure.published, self.brief.language
        date = published.value or self.words.undated
        inferred = f" ({self.words.published_inferred})" if published.basis == "inferred" else ""
        credits_ = [self.words.via.format(name=name) for name in analysis.structure.credits]
        made = [self.words.generated] if analysis.structure.discloses_generated else []
        return " · ".join([date + inferred, language_name(analysis.language, code), *credits_, *made])

    def headline(self, analysis: Analysis) -> str:
        """Return an article's headline, empty if it has none."""
        span = analysis.structure.headline
        return one_line(analysis.text_of(span) if span else analysis.article.title or "")


def one_line(text: str) -> str:
    r"""Return the text on one line without control characters, which a terminal would obey.

    >>> one_line("a\x1b[2J\n b")
    'a[2J b'
    """
    return "".join(c for c in " ".join(text.split()) if c.isprintable() or c in "\u200c\u200d")
