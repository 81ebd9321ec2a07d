"""Compare invented stories whose conflicts, updates and shared lines are known; count what was found.

A case names its articles (a line of language, date and outlet, a headline, the text) and what has to be
found between which two passages. Whatever else is told as a conflict, in any case, is counted as wrong.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.compare.pipeline import compare
from rashomon.encoders.base import Encoder
from rashomon.encoders.models import load_encoder
from rashomon.engine import analyze, gather
from rashomon.lang.interface import said
from rashomon.model.article import Article, Source
from rashomon.model.comparison import Comparison, Conflict
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span, Text

FOLDER = Path(__file__).parent / "cases"
CONFLICTS = frozenset(
    {"number", "date", "place", "name", "negation", "status", "modality", "attribution", "cause"}
)
STANCES = frozenset({"asserts", "denies", "hedges", "silent", "unknown"})
LONGEST = 600
"""Code points of a passage that still answers something: evidence is a sentence, not a page."""
FOUND, RIGHTLY = 0.75, 0.9
"""Floors of recall and precision of conflicts over all invented stories."""


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What has to be found of passage ``a`` (of its first article) and ``b`` (of its last).

    ``kind`` is a kind of conflict, ``update`` (one figure, no conflict), ``echo``, ``no-echo``, ``same`` (one
    claim group), ``apart`` (two), ``origin`` (one claim of one origin), or what the cell of ``article``,
    counted from 1, says.
    ``also`` are passages, headlines mostly, that may stand for ``a`` or ``b``.
    """

    kind: str
    a: str
    b: str = ""
    also: tuple[str, ...] = ()
    article: int = 0


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One invented story; without ``expect`` nothing in it contradicts anything."""

    name: str
    articles: tuple[str, ...]
    expect: tuple[Expectation, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


class Verdict(msgspec.Struct, frozen=True):
    """What came of one case: the expectations met and missed, and the conflicts nobody expected."""

    case: Case
    met: tuple[Expectation, ...]
    missed: tuple[Expectation, ...]
    false: tuple[tuple[Conflict, str], ...]


def load(*files: Path) -> tuple[Case, ...]:
    """Return the cases of these files, of all our own where none is named."""
    files = files or tuple(sorted(FOLDER.glob("*.toml")))
    return tuple(c for f in files for c in msgspec.toml.decode(f.read_bytes(), type=_File).case)


def second_half(case: Case) -> bool:
    """Tell in which half a case is counted, by its name: thresholds were set on the first half."""
    return zlib.crc32(case.name.encode()) % 2 == 1


def judge(case: Case, encoder: Encoder) -> Verdict:
    """Compare the articles of one case and hold the result against what is expected."""
    story = gather(analyze([_article(case, n) for n in range(len(case.articles))], encoder))
    found = compare(story)
    met = tuple(e for e in case.expect if _meets(e, story, found))
    wanted = [p for e in case.expect if e.kind in CONFLICTS for p in _places(e, story)]
    false = tuple(
        (c, f"{_text(story, c.a)} <> {_text(story, c.b)}")
        for c in found.conflicts
        if not any(_answers(c, *w) for w in wanted)
    )
    return Verdict(case, met, tuple(e for e in case.expect if e not in met), false)


def _article(case: Case, number: int) -> Article:
    head, title, text = case.articles[number].split("\n", 2)
    language, published, outlet = head.split(" ", 2)
    return Article(
        id=f"{case.name}-{number + 1}",
        locator=f"{case.name}-{number + 1}",
        source=Source(id=outlet, name=outlet, kind="outlet"),
        text=Text(f"{title}\n\n{text}"),
        title=title,
        published=published,
        language=language,
    )


def _places(wanted: Expectation, story: Story) -> Iterator[tuple[Reference, Reference]]:
    """Yield the pairs of passages that answer an expectation of a conflict."""
    one, other = _place(story, wanted.a, 1), _place(story, wanted.b, -1)
    for words in ("", *wanted.also):
        instead = _place(story, words, 1) if words else None
        first = instead if instead and one and instead.article == one.article else one
        last = instead if instead and other and instead.article == other.article else other
        if first and last and first != last:
            yield first, last


def _place(story: Story, words: str, step: int) -> Reference | None:
    for analysis in story.analyses[::step]:
        at = analysis.article.text.content.find(words)
        if words and at >= 0:
            return Reference(analysis.article.id, Span(at, at + len(words)))
    return None


def _touches(found: Reference, wanted: Reference) -> bool:
    shared = found.span.overlap(wanted.span) if found.article == wanted.article else 0
    return len(found.span) <= LONGEST and 2 * shared >= min(len(found.span), len(wanted.span))


def _answers(conflict: Conflict, a: Reference, b: Reference) -> bool:
    there = _touches(conflict.a, a) and _touches(conflict.b, b)
    return there or (_touches(conflict.a, b) and _touches(conflict.b, a))


def _meets(wanted: Expectation, story: Story, found: Comparison) -> bool:
    if wanted.kind in CONFLICTS:
        return any(_answers(c, *pair) for pair in _places(wanted, story) for c in found.conflicts)
    first, last = _place(story, wanted.a, 1), _place(story, wanted.b, -1)
    if wanted.kind in STANCES and first:
        article = story.analyses[wanted.article - 1].article.id
        groups = [g for g in found.claims if any(_touches(m.reference, first) for m in g.members)]
        return any(c.article == article and c.stance == wanted.kind for g in groups for c in g.cells)
    return first is not None and last is not None and _pair_meets(wanted.kind, first, last, found)


def _pair_meets(kind: str, a: Reference, b: Reference, found: Comparison) -> bool:
    if kind == "update":
        conflict = any(_answers(c, a, b) for c in found.conflicts)
        figures = [[v.reference for v in f.values] for f in found.figures]
        return not conflict and any(_both(f, a, b) for f in figures)
    if kind in {"echo", "no-echo"}:
        return any(_both(e.members, a, b) for e in found.echoes) is (kind == "echo")
    together = [g for g in found.claims if _both([m.reference for m in g.members], a, b)]
    if kind == "apart":
        return not together
    return bool(together) and (kind == "same" or len(together[0].origins) == 1)


def _both(members: Sequence[Reference], a: Reference, b: Reference) -> bool:
    return any(_touches(m, a) for m in members) and any(_touches(m, b) for m in members)


def _text(story: Story, reference: Reference) -> str:
    return story.analysis(reference.article).text_of(reference.span)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield recall of each expected and precision of each told kind, as lines of a Markdown table."""
    met, missed = (Counter(e.kind for v in verdicts for e in getattr(v, k)) for k in ("met", "missed"))
    false = Counter(c.kind for v in verdicts for c, _ in v.false)
    yield "| kind | expected | found | told wrongly |"
    yield "| --- | ---: | ---: | ---: |"
    for kind in sorted({*met, *missed, *false}):
        yield f"| {kind} | {met[kind] + missed[kind]} | {met[kind]} | {false[kind]} |"


def rates(verdicts: Sequence[Verdict]) -> tuple[float, float]:
    """Return recall and precision of all conflicts."""
    met, missed = (
        sum(e.kind in CONFLICTS for v in verdicts for e in getattr(v, k)) for k in ("met", "missed")
    )
    false = sum(len(v.false) for v in verdicts)
    return met / max(met + missed, 1), met / max(met + false, 1)


def summary(verdicts: Sequence[Verdict]) -> str:
    """Return recall and precision of all conflicts in one line, and the quiet stories that stayed quiet."""
    quiet = [v for v in verdicts if not v.case.expect]
    still = sum(not v.false for v in quiet)
    recall, precision = rates(verdicts)
    return f"recall {recall:.3f}, precision {precision:.3f}, quiet stories kept quiet {still} of {len(quiet)}"


def under_floor() -> list[str]:
    """Judge all cases and say which floor is missed, if one is."""
    encoder = load_encoder()
    recall, precision = rates([judge(c, encoder) for c in load()])
    print(f"invented stories: conflicts found {recall:.3f}, told rightly {precision:.3f}")
    found = (("conflicts found", recall, FOUND), ("conflicts told rightly", precision, RIGHTLY))
    return [f"{name} {value:.3f} < {floor}" for name, value, floor in found if value < floor]


def errors(verdict: Verdict) -> Iterator[str]:
    """Yield what is wrong with one case, a line each."""
    for wanted in verdict.missed:
        yield f"{verdict.case.name}: missed {wanted.kind}: {wanted.a} <> {wanted.b or wanted.article}"
    for conflict, texts in verdict.false:
        why = said(conflict.why, "en")
        yield f"{verdict.case.name}: false {conflict.kind} {conflict.score}: {texts} ({why})"


def run(names: Sequence[str], *, show_errors: bool, file: Path | None = None) -> int:
    """Judge the named cases, or all, of our own files or of another, and print tables of both halves."""
    encoder = load_encoder()
    cases = load(file) if file else load()
    verdicts = [judge(c, encoder) for c in cases if not names or c.name in names]
    for half, name in ((False, "of the first half"), (True, "of the second half")):
        mine = [v for v in verdicts if second_half(v.case) is half]
        print(f"\n{len(mine)} stories {name}: {summary(mine)}\n")
        print("\n".join(table(mine)))
    for verdict in verdicts if show_errors else ():
        print("\n".join(errors(verdict)), end="\n" if verdict.missed or verdict.false else "")
    return 0
