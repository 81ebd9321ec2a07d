"""What a brief says is left out: reported claims that stand by themselves, with those who are silent."""

from dataclasses import replace

import pytest

from rashomon.brief.compose import compose
from rashomon.brief.left_out import _reads
from rashomon.model.annotation import Analysis, Claim, Speaker
from rashomon.model.brief import LeftOut
from rashomon.model.comparison import ClaimGroup
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span, Text
from tests.brief_story import comparison, story


def listed(told: Story, claims: tuple[ClaimGroup, ...]) -> tuple[LeftOut, ...]:
    return compose(told, replace(comparison(), claims=claims), "en").left_out


def with_claims(**change: object) -> Story:
    def changed(analysis: Analysis) -> Analysis:
        claims = tuple(replace(c, **change) for c in analysis.claims)  # type: ignore[arg-type]
        return replace(analysis, claims=claims)

    return replace(story(), analyses=tuple(changed(a) for a in story().analyses))


def test_what_others_report_and_one_article_does_not_is_listed_with_who_tells_it() -> None:
    (gap,) = listed(story(), comparison().claims)
    assert gap.text.startswith("A ferry with 212 people") or gap.text.startswith("The ferry Aurora")
    assert gap.silent == ("t",)
    assert {c.article for c in gap.citations} == {"h", "p", "v"}
    assert gap.claim == "g1"


def test_what_one_origin_alone_tells_is_nothing_to_leave_out() -> None:
    aground = comparison().claims[0]
    assert listed(story(), (replace(aground, origins=aground.origins[:1]),)) == ()


def test_a_passage_is_listed_once_whatever_claims_it_makes() -> None:
    aground = comparison().claims[0]
    assert len(listed(story(), (aground, replace(aground, id="again")))) == 1


def test_comment_is_nothing_to_leave_out() -> None:
    assert listed(with_claims(checkable=0.2), comparison().claims) == ()
    assert listed(with_claims(opinion=True), comparison().claims) == ()


def test_unknown_is_not_silent() -> None:
    aground = comparison().claims[0]
    cells = tuple(replace(c, stance="unknown") if c.stance == "silent" else c for c in aground.cells)
    assert listed(story(), (replace(aground, cells=cells),)) == ()


def test_a_clause_that_leans_on_its_sentence_is_listed_with_it() -> None:
    told = story()
    herald = told.analysis("h")
    claim = next(c for c in herald.claims if "ran aground" in herald.text_of(c.span))
    leaning = replace(claim, span=type(claim.span)(claim.span.start + 4, claim.span.end))
    claims: tuple[Claim, ...] = tuple(leaning if c is claim else c for c in herald.claims)
    moved = replace(
        told, analyses=tuple(replace(a, claims=claims) if a is herald else a for a in told.analyses)
    )
    (gap,) = listed(moved, comparison().claims)
    assert gap.citations[0] == Reference("h", herald.sentences[claim.sentence].span)


@pytest.mark.parametrize(
    ("text", "end", "whole"),
    [
        ("The harbour master said the cause “was known to all”.", "cause", False),
        ("The harbour master named the cause (“fog”).", "cause", False),
        ("The harbour master named the cause, “fog”.", "cause", True),
        ("The harbour master said that the cause, by which ships were lost, was fog.", "cause", False),
        ("The harbour master, who leads the old pilots of Tarn, said: “It was fog.”", "said", False),
        ("The old harbour master who was there, first of all the pilots, said it was fog.", "pilots", False),
        ("To pay for the new pilots of the island for a year, the town sold a ferry.", "year", False),
        ("A plea to pay for the new pilots of the island.", "island", False),
        ("The town sold a ferry to pay for the new pilots.", "pilots", True),
        ("To determine whether a law was broken by the pilots.", "pilots", False),
        ("Proposing new pilots for the boats of the island.", "island", False),
        ("The pilots of the island have long demanded, that the boats be mended.", "demanded", False),
    ],
)
def test_what_a_mark_or_relative_clause_goes_on_with_is_no_statement_by_itself(
    text: str, end: str, whole: bool
) -> None:
    read = story().analysis("h")
    article = replace(read.article, text=Text(text))
    sentence = replace(read.sentences[0], span=Span(0, len(text)))
    analysis = replace(read, article=article, sentences=(sentence,), entities=(), timexes=(), quotes=())
    claim = replace(read.claims[0], span=Span(0, text.index(end) + len(end)), sentence=0)
    assert _reads(claim, analysis) == whole


def test_a_clause_that_leaves_its_subject_out_is_no_statement_by_itself() -> None:
    text = "Piloci z wyspy zapowiedzieli, że zorganizują wielki strajk w najbliższy piątek."
    read = story().analysis("h")
    article = replace(read.article, text=Text(text))
    sentence = replace(read.sentences[0], span=Span(0, len(text)))
    bare = replace(read, article=article, sentences=(sentence,), entities=(), timexes=(), quotes=())
    analysis = replace(bare, language="pl")
    told = replace(read.claims[0], sentence=0, claimant=Speaker(name="piloci"))
    assert not _reads(replace(told, span=Span(text.index("zorganizują"), len(text))), analysis)
    assert _reads(replace(told, span=Span(0, text.index(",")), claimant=None), analysis) is False
