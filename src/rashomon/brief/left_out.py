"""Which well-founded claims some articles leave out: told by others, and nowhere near in their own text."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rashomon.brief.candidates import comments
from rashomon.brief.predicates import has_main_clause
from rashomon.brief.reporting import reported, tone
from rashomon.brief.scoring import told_by
from rashomon.brief.standalone import conditional, stands
from rashomon.brief.standing import Desk
from rashomon.brief.trim import opening, trim, words
from rashomon.lang.attribution import attribution, is_cue, word_labels
from rashomon.lang.brief import brief_words
from rashomon.lang.claims import claim_words, is_verb
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, Claim
from rashomon.model.brief import LeftOut
from rashomon.model.comparison import ClaimGroup, ClaimMember
from rashomon.model.text import Reference, Span

MOST, LEAST = 8, 2
"""Claims that are listed, the matrix shows all; articles that must tell one in words that support it."""
REPORT = 0.55
"""Mean probability of being a report from which a claim is one that an article could leave out."""
DASHES = ("-", "–", "—")
STOP = 2
"""Characters behind a claim that are no more than the stop of its sentence and a mark."""
REACH = 40
"""Characters behind a claim in which a relative clause begins."""
COMMAS = (",", "،", "，")
OPENING = ("“", "„", "«", "(")
"""Marks behind which a sentence goes on, so that what stands before them is only its beginning."""

Claims = Mapping[tuple[str, str], Claim]


def left_out(desk: Desk) -> tuple[LeftOut, ...]:
    """Return the claims told by most articles that some article, read as a whole, says nothing of.

    Comment is nothing to leave out, and a claim that can't be understood by itself is not listed.
    """
    claims = {(a.article.id, c.id): c for a in desk.story.analyses for c in a.claims}
    tones = {a.article.id: tone(a) for a in desk.story.analyses}
    groups = [g for g in desk.comparison.claims if _silent(g) and _founded(g, claims, tones)]
    groups.sort(key=lambda g: (-len(told_by(g)), -len(g.origins)))
    lines = (line for group in groups if (line := _line(group, claims, desk)))
    return tuple(islice(_once(lines), MOST))


def _once(lines: Iterable[LeftOut]) -> Iterator[LeftOut]:
    """Yield the lines whose own passage, the first cited, is no part of one told before, nor holds one."""
    told: list[Reference] = []
    for line in lines:
        own = line.citations[0]
        if not any(own.article == r.article and own.span.overlap(r.span) for r in told):
            told.append(own)
            yield line


def _silent(group: ClaimGroup) -> tuple[str, ...]:
    return tuple(cell.article for cell in group.cells if cell.stance == "silent")


def _founded(group: ClaimGroup, claims: Claims, tones: Mapping[str, float]) -> bool:
    """Tell whether independent others make the claim, and report it rather than comment."""
    if len(told_by(group)) < 2 or len(group.origins) < 2:
        return False
    told = [m.reference.article for m in group.members]
    likely = [reported([claims[a, m.claim]], tones[a]) for a, m in zip(told, group.members, strict=True)]
    return sum(likely) >= REPORT * len(likely)


def _line(group: ClaimGroup, claims: Claims, desk: Desk) -> LeftOut | None:
    legible = [r for m in group.members if (r := _legible(m, claims[m.reference.article, m.claim], desk))]
    if not legible:
        return None
    claimed = {m.reference for m in group.members}
    shown = max(legible, key=lambda r: (desk.speaks(r.article), r in claimed, len(r.span)))
    told = {shown.article: shown}
    for member in group.members:
        if desk.backing.supports(shown, member.reference):
            told.setdefault(member.reference.article, member.reference)
    if len(told) < LEAST:
        return None
    text = _text(shown.span, desk.story.analysis(shown.article))
    return LeftOut(text=text, claim=group.id, citations=tuple(told.values()), silent=_silent(group))


def _legible(member: ClaimMember, claim: Claim, desk: Desk) -> Reference | None:
    """Return a claim that is a statement by itself, or else the sentence that it makes up most of.

    A condition ("if …", "even if …") states nothing that an article could leave out.
    """
    analysis = desk.story.analysis(member.reference.article)
    if conditional(analysis.text_of(claim.span), analysis.language):
        return None
    if _reads(claim, analysis):
        return member.reference
    sentence = analysis.sentences[claim.sentence].span
    whole = 2 * len(claim.span) > len(sentence) and _states(sentence, analysis)
    return Reference(member.reference.article, sentence) if whole else None


def _text(span: Span, analysis: Analysis) -> str:
    return trim(analysis.text_of(span), brief_words(analysis.language), quoted=False)


def _reads(claim: Claim, analysis: Analysis) -> bool:
    """Tell whether a claim is a statement by itself: it opens its sentence, or is what someone said."""
    sentence = analysis.sentences[claim.sentence].span
    before = analysis.article.text.content[sentence.start : claim.span.start]
    opens = opening(f"{before}x", brief_words(analysis.language)) >= len(before)
    after = analysis.article.text.content[claim.span.end : sentence.end].lstrip()
    stated = opens or (claim.claimant is not None and not _goes_on(before, claim, analysis))
    cut = _is_cut(after, analysis) or (claim.claimant is None and _speaks(after, analysis))
    cut = cut or (not opens and _lacks_subject(claim, analysis))
    return not cut and stated and _states(claim.span, analysis)


def _lacks_subject(claim: Claim, analysis: Analysis) -> bool:
    """Tell whether a clause inside its sentence opens with its verb, whose subject may stand before it."""
    first = words(analysis.text_of(claim.span))[:1]
    drops = attribution(analysis.language).subject_drops
    return drops and any(is_verb(analysis.language, word) for word in first)


def _speaks(after: str, analysis: Analysis) -> bool:
    """Tell whether a claim that nobody makes is the subject of a verb of speech behind it (“X, …, said”)."""
    following = words(after[:REACH])[:1] if after.startswith(COMMAS) else []
    return any(is_cue(analysis.language, word) for word in following)


def _is_cut(after: str, analysis: Analysis) -> bool:
    """Tell whether a sentence goes on behind a claim: with a word, a mark or what its last noun is."""
    if after[:1].isalnum() or after.startswith(OPENING):
        return True
    next_words = words(after[:REACH])[:2]  # "by which" is two
    return any("relative" in word_labels(analysis.language, word) for word in next_words)


def _goes_on(before: str, claim: Claim, analysis: Analysis) -> bool:
    """Tell whether a claim inside its sentence is no clause of its own ("spoke | of it", "how it was")."""
    text, known = analysis.text_of(claim.span), claim_words(analysis.language)
    first = text.split(maxsplit=1)[0].casefold()
    asked_for = before.rstrip()[-1:].isalpha() and "preposition" in word_labels(analysis.language, first)
    subordinate = compiled((*known.openers, *known.contents)).match(text) is not None
    return asked_for or subordinate or before.rstrip().endswith(DASHES)


def _announces(span: Span, last: str, analysis: Analysis) -> bool:
    """Tell whether a passage breaks off behind a verb of speech, so that what was said stands elsewhere."""
    if not is_cue(analysis.language, last):
        return False
    return any(s.span.contains(span) and s.span.end - span.end > STOP for s in analysis.sentences)


def _asks(span: Span, analysis: Analysis) -> bool:
    """Tell whether a passage ends in what a clause behind its comma completes ("they demand, | that …")."""
    content = analysis.article.text.content
    after = content[span.end : span.end + REACH].lstrip()
    asked = after.startswith(COMMAS) and compiled(claim_words(analysis.language).contents).match(
        after[1:].lstrip()
    )
    ending = words(content[span.start : span.end])[-2:] if asked else []
    return any(is_cue(analysis.language, word) for word in ending)


def _states(span: Span, analysis: Analysis) -> bool:
    """Tell whether a passage can be understood by itself and is no comment."""
    text = _text(span, analysis)
    last = text.rstrip(".").rpartition(" ")[2].casefold()
    if last in claim_words(analysis.language).contents or not has_main_clause(text, analysis.language):
        return False
    if _announces(span, last, analysis) or _asks(span, analysis):
        return False
    return stands(text, span, analysis) and not comments(text, brief_words(analysis.language))
