"""Print the brief of a story to a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from rashomon.model.comparison import Status
from rashomon.render.schema import BriefSentence, Document, Reference
from rashomon.render.telling import ReportView, one_line

STYLES: dict[Status, str] = {"agreed": "green", "disputed": "yellow", "single_source": "cyan"}
INDENT = (0, 0, 0, 2)


def print_brief(document: Document, console: Console) -> None:
    """Print the brief: numbers in brackets are the articles listed at the end.

    Article text is stripped of control characters, so that it cannot steer the terminal.
    """
    _Printer(ReportView(document), console).run()


class _Printer:
    def __init__(self, view: ReportView, console: Console) -> None:
        self._view, self._console = view, console
        self._numbers = {a.id: n for n, a in enumerate(view.document.articles, 1)}

    def run(self) -> None:
        brief, words = self._view.brief, self._view.words
        self._console.print(Text(one_line(self._view.document.story.title), style="bold underline"))
        self._console.print(Text(brief.disclosure, style="dim"))
        for section in brief.sections:
            self._heading(section.heading, section.sentences)
            for sentence in section.sentences:
                self._sentence(sentence)
        self._cited(words.heading_disputed, [(d.text, d.citations) for d in brief.disputed])
        self._cited(words.heading_shared, [(s.text, s.citations) for s in brief.shared_lines])
        gaps = [(f"{g.text} · {self._view.silent(g)}", g.citations) for g in brief.left_out]
        self._cited(words.heading_left_out, gaps)
        self._lines(words.heading_abstained, [f"{a.about}. {a.why}" for a in brief.abstained])
        self._lines(words.heading_sources, self._articles())
        self._console.print()
        self._console.print(Text(brief.feedback_question, style="italic"))

    def _heading(self, heading: str, items: Iterable[object]) -> None:
        if list(items):
            self._console.print()
            self._console.print(Text(heading, style="bold"))

    def _sentence(self, sentence: BriefSentence) -> None:
        line = Text("• ")
        speaker = self._view.speaker(sentence)
        if speaker:
            line.append(f"{one_line(speaker)}: ", style="bold")
        line.append(one_line(sentence.text))
        line.append(f" {self._marks(sentence.citations)}", style="dim")
        line.append(f" · {one_line(self._view.standing(sentence))}", style=STYLES[sentence.status])
        self._print(line)
        if sentence.beside:
            passage = one_line(sentence.beside.exact)
            label = self._view.beside_label()
            self._print(Text(f"  — {label}: {passage} {self._marks([sentence.beside])}", style="dim"))

    def _print(self, line: Text) -> None:
        self._console.print(Padding(line, INDENT))

    def _cited(self, heading: str, items: list[tuple[str, list[Reference]]]) -> None:
        self._lines(heading, [f"{text} {self._marks(citations)}" for text, citations in items])

    def _lines(self, heading: str, lines: list[str]) -> None:
        self._heading(heading, lines)
        for line in lines:
            self._print(Text(f"• {one_line(line)}"))

    def _articles(self) -> list[str]:
        view = self._view
        return [
            " · ".join(
                filter(
                    None,
                    (
                        f"[{self._numbers[a.id]}] {view.labels[a.id]}",
                        one_line(a.headline or ""),
                        view.facts(a),
                    ),
                )
            )
            for a in view.document.articles
        ]

    def _marks(self, citations: Iterable[Reference]) -> str:
        numbers = sorted({self._numbers[c.article] for c in citations})
        return "[" + " ".join(map(str, numbers)) + "]"
