"""Find who is quoted with which words: direct quotations, indirect speech and what mixes both.

An attribution is source, cue and content, as in PARC (Pareti 2012) and PolNeAR (Newell et al. 2018).
Words in quotation marks that nobody is given for (scare quotes, names, titles) are no quotes.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.analyze.marks.pairs import Quotation, find_quotations
from rashomon.analyze.quotes.headlines import with_headline
from rashomon.analyze.quotes.nested import is_named_in, is_unnamed, is_wished, may_tell
from rashomon.analyze.quotes.reader import Reader
from rashomon.analyze.quotes.sentence.margins import beside_the_text, lies_in
from rashomon.analyze.quotes.sentence.units import paragraph_starts
from rashomon.analyze.quotes.speech.dialogue import find_dialogue, part_at_dashes, with_dialogue
from rashomon.analyze.quotes.speech.titles import Names
from rashomon.analyze.quotes.speech.transcripts import find_transcripts
from rashomon.analyze.quotes.speech.unclosed import settled
from rashomon.model.annotation import Analysis, Quote


def find_quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return the quotes of an article in reading order; needs its sentences and entities.

    The span of a direct quote is the quoted words without marks; one quotation over several paragraphs is
    one quote. Indirect and mixed quotes span the clause that gives what was said; the quoted words of a
    mixed one are a direct quote as well.
    """
    starts = paragraph_starts(analysis)
    quotations = find_quotations(analysis.article.text.content, starts, analysis.language)
    quotations = settled(analysis, quotations)
    names = Names(analysis, quotations)
    whole = (replace(q, title=names.is_title(q)) for q in quotations if q.depth == 0)
    whole = (q for q in whole if q.title or not names.holds(q))
    outer = [part for q in whole for part in ([q] if q.title else part_at_dashes(analysis, q))]
    outer = with_dialogue(outer, find_dialogue(analysis, starts))
    outer = with_dialogue(outer, find_transcripts(analysis, outer))
    reader = Reader(analysis=analysis, quotations=outer)
    found = {(q.span, q.kind): q for q in reader.read()}
    nested = [q for q in quotations if q.depth == 1 and not names.holds(q)]
    found |= {(q.span, q.kind): q for q in _read_nested(analysis, quotations, nested)}
    beside = beside_the_text(analysis)
    spoken = [q for q in quotations if q.depth == 0 and not names.holds(q)]
    told = (q for q in with_headline(analysis, spoken, list(found.values())) if not lies_in(beside, q.span))
    return tuple(sorted(told, key=lambda q: (q.span.start, -q.span.end)))


def _read_nested(
    analysis: Analysis, quotations: Sequence[Quotation], inside: Sequence[Quotation]
) -> Iterator[Quote]:
    """Yield the direct quotes that stand, with a cue, inside longer quotations."""
    if not inside:
        return
    around = [q.outer for q in quotations if q.depth == 0]
    starts, last = [span.start for span in around], -1
    if not any(may_tell(analysis, around[bisect_right(starts, q.outer.start) - 1]) for q in inside):
        return
    for quote in Reader(analysis=analysis, quotations=inside).read(until=inside[-1].outer.end):
        index = bisect_right(starts, quote.span.start) - 1
        if quote.kind != "direct" or index < 0 or is_unnamed(analysis, quote.speaker):
            continue
        named = quote.cue is not None and is_named_in(around[index], quote)
        said_inside = named and not is_wished(analysis, quote)
        if said_inside or (quote.cue is None and index == last):
            last = index
            yield quote
