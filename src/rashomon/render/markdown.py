"""Write the brief of a story as Markdown: every passage that supports a sentence is a footnote."""

import re
from collections.abc import Iterable, Iterator

from rashomon.render.schema import (
    Abstention,
    BriefSection,
    BriefSentence,
    Disputed,
    Document,
    LeftOut,
    Reference,
    SharedLine,
)
from rashomon.render.telling import ReportView, one_line

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
LIST_NUMBER = re.compile(r"^(\d+)([.)])")


def markdown(document: Document, reader: str = "") -> str:
    """Return the brief and what stands beside it as Markdown (CommonMark with footnotes).

    Its own words are in the language of the ``reader``, else in the brief's. Article text is untrusted and
    escaped: it shows as it stands, whatever it holds.
    """
    return _Writer(ReportView(document, reader)).document()


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it stands.

    >>> print(escape("1. *a* <b>"))
    1\. \*a\* \<b\>
    """
    escaped = LIST_NUMBER.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", one_line(text)))
    return "\\" + escaped if escaped[:1] in {"+", "-", "="} else escaped


class _Writer:
    """Collects the footnotes while the parts are written."""

    def __init__(self, view: ReportView) -> None:
        self._view = view
        self._notes: dict[Reference, int] = {}

    def document(self) -> str:
        view = self._view
        blocks = [f"# {escape(view.document.story.title)}", f"> {escape(view.disclosure)}"]
        blocks += [block for block in self._parts() if block]
        blocks += [f"*{escape(view.words.feedback_question)}*", self._footnotes()]
        return "\n\n".join(b for b in blocks if b) + "\n"

    def _parts(self) -> Iterator[str]:
        words, brief = self._view.words, self._view.brief
        for section in brief.sections:
            yield self._section(section)
        yield self._list(words.heading_disputed, map(self._disputed, brief.disputed))
        yield self._list(words.heading_shared, map(self._shared, brief.shared_lines))
        yield self._list(words.heading_left_out, map(self._gap, brief.left_out))
        yield self._list(words.heading_quoted, self._quoted())
        yield self._list(words.heading_timeline, self._timeline())
        untold = map(self._untold, brief.abstained)
        yield self._list(words.heading_abstained, untold)
        yield self._list(words.heading_sources, self._articles())

    @staticmethod
    def _list(heading: str, items: Iterable[str]) -> str:
        lines = [f"- {item}" for item in items]
        return "\n".join([f"## {heading}", "", *lines]) if lines else ""

    def _section(self, section: BriefSection) -> str:
        return self._list(self._view.words.of("heading", section.id), map(self._sentence, section.sentences))

    def _sentence(self, sentence: BriefSentence) -> str:
        speaker = self._view.speaker(sentence)
        text = f"**{escape(speaker)}:** {escape(sentence.text)}" if speaker else escape(sentence.text)
        standing = escape(self._view.standing(sentence))
        line = f"{text} {self._marks(sentence.citations)} · *{standing}*"
        return line if sentence.beside is None else f"{line}\n  {self._beside(sentence.beside)}"

    def _beside(self, reference: Reference) -> str:
        label, passage = self._view.beside_label(), reference.exact
        return f"— {escape(label)}: {escape(passage)} {self._marks([reference])}"

    def _cited(self, text: str, citations: Iterable[Reference]) -> str:
        return f"{escape(text)} {self._marks(citations)}"

    def _disputed(self, line: Disputed) -> str:
        return self._cited(self._view.disputed(line), line.citations)

    def _shared(self, line: SharedLine) -> str:
        return self._cited(self._view.shared(line), line.citations)

    def _untold(self, gap: Abstention) -> str:
        said = self._view.said
        return f"{escape(said(gap.about_phrase, gap.about))}. {escape(said(gap.why_phrase, gap.why))}"

    def _gap(self, gap: LeftOut) -> str:
        return f"{self._cited(gap.text, gap.citations)} · *{escape(self._view.silent(gap))}*"

    def _quoted(self) -> Iterator[str]:
        for name, count, articles in self._view.quoted():
            times = self._view.words.quoted_times.format(count=count)
            yield f"{escape(name)} · {escape(times)} ({escape(', '.join(articles))})"

    def _timeline(self) -> Iterator[str]:
        for entry in self._view.dated():
            yield f"**{escape(entry.when)}** {self._cited(entry.text, entry.spans)}"

    def _articles(self) -> Iterator[str]:
        for article in self._view.document.articles:
            label = self._view.labels[article.id]
            facts = [article.headline or "", self._view.facts(article), article.url or article.locator]
            yield " · ".join([f"**{escape(label)}**", *(escape(f) for f in facts if f)])

    def _marks(self, citations: Iterable[Reference]) -> str:
        numbers = [self._notes.setdefault(c, len(self._notes) + 1) for c in citations]
        return "".join(f"[^{n}]" for n in numbers)

    def _footnotes(self) -> str:
        return "\n".join(f"[^{n}]: {self._footnote(r)}" for r, n in self._notes.items())

    def _footnote(self, reference: Reference) -> str:
        label = escape(self._view.labels[reference.article])
        place = f"{reference.start}–{reference.end}"
        return f"{label}, {place}: “{escape(reference.exact)}”"
