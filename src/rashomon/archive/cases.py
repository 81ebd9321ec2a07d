"""Turn what people corrected into evaluation cases, in the form of the project's own bench.

Rulings on conflicts, echoes and claims make invented-story cases (``python -m bench compare --gold FILE``);
rulings on quotes and speakers make rows of ``attribution``; sentences that are not supported make rows of
``support``. A ruling that was taken back, or whose passages are gone, makes none.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.archive.ruling import standing
from rashomon.model.archive import Stored
from rashomon.model.feedback import Feedback
from rashomon.model.ruling import Placed, Verdict
from rashomon.model.text import Reference, Span
from rashomon.store.contract.archive import Reader

PAGE = 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Cases by the bench's task; ``left`` are the numbers of rulings of which no task knows a form."""

    compare: list[str] = field(default_factory=list)
    attribution: list[Row] = field(default_factory=list)
    support: list[Row] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def cases(reader: Reader) -> Cases:
    """Return the cases of everything that holds in the archive: rulings, and feedback that was accepted."""
    made = Cases()
    for story in _stories(reader):
        articles = reader.articles(story)
        held = {stored.article.id: stored for stored in articles}
        for one in standing(reader, story, articles):
            _add(made, one, held)
    for said in _pages(lambda after: reader.feedback(("accepted",), limit=PAGE, after=after)):
        if said.kind == "unsupported" and said.passages:
            made.support.append(_support(said))
    return made


def _stories(reader: Reader) -> Iterator[str]:
    """Yield the stories in which rulings were given or to which their articles went, each once."""
    seen: set[str] = set()
    for ruling in _pages(lambda after: reader.all_rulings(PAGE, after)):
        for passage in ruling.passages:
            story = reader.article(passage.article).story
            if story and story not in seen:
                seen.add(story)
                yield story


def _pages(page: Callable[[str | None], Any]) -> Iterator[Any]:
    after: str | None = None
    while True:
        found = page(after)
        yield from found.items
        after = found.after
        if after is None:
            return


def _add(made: Cases, one: Placed, held: dict[str, Stored]) -> None:
    verdict, places = one.ruling.verdict, one.places
    if None in places or any(place.article not in held for place in one.found):
        return
    if verdict in COMPARED and len(one.found) > 1:
        made.compare.append(_story(one, held))
    elif verdict in {"speaker", "no_quote", "quote_words"}:
        made.attribution.append(_attribution(one, held[one.found[0].article]))
    else:
        made.left.append(one.ruling.id)


COMPARED: dict[Verdict, str] = {
    "no_conflict": "",
    "conflict_kind": "",
    "update": "update",
    "no_echo": "no-echo",
    "not_member": "apart",
    "same_claim": "same",
    "stance": "",
}
"""What a case expects, empty where it follows from the ruling's value or is that nothing is told."""


def _story(one: Placed, held: dict[str, Stored]) -> str:
    """Write the articles that a ruling names as one case; what it expects stands in its last lines."""
    spans: dict[str, list[Span]] = {}
    for place in one.found:
        spans.setdefault(place.article, []).append(place.span)
    names = list(spans)
    texts = ", ".join(_quoted(_case_article(held[name], found)) for name, found in spans.items())
    lines = ["[[case]]", f"name = {_quoted(f'ruling-{one.ruling.id}')}", f"articles = [{texts}]"]
    expected = _expected(one, held, names)
    return "\n".join([*lines, *([f"expect = [{expected}]"] if expected else [])])


def _case_article(stored: Stored, spans: Sequence[Span]) -> str:
    """Write an article's first line and the lines that a ruling is about: of the others nobody judged any."""
    day = (stored.published or stored.seen_at).date().isoformat()
    content = stored.article.text.content
    around, title = _paragraph(content, spans), content.partition("\n")[0]
    body = content[max(around.start, len(title)) : around.end].strip("\n")
    return f"{stored.language} {day} {stored.article.source.name}\n{title}\n{body}"


def _expected(one: Placed, held: dict[str, Stored], names: Sequence[str]) -> str:
    verdict, value = one.ruling.verdict, one.ruling.value
    kind = value if verdict in {"conflict_kind", "stance"} else COMPARED[verdict]
    if not kind:
        return ""
    a, b = (_quoted(_text(held[place.article], place.span)) for place in one.found[:2])
    if verdict == "stance":
        return f"{{ kind = {_quoted(kind)}, a = {a}, article = {names.index(one.found[1].article) + 1} }}"
    return f"{{ kind = {_quoted(kind)}, a = {a}, b = {b} }}"


def _text(stored: Stored, span: Span) -> str:
    return stored.article.text.slice(span)


def _quoted(text: str) -> str:
    """Write a basic string of TOML, which is one of JSON but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _attribution(one: Placed, stored: Stored) -> Row:
    """Write the paragraph of a quote as a row that knows of this one attribution, or of none."""
    around = _paragraph(stored.article.text.content, [place.span for place in one.found])
    content = one.found[-1] if one.ruling.verdict == "quote_words" else one.found[0]
    source = one.found[1:] if one.ruling.verdict == "speaker" else ()
    known = {
        "source": _moved(source, around),
        "cue": [],
        "content": _moved([content], around),
    }
    return {
        "id": f"ruling-{one.ruling.id}",
        "outlet": stored.article.source.name,
        "published": (stored.published or stored.seen_at).date().isoformat(),
        "language": stored.language,
        "text": _text(stored, around),
        "attributions": [] if one.ruling.verdict == "no_quote" else [known],
    }


def _paragraph(content: str, spans: Sequence[Span]) -> Span:
    """Return the lines in which all of these spans stand."""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    behind = content.find("\n", end)
    return Span(content.rfind("\n", 0, start) + 1, behind if behind >= 0 else len(content))


def _moved(places: Iterable[Reference], around: Span) -> list[list[int]]:
    return [[place.span.start - around.start, place.span.end - around.start] for place in places]


def _support(said: Feedback) -> Row:
    return {
        "id": f"feedback-{said.id}",
        "claim": said.text,
        "evidence": [passage.exact for passage in said.passages],
        "label": "not_supported",
        "supporting_sentences": [],
    }
