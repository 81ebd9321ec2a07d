"""The brief of a hand-made story: what is told, what is not, and as whose word."""

from dataclasses import replace

import pytest

from rashomon.brief.candidates import candidates
from rashomon.brief.compose import compose
from rashomon.brief.sections import weigh
from rashomon.brief.verify import verify
from rashomon.lang.interface import said
from rashomon.model.brief import Brief, BriefSentence
from rashomon.model.comparison import Comparison, ConflictKind
from rashomon.model.story import Story
from tests.brief_story import comparison, ref, story


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(story(), comparison(), "en")


def sentences(brief: Brief) -> list[BriefSentence]:
    return [s for part in brief.sections for s in part.sentences]


def section(brief: Brief, name: str) -> list[BriefSentence]:
    return list(next(part.sentences for part in brief.sections if part.id == name))


def one(brief: Brief, words: str) -> BriefSentence:
    return next(s for s in sentences(brief) if words in s.text)


def test_sections_come_in_order_with_headings_in_the_readers_language(brief: Brief) -> None:
    assert [part.id for part in brief.sections] == ["happening", "importance", "next"]
    assert [part.heading for part in brief.sections] == [
        "What's happening",
        "Why it's important",
        "What's next",
    ]
    russian = compose(story(), comparison(), "ru")
    assert russian.sections[0].heading == "Что происходит"


def test_the_event_told_by_most_leads(brief: Brief) -> None:
    lead = section(brief, "happening")[0]
    assert lead.text.startswith("The ferry Aurora ran aground")
    assert {c.article for c in lead.citations} == {"h", "p", "v"}


def test_cause_and_first_time_are_importance_and_plans_are_next(brief: Brief) -> None:
    assert any("no other link" in s.text for s in section(brief, "importance"))
    assert any("out of service" in s.text for s in section(brief, "next"))


def test_what_a_side_demands_tells_why_below_the_opening_and_is_the_event_at_the_top() -> None:
    plain = next(c for c in candidates(story(), comparison(), frozenset()) if "promised" in c.text)
    demand = "Ida Holm demanded a second buoy and warned that the line might close."
    suited = {}
    for row in (1, 5):
        candidate = replace(plain, row=row, text=demand, claims=(), groups=())
        weights = weigh([candidate], story())[candidate.key]
        suited[row] = max(weights, key=lambda section: weights[section])
    assert suited == {1: "happening", 5: "importance"}


def test_every_sentence_cites_itself_first_and_passes_the_gate(brief: Brief) -> None:
    told = story()
    for sentence in sentences(brief):
        first = sentence.citations[0]
        assert sentence.text.strip("“”") in told.analysis(first.article).text_of(first.span)
        assert verify(sentence, told).supported


def test_questions_orders_and_pronouns_without_a_name_are_not_told(brief: Brief) -> None:
    texts = " ".join(s.text for s in sentences(brief))
    for untold in ("fog", "Ignore", "He thanked"):
        assert untold not in texts


def test_opinion_that_is_shared_is_told_as_a_line_and_never_as_fact(brief: Brief) -> None:
    assert "Enemies" not in " ".join(s.text for s in sentences(brief))
    (line,) = brief.shared_lines
    assert "Enemies" in line.text
    assert line.text.endswith("articles: 2)")
    assert {c.article for c in line.citations} == {"p", "t"}


def test_wire_copy_is_no_line() -> None:
    found = comparison()
    wired = replace(found, echoes=(replace(found.echoes[0], wire=True),))
    assert compose(story(), wired, "en").shared_lines == ()


def test_a_conflict_makes_its_sentences_disputed_and_sets_both_sides_beside_each_other(brief: Brief) -> None:
    assert one(brief, "212").status == one(brief, "198").status == "disputed"
    (dispute,) = brief.disputed
    assert dispute.text == "Which number? “212 passengers” (Herald) — “198 passengers” (Ida Holm, Times)"
    assert dispute.citations == (ref("h", "212 passengers"), ref("t", "198 passengers"))


@pytest.mark.parametrize(("kind", "heard"), [("negation", True), ("number", False)])
def test_the_side_that_denies_what_a_chosen_sentence_tells_is_heard(kind: ConflictKind, heard: bool) -> None:
    found = comparison()
    (conflict,) = found.conflicts
    nobody = replace(conflict, kind=kind, a=ref("t", "The Aurora was"), b=ref("h", "However, nobody"))
    told = compose(story(), replace(found, conflicts=(nobody,)), "en")
    assert any(s.text.startswith("Nobody was hurt") for s in told.sections[0].sentences) is heard


def test_a_matter_is_set_side_by_side_once() -> None:
    found = comparison()
    (conflict,) = found.conflicts
    again = replace(conflict, id="again", a=conflict.b, b=conflict.a, score=conflict.score / 2)
    other = replace(again, id="other", kind="place")
    told = compose(story(), replace(found, conflicts=(again, conflict, other)), "en")
    assert [line.conflict for line in told.disputed] == [conflict.id, "other"]


def test_what_only_stands_in_one_group_with_a_disputed_wording_is_not_disputed() -> None:
    found = comparison()
    contradicted = next(g for g in found.claims if g.status == "disputed").members
    groups = tuple(
        replace(g, status="disputed", members=(*g.members, *contradicted)) if g.id == "g4" else g
        for g in found.claims
    )
    told = compose(story(), replace(found, claims=groups), "en")
    assert one(told, "no other link").status == "single_source"


def test_one_statement_carried_by_two_is_noted_as_one_origin(brief: Brief) -> None:
    note = one(brief, "out of service").note
    assert note
    assert said(note, "en") == "one origin: a statement by Ida Holm, carried by outlets: 2"


def test_what_one_outlet_says_is_given_as_its_word(brief: Brief) -> None:
    alone = one(brief, "no other link")
    assert (alone.status, alone.attributed_to) == ("single_source", "Post")
    assert alone.note
    assert (said(alone.note, "en"), said(alone.note, "ru")) == ("only in Post", "только здесь: Post")


def test_what_others_may_tell_in_other_words_is_not_said_to_stand_in_one_place_only() -> None:
    found = comparison()
    contradicted = next(g for g in found.claims if g.status == "disputed").members
    groups = tuple(
        replace(g, members=(*g.members, *contradicted)) if g.id == "g4" else g for g in found.claims
    )
    told = one(compose(story(), replace(found, claims=groups), "en"), "no other link")
    assert (told.status, len(told.citations), told.note) == ("single_source", 1, None)


def test_foreign_sentences_stand_in_the_original_only_where_nobody_else_says_it(brief: Brief) -> None:
    foreign = [s for s in sentences(brief) if s.language == "ru"]
    assert [s.text[:7] for s in foreign] == ["Впервые"]
    assert foreign[0].beside is None
    assert foreign[0].note
    assert "no passage in English" in said(foreign[0].note, "en")
    assert any("Russian" in said(a.about, "en") for a in brief.abstained)


def test_a_reader_without_coverage_in_the_own_language_gets_the_originals() -> None:
    spanish = compose(story(), comparison(), "es")
    assert sentences(spanish)[0].language == "en"


def test_words_inside_a_quotation_are_marked_and_keep_their_speaker() -> None:
    found = candidates(story(), comparison(), frozenset())
    (quoted,) = [c for c in found if "buoy" in c.text]
    assert quoted.text == "“The pilot did not see the buoy, and we will find out why.”"
    assert quoted.voice is not None
    assert quoted.voice.name == "Ida Holm"


def test_a_pronoun_needs_its_antecedent() -> None:
    found = {c.text: c.dependent for c in candidates(story(), comparison(), frozenset())}
    assert found["He thanked the islanders."]
    assert not found["Ida Holm promised that the inquiry would be public."]


def test_what_cannot_be_told_is_said(brief: Brief) -> None:
    whys = {said(a.about, "en"): said(a.why, "en") for a in brief.abstained}
    assert whys["When these appeared: Times, Вестник"] == "They state no date."
    assert "2031-03-04" in whys["When these appeared: Post"]
    assert "Who wrote these: Herald, Post, Times, Вестник" in whys


def test_a_section_without_support_stays_empty_and_is_named() -> None:
    lonely = replace(story(), analyses=(story().analysis("t"),))
    brief = compose(lonely, Comparison(), "en")
    assert section(brief, "importance") == []
    abouts = [said(a.about, "en") for a in brief.abstained]
    assert "Why it's important" in abouts
    assert "Whether others tell it differently" in abouts


def test_a_story_of_nothing_gives_an_empty_brief() -> None:
    empty = compose(Story(id="s", title="", analyses=()), Comparison(), "en")
    assert sentences(empty) == []
    assert empty.disclosure
    assert empty.feedback_question


def test_the_same_story_gives_the_same_brief(brief: Brief) -> None:
    assert compose(story(), comparison(), "en") == brief


def test_the_disclosure_names_count_and_languages(brief: Brief) -> None:
    assert "number: 4; languages: English 3, Russian 1" in brief.disclosure
