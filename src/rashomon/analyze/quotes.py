"""Find who is quoted with which words: direct quotations, indirect speech and what mixes both.

An attribution is source, cue and content, as in PARC (Pareti 2012) and PolNeAR (Newell et al. 2018).
Words in quotation marks that nobody is given for (scare quotes, names, titles) are no quotes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rashomon.analyze.attributions import Attribution, find_attributions, subject
from rashomon.analyze.cues import find_cues
from rashomon.analyze.dialogue import find_dialogue
from rashomon.analyze.quote_marks import Quotation, find_quotations
from rashomon.analyze.quote_units import Token, paragraph_starts, read_units, words_of
from rashomon.analyze.roles import Cast
from rashomon.analyze.scenes import PRONOUNS, Range, Scene, find_names
from rashomon.lang.attribution import attribution, first_class, lexicon, word_labels
from rashomon.lang.pack import primary
from rashomon.model.annotation import Analysis, Quote, QuoteKind, Speaker
from rashomon.model.text import Span

SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
FRAGMENT = 5
"""Words in marks up to which a reported clause is mixed with a fragment rather than with an utterance."""
VIA_REACH = 4
"""Words before an agency's name in which it is credited."""
WINDOW = 400
"""Code points of a sentence that are looked at to see whether the reporter speaks."""
UTTERANCE = 7
"""Words in marks from which they are an utterance even where nobody is given for them."""
NAME_WORDS = 5
"""Words of the longest name that is looked for in quotation marks."""


def find_quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return the quotes of an article in reading order; needs its sentences and entities.

    The span of a direct quote is the quoted words without marks; one quotation over several paragraphs is
    one quote. Indirect and mixed quotes span the clause that gives what was said; the quoted words of a
    mixed one are a direct quote as well.
    """
    starts = paragraph_starts(analysis)
    quotations = find_quotations(analysis.article.text.content, starts)
    quotations = tuple(q if q.closed else _cut(analysis, q) for q in quotations)
    names = _Names(analysis)
    outer = [q for q in quotations if q.depth == 0 and not names.holds(q)]
    outer = _with_dialogue(outer, find_dialogue(analysis, starts))
    reader = _Reader(analysis=analysis, quotations=outer)
    found = {(q.span, q.kind): q for q in reader.read()}
    nested = [q for q in quotations if q.depth == 1 and not names.holds(q)]
    found |= {(q.span, q.kind): q for q in _read_nested(analysis, quotations, nested)}
    return tuple(sorted(found.values(), key=lambda q: (q.span.start, -q.span.end)))


def _with_dialogue(marked: Sequence[Quotation], spoken: Sequence[Quotation]) -> list[Quotation]:
    """Put speech after dashes among quotations in marks; marks inside such speech are part of it."""
    if not spoken:
        return list(marked)
    starts = [q.outer.start for q in spoken]
    free = []
    for quotation in marked:
        index = bisect_right(starts, quotation.outer.start) - 1
        inside = index >= 0 and spoken[index].outer.overlap(quotation.outer)
        after = index + 1 < len(spoken) and spoken[index + 1].outer.overlap(quotation.outer)
        free += [] if inside or after else [quotation]
    return sorted([*free, *spoken], key=lambda q: q.outer.start)


def _read_nested(
    analysis: Analysis, quotations: Sequence[Quotation], inside: Sequence[Quotation]
) -> Iterator[Quote]:
    """Yield the direct quotes that stand, with a cue, inside longer quotations."""
    if not inside:
        return
    around = [q.outer for q in quotations if q.depth == 0]
    starts, last = [span.start for span in around], -1
    for quote in _Reader(analysis=analysis, quotations=inside).read():
        index = bisect_right(starts, quote.span.start) - 1
        if quote.kind != "direct" or index < 0:
            continue
        said_inside = quote.cue is not None and around[index].contains(quote.cue)
        if said_inside or (quote.cue is None and index == last):
            last = index
            yield quote


def _cut(analysis: Analysis, quotation: Quotation) -> Quotation:
    """End a quotation without a closing mark before the sentence in which the reporter resumes."""
    inner, text = quotation.inner, analysis.article.text.content
    end = inner.start
    for match in SENTENCE_END.finditer(text, inner.start, inner.end):
        if end > inner.start and _reports(analysis, Span(end, match.end())):
            break
        end = match.end()
    else:
        end = inner.end if end == inner.start or not _reports(analysis, Span(end, inner.end + 1)) else end
    return replace(quotation, inner=Span(inner.start, end), outer=Span(quotation.outer.start, end))


def _reports(analysis: Analysis, span: Span) -> bool:
    tokens = list(words_of(analysis, span.start, min(span.end, span.start + WINDOW)))
    cue = next(
        (i for i, t in enumerate(tokens) if first_class(t.labels) in ("say", "hedge", "deny", "warn")), None
    )
    return cue is not None and any(t.has("complement") for t in tokens[cue : cue + 8])


class _Names:
    """Tells which marks hold a name: capitalised, short, right behind a word or where an entity stands."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._spans = sorted(m.span for e in analysis.entities for m in e.mentions)

    def holds(self, quotation: Quotation) -> bool:
        """Tell whether a name and no utterance stands between the marks."""
        words = self._analysis.text_of(quotation.inner).split()
        if not words or not words[0][0].isupper() or words[-1][-1] in ".,!?…":
            return False
        text, outer = self._analysis.article.text.content, quotation.outer
        before = text[max(0, outer.start - 60) : outer.start].rsplit("\n", 1)[-1]
        if self._is_introduced(before) or self._is_mention(quotation.inner):
            return True
        return len(words) <= NAME_WORDS and before.rstrip()[-1:].isalnum() and not _is_title_case(before)

    def _is_introduced(self, before: str) -> bool:
        """Tell whether a noun such as "film" or "ship" stands right before the marks."""
        last = before.split()[-1:] if before.endswith(" ") else []
        return any("introducer" in word_labels(self._analysis.language, word.casefold()) for word in last)

    def _is_mention(self, inner: Span) -> bool:
        index = bisect_right(self._spans, Span(inner.start, inner.end + 2))
        near = self._spans[max(0, index - 2) : index + 1]
        return any(span.overlap(inner) * 10 >= 9 * len(inner) for span in near)


def _is_title_case(text: str) -> bool:
    """Tell whether words are capitalised as in an English headline, so that capitals are no evidence."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words[1:])


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through the sentences of one article and remembers who spoke."""

    analysis: Analysis
    quotations: Sequence[Quotation]
    cast: Cast = field(init=False)

    def __post_init__(self) -> None:
        units = read_units(self.analysis, self.quotations)
        self.cast = Cast(analysis=self.analysis, units=units, names=find_names(self.analysis, units))

    def read(self) -> Iterator[Quote]:
        grammar = attribution(self.analysis.language)
        for unit, names in zip(self.cast.units, self.cast.names, strict=True):
            named = {at for name in names for at in range(name.first, name.last)}
            cues = find_cues(unit, self.analysis.language, named)
            yield from self._read_unit(
                Scene(unit=unit, tokens=unit.tokens, names=names, cues=cues, grammar=grammar)
            )

    def _read_unit(self, scene: Scene) -> Iterator[Quote]:
        found = find_attributions(scene)
        said_by = [self._speaker(scene, a) for a in found]
        via = self._via(scene)
        for quote in self._quotes(scene, found, said_by):
            credited = quote.speaker is not None and via not in (None, quote.speaker.name)
            yield replace(quote, via=via) if credited else quote
        self.cast.remember(scene, self._about(scene, found, said_by))

    def _quotes(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Iterator[Quote]:
        yield from self._direct(scene, found, said_by)
        for a, speaker in zip(found, said_by, strict=True):
            if speaker is None and a.source is not None and not a.clause:
                continue
            if a.content is not None and not _only_quotation(scene, a.content):
                yield self._quote("indirect", scene, a.content, a, speaker)

    def _via(self, scene: Scene) -> str | None:
        """Return the agency or outlet that a sentence credits with the words ("told the agency X")."""
        known = lexicon(primary(self.analysis.language))
        for name in scene.names:
            if name.type == "PER":
                continue
            for at in range(max(0, name.first - VIA_REACH), name.first):
                phrase = known.phrase(scene.unit.words, at)
                credited = scene.tokens[at].has("via") or (phrase is not None and phrase[1] == "via")
                if credited and all(t.kind == "word" for t in scene.tokens[at : name.first]):
                    return self.cast.people[name.entity].name
        return None

    def _about(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Speaker | None:
        """Return the one whom a sentence is about: the last to speak for himself, else the first named."""
        speakers = [
            s for a, s in zip(found, said_by, strict=True) if s is not None and not _is_inside(a, found)
        ]
        if speakers:
            return speakers[-1]
        people = [n for n in scene.names if n.type == "PER"]
        if scene.tokens and scene.tokens[-1].text == ":" and scene.names:
            people = [scene.names[-1]]
        return self.cast.speaker(people[0].entity, None) if people else None

    def _speaker(self, scene: Scene, a: Attribution) -> Speaker | None:
        if a.source is not None:
            return self.cast.resolve(scene, a.source, oblique=a.cue.kind == "according", placed=a.placed)
        return self.cast.last_speaker() if a.dropped else None

    def _direct(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Iterator[Quote]:
        for at, token in enumerate(scene.tokens):
            if token.kind != "quote":
                continue
            index = _which(found, at)
            if index is not None and at not in found[index].direct and self._is_scare(token, found[index]):
                continue
            if index is None:
                yield from self._unbound(scene, at)
            elif (speaker := said_by[index]) is not None:
                yield self._quote("direct", scene, Range(at, at + 1), found[index], speaker)

    def _unbound(self, scene: Scene, at: int) -> Iterator[Quote]:
        """Yield a quotation without a cue if it is a sentence of its own or too long for anything else."""
        words = len(self.analysis.text_of(self.quotations[scene.tokens[at].quotation].inner).split())
        alone = all(t.kind != "word" for t in scene.tokens)
        speaker = self.cast.last_speaker(2) if alone else self._beside(scene, at)
        whole = words > 3 or bool(scene.tokens[at].text)
        if words >= UTTERANCE or (alone and whole and speaker is not None):
            yield self._quote("direct", scene, Range(at, at + 1), None, speaker)

    def _beside(self, scene: Scene, at: int) -> Speaker | None:
        """Return whom the words around a quotation name: right behind it or as their subject."""
        behind = next((n for n in scene.names if at < n.first <= at + 2), None)
        if behind is not None:
            return self.cast.resolve(scene, Range(behind.first, behind.last))
        pronoun = at + 1 < len(scene.tokens) and any(scene.tokens[at + 1].has(kind) for kind in PRONOUNS[:3])
        source = Range(at + 1, at + 2) if pronoun else subject(scene, at)
        return self.cast.resolve(scene, source) if source is not None else self.cast.last_speaker(2)

    def _is_scare(self, token: Token, a: Attribution) -> bool:
        """Tell whether one word in marks within a reported clause is rather the reporter's own distance."""
        words = self.analysis.text_of(self.quotations[token.quotation].inner).split()
        return len(words) == 1 and a.clause

    def _quote(
        self, kind: QuoteKind, scene: Scene, content: Range, a: Attribution | None, speaker: Speaker | None
    ) -> Quote:
        token = scene.tokens[content.first]
        if kind == "direct":
            span = self.quotations[token.quotation].inner
            inside = a is not None and a.clause and content.first not in a.direct
            kind = "mixed" if inside and len(self.analysis.text_of(span).split()) <= FRAGMENT else kind
        else:
            span = scene.unit.span(*content)
            kind = (
                "mixed"
                if any(t.kind == "quote" for t in scene.tokens[content.first : content.last])
                else kind
            )
        cue = scene.unit.span(a.cue.first, a.cue.last) if a is not None else None
        return Quote(id=f"{kind}-{span.start}-{span.end}", kind=kind, span=span, cue=cue, speaker=speaker)


def _is_inside(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution is part of what another one reports."""
    return any(
        b is not a and b.content is not None and b.content.first <= a.cue.first < b.content.last
        for b in found
    )


def _only_quotation(scene: Scene, content: Range) -> bool:
    return content.last - content.first == 1 and scene.tokens[content.first].kind == "quote"


def _which(found: Sequence[Attribution], at: int) -> int | None:
    """Return the attribution of a quotation: said with its cue, else the last whose content holds it."""
    for index, a in enumerate(found):
        if at in a.direct:
            return index
    holding = [
        i for i, a in enumerate(found) if a.content is not None and a.content.first <= at < a.content.last
    ]
    return holding[-1] if holding else None
