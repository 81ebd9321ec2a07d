"""What is told of an article and its translations, which all say the same (NTREX-128, Federmann et al. 2022).

Each document is a story of four articles, one a language. None of them contradicts another, and none is
silent on anything; two quotations in marks are one utterance where they stand in the same sentence. Nothing
is labelled by hand for it, and translations are nearer than what two outlets write: it shows what falls
together that should not, what is told wrongly of accounts that agree, and whose names are not known again.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations

from bench.task import Figures, Row, Task, readings
from rashomon import engine
from rashomon.encoders.models import load_encoder
from rashomon.lang.interface import said
from rashomon.model.annotation import Analysis, Quote
from rashomon.model.comparison import Comparison

LANGUAGES = ("en", "ru", "uk", "pl")


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return for every document the pairs of its quotations, its conflicts and how many cells are silent."""
    encoder = load_encoder()
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        documents[row["doc"]].append(row)
    return [
        {"doc": doc, **_told(sentences, list(readings(_articles(sentences), encoder)))}
        for doc, sentences in documents.items()
    ]


def _told(sentences: Sequence[Row], analyses: Sequence[Analysis]) -> Row:
    compared = engine.compare(engine.gather(analyses, None))
    by_id = {analysis.article.id: analysis for analysis in analyses}
    stances = [cell.stance for group in compared.claims for cell in group.cells]
    sides = [[by_id[s.article].text_of(s.span) for s in (c.a, c.b)] for c in compared.conflicts]
    return {
        "quotations": list(_pairs(sentences, analyses, compared)),
        "conflicts": [[said(c.why, "en"), *pair] for c, pair in zip(compared.conflicts, sides, strict=True)],
        "cells": len(stances),
        "silent": stances.count("silent"),
    }


def _articles(sentences: Sequence[Row]) -> list[Row]:
    return [
        {"id": language, "outlet": language, "language": language, "text": _text(sentences, language)}
        for language in LANGUAGES
    ]


def _text(sentences: Sequence[Row], language: str) -> str:
    return "\n".join(sentence[language] for sentence in sentences)


def _pairs(sentences: Sequence[Row], analyses: Sequence[Analysis], compared: Comparison) -> Iterator[Row]:
    """Yield every pair of quotations in two languages: where they stand, and what was found of it."""
    utterances = {(v.article, v.quote): u.id for u in compared.utterances for v in u.variants}
    quoted = [(analysis, q) for analysis in analyses for q in analysis.quotes if q.kind == "direct"]
    places = {language: _starts(sentences, language) for language in LANGUAGES}
    for pair in combinations(quoted, 2):
        if pair[0][0].language == pair[1][0].language:
            continue
        homes = [utterances.get((analysis.article.id, quote.id)) for analysis, quote in pair]
        speakers = [_speaker(analysis, quote, compared) for analysis, quote in pair]
        yield {
            "sentences": [bisect_right(places[a.language], q.span.start) for a, q in pair],
            "exact": [analysis.text_of(quote.span) for analysis, quote in pair],
            "speakers": speakers,
            "together": homes[0] is not None and homes[0] == homes[1],
        }


def _starts(sentences: Sequence[Row], language: str) -> list[int]:
    """Return where each sentence but the first begins in an article, in code points."""
    return list(accumulate(len(sentence[language]) + 1 for sentence in sentences))


def _speaker(analysis: Analysis, quote: Quote, compared: Comparison) -> str | None:
    """Return the entity that speaks, or the name of one that was not linked."""
    if quote.speaker is None:
        return None
    member = (analysis.article.id, quote.speaker.entity or "")
    return next((e.id for e in compared.entities if member in e.members), quote.speaker.name)


def figures(_: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score pairs of quotations, and how many of those of one sentence have one speaker; count the rest."""
    pairs = [pair for row in predicted for pair in row["quotations"]]
    same = [pair for pair in pairs if _one(pair)]
    found = [pair for pair in pairs if pair["together"]]
    right = sum(map(_one, found))
    known = [pair["speakers"] for pair in same if all(pair["speakers"])]
    return {
        "quotations.pairs": len(same),
        "quotations.precision": right / max(len(found), 1),
        "quotations.recall": right / max(len(same), 1),
        "quotations.speaker": sum(a == b for a, b in known) / max(len(known), 1),
        "conflicts.told": sum(len(row["conflicts"]) for row in predicted),
        "cells.silent": sum(row["silent"] for row in predicted) / sum(row["cells"] for row in predicted),
    }


def _one(pair: Row) -> bool:
    first, second = pair["sentences"]
    return bool(first == second)


def errors(_: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield the conflicts that are told, quotations that were put together wrongly, then those missed."""
    for row in predicted:
        yield from ("\n  ".join([row["doc"], *conflict]) for conflict in row["conflicts"])
    wrong = [
        (row["doc"], pair)
        for row in predicted
        for pair in row["quotations"]
        if pair["together"] != _one(pair)
    ]
    for doc, pair in sorted(wrong, key=lambda one: not one[1]["together"]):
        told = "put together" if pair["together"] else "missed"
        spoken = zip(pair["speakers"], pair["exact"], strict=True)
        yield "\n  ".join([f"{doc}, {told}", *(f"{speaker}: {words}" for speaker, words in spoken)])


TASK = Task(
    name="translations",
    development="parallel/ntrex_dev.jsonl",
    answers=frozenset(),
    predict=predict,
    figures=figures,
    errors=errors,
)
