"""What stands beside the sections: where accounts differ, lines that are shared, what can't be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rashomon.brief.labels import claimant_name, is_claimant
from rashomon.brief.reporting import reported, tone
from rashomon.brief.standalone import points_outside
from rashomon.brief.standing import Desk
from rashomon.brief.trim import around, balanced, opening, words
from rashomon.lang.brief import brief_words
from rashomon.model.annotation import Analysis, Speaker
from rashomon.model.brief import Abstention, Disputed, Section, SharedLine
from rashomon.model.comparison import Claimant, ClaimGroup, Conflict, Echo
from rashomon.model.index import Index
from rashomon.model.phrase import Phrase
from rashomon.model.text import Reference, Span

MOST_DISPUTED, MOST_LINES = 8, 4
LINE = 8
"""Words that the fullest wording of a line has at least."""
MOST_NAMED = 5
"""Articles that are named one by one where something can't be told of them; more are counted."""
NEAR = 0.55
"""Score of an echo whose words are so near that the brief may say so."""
PASSAGE = 240
"""Characters of a passage quoted in a dispute; a longer one is cut at a word."""

ClaimsAt = Mapping[str, Index[tuple[Span, ClaimGroup]]]
"""Where each article tells which claim."""


def disputed(desk: Desk) -> tuple[Disputed, ...]:
    """Set both sides of the clearest conflicts beside each other, each with who says it, each matter once."""
    told: list[Conflict] = []
    matters = (conflict for conflict in desk.comparison.conflicts if conflict.same_as is None)
    for conflict in sorted(matters, key=lambda c: -c.score):
        if len(told) < MOST_DISPUTED and not any(_one_matter(conflict, other, desk) for other in told):
            told.append(conflict)
    return tuple(_dispute(conflict, desk) for conflict in told)


def _one_matter(one: Conflict, other: Conflict, desk: Desk) -> bool:
    """Tell whether each side of a conflict says what a side of the other does, so that both show the same."""
    sides = (one.a, one.b)
    orders = ((other.a, other.b), (other.b, other.a))
    return one.kind == other.kind and any(
        all(x.overlaps(y) or desk.backing.supports(x, y) for x, y in zip(sides, order, strict=True))
        for order in orders
    )


def _dispute(conflict: Conflict, desk: Desk) -> Disputed:
    question = desk.words.of("conflict", conflict.kind)
    a, b = _line_of(conflict.a, desk), _line_of(conflict.b, desk)
    one_voice = conflict.a.article == conflict.b.article and conflict.a_by == conflict.b_by
    by_a, by_b = (None, None) if one_voice else (conflict.a_by, conflict.b_by)
    sides = (
        _side(conflict.a, _marked(around(a, b), conflict.a, desk), by_a, desk),
        _side(conflict.b, _marked(around(b, a), conflict.b, desk), by_b, desk),
    )
    citations = (conflict.a, conflict.b)
    return Disputed(text=f"{question} {' — '.join(sides)}", conflict=conflict.id, citations=citations)


def _side(reference: Reference, told: str, by: Claimant | None, desk: Desk) -> str:
    language = desk.story.analysis(reference.article).language
    named = by is not None and is_claimant(desk.comparison, by, language)
    who = [claimant_name(desk.comparison, by, desk.language)] if by and named else []
    return f"{told} ({', '.join([*who, desk.labels[reference.article]])})"


def passage(reference: Reference, desk: Desk) -> str:
    """Return a passage in its language's quotation marks, on one line, cut at a word if it is long."""
    line = _line_of(reference, desk)
    if len(line) > PASSAGE:
        line = line[:PASSAGE].rsplit(" ", 1)[0] + " …"
    return _marked(line, reference, desk)


def _line_of(reference: Reference, desk: Desk) -> str:
    analysis = desk.story.analysis(reference.article)
    line = " ".join(analysis.text_of(reference.span).split()).strip('“”„«»" ,;:')
    return line[opening(line, brief_words(analysis.language)) :]


def _marked(line: str, reference: Reference, desk: Desk) -> str:
    language = brief_words(desk.story.analysis(reference.article).language)
    return line.join(language.quotation_marks)


def bloc_echoes(desk: Desk) -> list[Echo]:
    """Return echoes that are a line of some articles: comment that nobody tells but those who share it.

    Wire copy and the same reported statement are no lines: there the wording has an innocent root.
    """
    claims_at = _claims_at(desk.comparison.claims)
    return [e for e in desk.comparison.echoes if not e.wire and _is_line(e, claims_at, desk)]


def _claims_at(groups: Iterable[ClaimGroup]) -> ClaimsAt:
    """Return, for each article, where it tells which claim."""
    placed: dict[str, list[tuple[Span, ClaimGroup]]] = defaultdict(list)
    for group in groups:
        for member in group.members:
            placed[member.reference.article].append((member.reference.span, group))
    return {article: Index(held, lambda pair: pair[0]) for article, held in placed.items()}


def _is_line(echo: Echo, claims_at: ClaimsAt, desk: Desk) -> bool:
    if len(echo.articles) < 2 or any(_reports(m, desk) for m in echo.members) or _is_statement(echo, desk):
        return False
    if max(len(words(desk.story.analysis(m.article).text_of(m.span))) for m in echo.members) < LINE:
        return False
    return _comment_share(echo, desk) >= 0.5 and _tellers(echo, claims_at) <= echo.articles


def _reports(member: Reference, desk: Desk) -> bool:
    """Tell whether a passage holds a figure, which is a fact that can be checked and no line."""
    analysis = desk.story.analysis(member.article)
    return any(member.span.contains(q.span) and q.value > 2 for q in analysis.quantities)


def _is_statement(echo: Echo, desk: Desk) -> bool:
    """Tell whether the articles quote the same words of someone, rather than share words of their own."""
    sayers = Counter(sayer for member in echo.members for sayer in _sayers(member, desk))
    return any(count > 1 for count in sayers.values())


def _sayers(member: Reference, desk: Desk) -> set[str]:
    """Return who is quoted, directly or not, with most of a passage; "" for someone without a name."""
    analysis = desk.story.analysis(member.article)
    around = [q for q in analysis.quotes if 2 * q.span.overlap(member.span) >= len(member.span)]
    quoted = {_identity(q.speaker, member.article, desk) for q in around if q.speaker}
    direct = any(q.kind != "indirect" for q in around)
    return quoted | ({""} if direct else set())


def _identity(speaker: Speaker, article: str, desk: Desk) -> str:
    entity = desk.comparison.entity_of(article, speaker.entity)
    return entity.id if entity else speaker.name.casefold()


def _comment_share(echo: Echo, desk: Desk) -> float:
    """Return how far the passages comment rather than report, 0 to 1, each judged with its article."""
    passages = [(desk.story.analysis(m.article), m.span) for m in echo.members]
    shares = [
        1 - reported(inside, tone(analysis))
        for analysis, span in passages
        if (inside := [c for c in analysis.claims if 2 * c.span.overlap(span) >= len(c.span)])
    ]
    return sum(shares) / len(shares) if shares else 0.0


def _tellers(echo: Echo, claims_at: ClaimsAt) -> set[str]:
    """Return all articles that tell any of the claims made in the echo's passages."""
    touched = {
        g.id: g
        for e in echo.members
        if e.article in claims_at
        for _, g in claims_at[e.article].overlapping(e.span)
    }
    return {m.reference.article for g in touched.values() for m in g.members}


def shared_lines(echoes: list[Echo], desk: Desk) -> tuple[SharedLine, ...]:
    """Tell the lines that most articles share, in the reader's language if one of them is in it."""
    near = (e for e in echoes if e.score >= NEAR)
    ranked = sorted(near, key=lambda e: (-len(e.articles), -e.score))
    return tuple(_line(e, desk) for e in ranked[:MOST_LINES])


def _line(echo: Echo, desk: Desk) -> SharedLine:
    shown = min(echo.members, key=lambda m: _legibility(m, desk))
    text = f"{passage(shown, desk)} ({desk.words.told_alike.format(count=len(echo.articles))})"
    cited = (shown, *(m for m in echo.members if m != shown))
    return SharedLine(text=text, echo=echo.id, citations=cited)


def _legibility(member: Reference, desk: Desk) -> tuple[bool, bool, bool, bool, int]:
    """Rank passages: in the reader's language, the words alone, pointing at nothing outside, whole."""
    analysis = desk.story.analysis(member.article)
    language = brief_words(analysis.language)
    line = " ".join(analysis.text_of(member.span).split())
    points = points_outside(line[opening(line, language) :], language)
    fits = len(line) <= PASSAGE and balanced(line)
    framed = any(q.cue and member.span.contains(q.cue) for q in analysis.quotes)
    return not desk.speaks(member.article), not fits, framed, points, -len(line)


def abstained(sections: tuple[Section, ...], desk: Desk) -> tuple[Abstention, ...]:
    """Say what could not be told and why."""
    return (*_empty(sections), *_coverage(desk), *_dates(desk), *_authors(desk))


def _empty(sections: tuple[Section, ...]) -> Iterator[Abstention]:
    for section in sections:
        if not section.sentences:
            yield Abstention(about=Phrase(key=f"heading_{section.id}"), why=Phrase(key="why_section"))


def _coverage(desk: Desk) -> Iterator[Abstention]:
    analyses = desk.story.analyses
    if len(analyses) == 1:
        yield Abstention(about=Phrase(key="about_single"), why=Phrase(key="why_single"))
    cut = [a for a in analyses if not a.article.complete]
    if cut:
        yield Abstention(about=_whose("about_partial", cut, desk), why=Phrase(key="why_partial"))
    foreign = _foreign_only(desk)
    if foreign:
        why = Phrase(key="why_language", own=desk.language)
        yield Abstention(about=Phrase(key="about_language", languages=tuple(foreign)), why=why)


def _foreign_only(desk: Desk) -> list[str]:
    """Return the languages that tell claims which no article in the reader's language tells."""
    languages = {a.article.id: a.language for a in desk.story.analyses}
    own = {article for article in languages if desk.speaks(article)}
    counted = Counter(
        languages[m.reference.article]
        for g in desk.comparison.claims
        if not own & {m.reference.article for m in g.members}
        for m in g.members
    )
    return [code for code, _ in counted.most_common()]


def _dates(desk: Desk) -> Iterator[Abstention]:
    for basis, key in (("inferred", "why_inferred"), ("unknown", "why_undated")):
        whose = [a for a in desk.story.analyses if a.structure.published.basis == basis]
        if whose:
            dates = sorted({a.structure.published.value or "" for a in whose})
            why = Phrase(key=key, text=" – ".join(dict.fromkeys((dates[0], dates[-1]))))
            yield Abstention(about=_whose("about_published", whose, desk), why=why)


def _authors(desk: Desk) -> Iterator[Abstention]:
    nameless = [a for a in desk.story.analyses if not (a.structure.byline or a.article.byline)]
    if nameless:
        yield Abstention(about=_whose("about_author", nameless, desk), why=Phrase(key="why_author"))


def _whose(key: str, analyses: list[Analysis], desk: Desk) -> Phrase:
    names = tuple(desk.labels[a.article.id] for a in analyses)
    return Phrase(key=key, names=names if len(names) <= MOST_NAMED else (), count=len(names))
