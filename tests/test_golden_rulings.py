"""The sample coverage as people had corrected it gives exactly the golden file."""

import os
from pathlib import Path

from rashomon import engine, sample
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.ruling import Placed, Ruling, Verdict
from rashomon.model.selector import select
from rashomon.model.text import Reference, Span
from rashomon.render.schema import Document
from rashomon.render.schema import Reference as Shown
from tests.store_making import NOON

GOLDEN = Path(__file__).parent / "golden" / "ruled.md"


def test_corrected_sample_is_told_as_in_the_golden_file() -> None:
    found, _ = engine.articles(str(path) for path in sample.paths())
    before = engine.document(engine.report(found, language="en", encoder=TinyEncoder()))
    articles = {article.id: article for article in found}

    def placed(number: int, verdict: Verdict, *passages: Shown, value: str = "", was: str = "") -> Placed:
        places = tuple(Reference(p.article, Span(p.start, p.end)) for p in passages)
        selectors = tuple(select(articles[place.article], place.span) for place in places)
        ruling = Ruling(
            id=number,
            story="s",
            verdict=verdict,
            passages=selectors,
            value=value,
            was=was,
            who="iris",
            at=NOON,
        )
        return Placed(ruling=ruling, places=places)

    speech = next(q for q in before.quotes if q.kind == "direct" and q.speaker)
    first, second = before.claims[:2]
    rulings = (
        placed(1, "no_conflict", before.conflicts[0].a, before.conflicts[0].b, was=before.conflicts[0].kind),
        placed(2, "speaker", speech.span, value="Nobody Known"),
        placed(3, "strike", before.brief.sections[0].sentences[0].citations[0]),
        placed(4, "no_echo", *before.echoes[0].members),
        placed(5, "same_claim", first.members[0].span, second.members[0].span),
    )
    told = engine.document(engine.report(found, language="en", encoder=TinyEncoder(), rulings=rulings))
    folder = str(Path(sample.__file__).parent) + os.sep
    rendered = f"{_summary(before, told)}\n\n{engine.render(told, 'markdown').replace(folder, '')}"
    if os.environ.get("RASHOMON_WRITE_GOLDEN"):
        GOLDEN.write_text(rendered, encoding="utf-8")
    assert [r.applied for r in told.rulings] == [True] * 5
    assert rendered == GOLDEN.read_text(encoding="utf-8")


def _summary(before: Document, after: Document) -> str:
    """Count what the rulings changed."""
    names = ("claims", "conflicts", "echoes", "quotes", "utterances")
    return "\n".join(f"{n}: {len(getattr(before, n))} → {len(getattr(after, n))}" for n in names)
