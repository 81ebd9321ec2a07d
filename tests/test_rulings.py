"""People's rulings: tied to passages, found again in changed texts, applied over what the machine found."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.rulings import rule
from rashomon.brief.rulings import strike
from rashomon.compare.echoes.find import find_echoes
from rashomon.compare.ruling_groups import rule_groups
from rashomon.compare.rulings import rule_conflicts, rule_echoes
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Analysis, Quote, Speaker
from rashomon.model.article import Article
from rashomon.model.brief import Brief, BriefSentence, Section
from rashomon.model.comparison import (
    CellStance,
    ClaimCell,
    ClaimGroup,
    ClaimMember,
    Conflict,
    ConflictKind,
    Echo,
)
from rashomon.model.phrase import Phrase
from rashomon.model.ruling import Placed, Ruling, Verdict, likeness, meant
from rashomon.model.selector import locate, select
from rashomon.model.text import Reference, Span, Text
from tests.articles import article_of
from tests.compared_story import analysis, story
from tests.store_making import NOON

_numbers: Iterator[int] = count(1)


def ref(article: str, start: int, end: int) -> Reference:
    return Reference(article, Span(start, end))


def placed(verdict: Verdict, *places: Reference | None, value: str = "", was: str = "") -> Placed:
    """A ruling whose passages stand at these places."""
    ruling = Ruling(
        id=next(_numbers), story="s", verdict=verdict, passages=(), value=value, was=was, who="iris", at=NOON
    )
    return Placed(ruling=ruling, places=places)


def article(text: str, name: str = "a") -> Article:
    return article_of(text, name, outlet=name)


# Selectors

WORDS = st.text(alphabet="abc .\n“”é", min_size=1, max_size=60)


@given(before=WORDS, exact=WORDS, behind=WORDS)
def test_in_its_own_text_a_passage_stands_where_it_stood(before: str, exact: str, behind: str) -> None:
    span = Span(len(before), len(before) + len(exact))
    held = article(before + exact + behind)
    assert locate(select(held, span), held.text) == span


@given(before=WORDS, exact=WORDS, behind=WORDS, shift=st.text(alphabet="xyz \n", max_size=200))
def test_a_passage_is_found_where_the_text_before_it_has_grown(
    before: str, exact: str, behind: str, shift: str
) -> None:
    sought = select(article(before + exact + behind), Span(len(before), len(before) + len(exact)))
    found = locate(sought, Text(f"{shift}{before}{exact}{behind}"))
    assert found is not None
    assert f"{shift}{before}{exact}{behind}"[found.start : found.end] == exact


@given(exact=st.text(alphabet="abcdef ", min_size=8, max_size=40), shift=st.integers(0, 300))
def test_of_equal_words_those_with_the_same_surroundings_are_meant(exact: str, shift: int) -> None:
    old = f"{exact} Then rain fell on Orvall. {exact} Nobody was hurt."
    start = old.rindex(exact)
    new = "-" * shift + old
    found = locate(select(article(old), Span(start, start + len(exact))), Text(new))
    assert found == Span(new.rindex(exact), new.rindex(exact) + len(exact))


def test_a_passage_that_was_taken_out_is_gone_and_a_whole_article_stays() -> None:
    held = article("Rain fell. Boats sank.")
    assert locate(select(held, Span(11, 22)), Text("Rain fell.")) is None
    assert locate(select(held), Text("Sun came.")) == Span(0, 9)
    assert locate(select(held), Text("")) is None


@given(
    a=st.tuples(st.integers(0, 50), st.integers(1, 30)), b=st.tuples(st.integers(0, 50), st.integers(1, 30))
)
def test_likeness_is_symmetric_and_whole_only_for_the_same_passage(
    a: tuple[int, int], b: tuple[int, int]
) -> None:
    one, other = ref("a", a[0], sum(a)), ref("a", b[0], sum(b))
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) == 1) == (one == other)
    assert likeness(one, replace(other, article="b")) == 0


def test_what_is_most_like_is_meant_and_nothing_else() -> None:
    assert meant([0.2, 0.0, 0.7]) == (2,)
    assert meant([]) == ()


# What was read


def speech(**about: Any) -> Analysis:
    """An article with one quotation in marks, by Odd Bakke, who is named before Tilde Farn."""
    made = analysis(
        "a",
        ["Odd Bakke met Tilde Farn on the quay.", "“We were warned too late today,” he said."],
        people=("Odd Bakke", "Tilde Farn"),
        speaker="Odd Bakke",
    )
    return replace(made, **about)


def quoted(made: Analysis) -> Reference:
    return Reference("a", made.quotes[0].span)


def test_another_speaker_takes_the_quote_and_the_claim_in_it() -> None:
    made = speech()
    changed, applied = rule(made, [one := placed("speaker", quoted(made), value="Tilde Farn")])
    assert changed.quotes[0].speaker == Speaker(name="Tilde Farn", entity="e-Tilde Farn")
    assert changed.claims[1].claimant == changed.quotes[0].speaker
    assert [c.span for c in changed.claims] == [c.span for c in made.claims]
    assert applied == {one.ruling.id}


def test_a_speaker_may_be_nobody_and_the_last_ruling_holds() -> None:
    made = speech()
    nobody, farn = placed("speaker", quoted(made)), placed("speaker", quoted(made), value="Tilde Farn")
    assert rule(made, [nobody])[0].quotes[0].speaker is None
    told = rule(made, [farn, nobody])[0].quotes[0].speaker  # given in the other order
    assert told is not None
    assert told.name == "Tilde Farn"


def test_a_name_where_it_stands_outranks_the_same_name_elsewhere() -> None:
    made = speech()
    there = made.entities[0].mentions[0].span
    changed, _ = rule(made, [placed("speaker", quoted(made), Reference("a", there), value="The mayor")])
    assert changed.quotes[0].speaker == Speaker(name="The mayor", entity="e-Odd Bakke", span=there)


def test_what_is_no_quote_leaves_its_claim_to_the_outlet() -> None:
    made = speech()
    changed, _ = rule(made, [placed("no_quote", quoted(made))])
    assert changed.quotes == ()
    assert changed.claims[1].claimant is None


def test_a_quote_gets_its_right_words() -> None:
    made = speech()
    start = made.quotes[0].span.start
    changed, _ = rule(made, [placed("quote_words", quoted(made), ref("a", start, start + 15))])
    assert changed.text_of(changed.quotes[0].span) == "We were warned "


def test_an_opinion_is_told_as_one() -> None:
    made = speech()
    changed, applied = rule(made, [placed("opinion", Reference("a", made.claims[0].span))])
    assert [(c.opinion, c.checkable) for c in changed.claims] == [(True, 0.0), (False, 1.0)]
    assert len(applied) == 1


def test_rulings_on_other_articles_or_lost_passages_change_nothing() -> None:
    made = speech()
    lost = [placed("speaker", None, value="x"), placed("no_quote", ref("b", 0, 90)), placed("strike", None)]
    assert rule(made, lost) == (made, frozenset())


@settings(deadline=None)
@given(cut=st.integers(0, 12), add=st.integers(0, 10))
def test_a_ruling_survives_any_reading_that_keeps_the_passage(cut: int, add: int) -> None:
    made = speech()
    one = placed("speaker", quoted(made), value="Tilde Farn")
    span = made.quotes[0].span
    # Another version of the reader takes other words into the quote, and finds one more beside it.
    later = Quote(id="later", kind="direct", span=Span(span.start + cut, span.end + min(add, 8)))
    beside = Quote(id="beside", kind="indirect", span=Span(0, 20))
    changed, applied = rule(speech(quotes=(beside, later)), [one])
    assert changed.quotes[1].speaker is not None
    assert changed.quotes[1].speaker.name == "Tilde Farn"
    assert changed.quotes[0] == beside
    assert applied == {one.ruling.id}


# What was compared

A, B, C = ref("a", 0, 20), ref("b", 5, 30), ref("c", 0, 10)


def conflict(a: Reference, b: Reference, kind: ConflictKind = "number") -> Conflict:
    return Conflict(
        id=f"{kind}-{a.span.start}", kind=kind, a=a, b=b, score=0.5, why=Phrase(key="differ_denied")
    )


def test_a_conflict_is_dismissed_in_either_order_and_its_neighbours_stay() -> None:
    found = (conflict(A, B), conflict(A, B, "date"), conflict(ref("a", 40, 60), B))
    kept, applied = rule_conflicts(found, [placed("no_conflict", B, A, was="number")])
    assert kept == found[1:]
    assert len(applied) == 1


def test_what_tells_a_dismissed_conflict_again_goes_with_it_and_keeps_its_kind_else() -> None:
    first = conflict(A, B)
    again = replace(conflict(ref("c", 40, 60), B), id="again", same_as=first.id)
    assert rule_conflicts((first, again), [placed("no_conflict", A, B)])[0] == ()
    kept, _ = rule_conflicts((first, again), [placed("conflict_kind", A, B, value="date")])
    assert [c.kind for c in kept] == ["date", "date"]


def test_a_conflict_that_is_found_as_another_kind_stays_dismissed() -> None:
    kept, applied = rule_conflicts([conflict(A, B, "date")], [placed("update", A, B, was="number")])
    assert (kept, len(applied)) == ((), 1)


def test_saying_a_thing_twice_hits_no_second_object() -> None:
    wider = conflict(ref("a", 0, 40), B)
    twice = [placed("no_conflict", A, B, was="number"), placed("no_conflict", A, B, was="number")]
    assert rule_conflicts([conflict(A, B), wider], twice)[0] == (wider,)


def test_a_conflict_gets_another_kind_and_the_last_word_counts() -> None:
    first = placed("no_conflict", A, B, was="number")
    last = placed("conflict_kind", A, B, value="cause", was="number")
    assert [c.kind for c in rule_conflicts([conflict(A, B)], [last, first])[0]] == ["cause"]


def test_a_ruling_without_an_object_is_not_applied() -> None:
    found = (conflict(A, B),)
    assert rule_conflicts(found, [placed("no_conflict", A, C), placed("no_conflict", A, None)]) == (
        found,
        frozenset(),
    )


def test_what_is_no_echo_leaves_it_and_the_others_stay_together() -> None:
    echo = Echo(id="e", kind="verbatim", members=(A, B, C, ref("d", 0, 9)), score=1.0, earliest="a")
    (kept,), _ = rule_echoes([echo], [placed("no_echo", A, B)])
    assert (kept.members, kept.earliest) == (echo.members[2:], None)
    assert rule_echoes([replace(echo, members=(A, B, C))], [placed("no_echo", A, B)])[0] == ()


def test_another_article_came_first() -> None:
    echo = Echo(id="e", kind="verbatim", members=(A, B), score=1.0, earliest="a")
    (kept,), applied = rule_echoes([echo], [placed("echo_earliest", B, A)])
    assert (kept.earliest, len(applied)) == ("b", 1)
    assert rule_echoes([echo], [placed("no_echo", A, C)]) == ((echo,), frozenset())


def accounts() -> Any:
    """Three accounts of one flood, a sentence each and one more."""
    return story(
        *(
            analysis(name, [f"The flood hurt two people in {place}.", "Ferries stood still."])
            for name, place in (("a", "Lintvik"), ("b", "Orvall"), ("c", "Marl"))
        )
    )


def group(number: int, *articles: str, silent: tuple[str, ...] = ()) -> ClaimGroup:
    """The sentence of this number as these articles tell it."""
    told = accounts()
    spans = {a.article.id: a.claims[number].span for a in told.analyses}
    members = tuple(ClaimMember(reference=Reference(a, spans[a]), claim=f"c{number}") for a in articles)
    cells = [ClaimCell(article=a, stance="asserts", members=(at,)) for at, a in enumerate(articles)]
    cells += [ClaimCell(article=a, stance="silent") for a in silent]
    return ClaimGroup(
        id=f"g{number}-{articles[0]}",
        representative=0,
        members=members,
        cells=tuple(cells),
        origins=(),
        status="agreed" if len(articles) > 1 else "single_source",
    )


def stances(one: ClaimGroup) -> dict[str, CellStance]:
    return {cell.article: cell.stance for cell in one.cells}


def ruled(groups: list[ClaimGroup], *rulings: Placed) -> tuple[ClaimGroup, ...]:
    return rule_groups(groups, accounts(), (), rulings)[0]


def test_a_wording_that_does_not_belong_stands_alone() -> None:
    whole = group(0, "a", "b", silent=("c",))
    out, rest = (m.reference for m in reversed(whole.members))
    first, alone = ruled([whole], placed("not_member", out, rest))
    assert [m.reference.article for m in first.members] == ["a"]
    assert [m.reference.article for m in alone.members] == ["b"]
    assert stances(first) == {"a": "asserts", "b": "unknown", "c": "silent"}
    assert stances(alone) == {"a": "unknown", "b": "asserts", "c": "silent"}
    assert (first.status, alone.status) == ("single_source", "single_source")
    assert first.id != alone.id


def test_two_groups_that_are_one_become_one_and_agree() -> None:
    one, other = group(0, "a", silent=("b", "c")), group(0, "b", silent=("a", "c"))
    (joined,) = ruled(
        [one, other], placed("same_claim", one.members[0].reference, other.members[0].reference)
    )
    assert stances(joined) == {"a": "asserts", "b": "asserts", "c": "silent"}
    assert (joined.status, len(joined.origins)) == ("agreed", 2)


def test_where_an_outlet_stands_is_as_a_person_says() -> None:
    whole = group(0, "a", "b", silent=("c",))
    at = whole.members[0].reference
    (denied,) = ruled([whole], placed("stance", at, ref("b", 0, 9), value="denies"))
    assert (stances(denied)["b"], denied.members[1].stance, denied.status) == ("denies", "denies", "disputed")
    (unknown,) = ruled([whole], placed("stance", at, ref("c", 0, 9), value="unknown"))
    assert (stances(unknown)["c"], unknown.status) == ("unknown", "agreed")


def test_groups_that_nobody_ruled_on_stay_as_they_were() -> None:
    groups = [group(0, "a", "b"), group(1, "c")]
    alone = groups[1].members[0].reference
    lost = [
        placed("not_member", alone, groups[0].members[0].reference),
        placed("same_claim", alone, None),
        placed("stance", alone, None, value="denies"),
        placed("stance", None, ref("a", 0, 9), value="denies"),
    ]
    assert rule_groups(groups, accounts(), (), lost) == (tuple(groups), frozenset())
    assert ruled(groups) == tuple(groups)


def test_a_person_can_change_their_mind_about_a_group() -> None:
    whole = group(0, "a", "b", silent=("c",))
    a, b = (m.reference for m in whole.members)
    back = ruled([whole], placed("not_member", b, a), placed("same_claim", a, b))
    assert [g.members for g in back] == [whole.members]


def test_echoes_that_people_dismissed_no_longer_make_origins_one() -> None:
    told = accounts()
    echoes = find_echoes(Texts(told))
    members = [m for e in echoes for m in e.members]
    assert members
    assert rule_echoes(echoes, [placed("no_echo", *e.members) for e in echoes])[0] == ()


# The brief


def test_a_struck_sentence_is_gone_from_every_language() -> None:
    sentences = tuple(
        BriefSentence(text=text, language="en", status="agreed", citations=(at,))
        for text, at in (("Rain fell.", A), ("Boats sank.", B))
    )
    brief = Brief(
        language="en",
        method="extractive",
        disclosure="",
        feedback_question="",
        sections=(Section(id="happening", heading="", sentences=sentences),),
    )
    struck, applied = strike(brief, [one := placed("strike", ref("a", 0, 18)), placed("strike", C)])
    assert [s.text for s in struck.sections[0].sentences] == ["Boats sank."]
    assert applied == {one.ruling.id}
