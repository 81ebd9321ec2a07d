"""Quotations found again in translations of their article, on NTREX-128 (Federmann et al. 2022).

Each document is a story of four articles, one a language. Two quotations in marks of two languages are one
utterance where they stand in the same sentence of the document. Nothing is labelled by hand for it, and
sentences that translate each other are nearer than two outlets' reports: it shows what falls together that
should not, and whose names are not known again in another script.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations

from bench.task import Figures, Row, Task, readings
from rashomon import engine
from rashomon.encoders.models import load_encoder
from rashomon.model.annotation import Analysis, Quote
from rashomon.model.comparison import Comparison

LANGUAGES = ("en", "ru", "uk", "pl")


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return every pair of quotations of one document in two languages, and what was found of it."""
    encoder = load_encoder()
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        documents[row["doc"]].append(row)
    return [
        {"doc": doc, **pair}
        for doc, sentences in documents.items()
        for pair in _pairs(sentences, list(readings(_articles(sentences), encoder)))
    ]


def _articles(sentences: Sequence[Row]) -> list[Row]:
    return [
        {"id": language, "outlet": language, "language": language, "text": _text(sentences, language)}
        for language in LANGUAGES
    ]


def _text(sentences: Sequence[Row], language: str) -> str:
    return "\n".join(sentence[language] for sentence in sentences)


def _pairs(sentences: Sequence[Row], analyses: Sequence[Analysis]) -> Iterator[Row]:
    compared = engine.compare(engine.gather(analyses, None))
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
    """Score pairs, and how many of those of one sentence were given one speaker."""
    same = [pair for pair in predicted if _one(pair)]
    found = [pair for pair in predicted if pair["together"]]
    right = sum(map(_one, found))
    known = [pair["speakers"] for pair in same if all(pair["speakers"])]
    return {
        "pairs": len(same),
        "precision": right / max(len(found), 1),
        "recall": right / max(len(same), 1),
        "speaker": sum(a == b for a, b in known) / max(len(known), 1),
    }


def _one(pair: Row) -> bool:
    first, second = pair["sentences"]
    return bool(first == second)


def errors(_: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield pairs that were put together wrongly, then those that were missed."""
    wrong = [pair for pair in predicted if pair["together"] != _one(pair)]
    for pair in sorted(wrong, key=lambda pair: not pair["together"]):
        told = "put together" if pair["together"] else "missed"
        said = zip(pair["speakers"], pair["exact"], strict=True)
        yield "\n  ".join([f"{pair['doc']}, {told}", *(f"{speaker}: {words}" for speaker, words in said)])


TASK = Task(
    name="quotations",
    development="parallel/ntrex_dev.jsonl",
    answers=frozenset(),
    predict=predict,
    figures=figures,
    errors=errors,
)
