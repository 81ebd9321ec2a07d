"""The rules that rest on words aligned by meaning, each in invented pairs of claims."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.negations import negated_words
from rashomon.compare.texts import Texts
from rashomon.compare.wording import claim_spans, passages
from rashomon.model.annotation import Analysis, Claim, Published, Quantity, Quote, Speaker, Timex
from rashomon.model.comparison import Conflict
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story, with_vectors

REST = ("Rain fell on the market.", "The bakery stayed open.")


def _told(first: Analysis, second: Analysis, near: float) -> tuple[Conflict, ...]:
    return find_conflicts(_ground(first, second, near), ())


def _ground(first: Analysis, second: Analysis, near: float = 0.9) -> Ground:
    rest = (1 - near * near) ** 0.5
    one = with_vectors(first, [[1, 0, 0, 0], [0, 0, 1, 0]])
    two = with_vectors(second, [[near, rest, 0, 0], [0, 0, 0, 1]])
    given = story(one, two)
    return Ground(Texts(given), linked(given))


def _kinds(
    a: str,
    b: str,
    *,
    near: float = 0.9,
    languages: tuple[str, str] = ("en", "en"),
    days: tuple[str, str] = ("2031-05-04", "2031-05-04"),
    places: Sequence[str] = (),
    meaning: dict[str, str] | None = None,
) -> list[str]:
    one, two = (
        analysis(name, [text, rest], language=language, published=day, places=places, meaning=meaning)
        for name, text, rest, language, day in zip("ab", (a, b), REST, languages, days, strict=True)
    )
    return [c.kind for c in _told(one, two, near)]


RUSSIAN = {"Снаряды": "Shells", "попали": "hit", "больницу": "hospital", "города": "town"}


def test_words_are_linked_by_meaning_each_to_its_nearest() -> None:
    one = analysis("a", ["Снаряды попали в больницу города.", REST[0]], language="ru", meaning=RUSSIAN)
    two = analysis("b", ["Shells hit the hospital of the town.", REST[1]])
    ground = _ground(one, two)
    pairs = {
        (ground.read[0].words[k.a].form, ground.read[2].words[k.b].form) for k in ground.aligner.links(0, 2)
    }
    assert pairs >= {("снаряды", "shells"), ("попали", "hit"), ("больницу", "hospital"), ("города", "town")}
    assert ground.aligner.agreement(0, 2) > 0.6 > ground.aligner.agreement(1, 3)


def test_a_negation_across_languages() -> None:
    denial = "No shells hit the hospital of the town."
    affirmed = "Снаряды попали в больницу города."
    assert _kinds(affirmed, denial, languages=("ru", "en"), meaning=RUSSIAN) == ["negation"]
    assert _kinds(affirmed, denial.replace("No s", "S"), languages=("ru", "en"), meaning=RUSSIAN) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The jury did not admit cats.", "The jury admitted ninety dogs."),
        ("The council discussed the bypass on Monday.", "The council met without the bypass on Monday."),
        ("The jury did not admit cats.", "The jury did not admit any cats."),
        ("It is open whether the jury admitted cats.", "The jury did not admit cats."),
    ],
)
def test_what_is_negated_of_something_else_is_no_conflict(a: str, b: str) -> None:
    assert _kinds(a, b) == []


@pytest.mark.parametrize(
    ("denial", "other", "kinds"),
    [
        ("The team did not change the plan.", "Команда изменила план.", ["negation"]),
        ("The team scarcely changed the plan.", "Команда не изменила план.", []),
        ("The team lacked consent for the plan.", "Команда не имела согласия на план.", []),
        ("The team did not want the plan.", "Команда хотела план.", ["negation"]),
    ],
)
def test_what_says_no_without_a_negation_affirms_nothing(denial: str, other: str, kinds: list[str]) -> None:
    meaning = {
        "Команда": "team",
        "изменила": "change",
        "план": "plan",
        "имела": "lacked",
        "согласия": "consent",
    }
    meaning |= {"хотела": "want", "changed": "change"}
    assert _kinds(denial, other, languages=("en", "ru"), meaning=meaning) == kinds


@pytest.mark.parametrize(
    ("language", "text", "turned"),
    [
        ("de", "Das Opfer sah den Angreifer nicht.", {"sah"}),
        ("tr", "Polis kişi sayısını belirtmedi.", {"sayısını", "belirtmedi"}),
        ("ru", "Искра пришла с судна, а не от нас.", set[str]()),
        ("en", "The crew did not see the spark.", {"see"}),
        ("de", "Kein Funke hat das alte Segel getroffen.", {"funke", "alte", "getroffen"}),
        ("fr", "Personne n'a vu le feu.", {"vu"}),
        ("ru", "Звать сюда матросов не будут.", {"звать"}),
        ("uk", "Листів у матросів не було.", {"листів", "матросів"}),
        ("ru", "Раненых нет, сообщили на судне.", {"раненых"}),
        ("sl", "Ranjenih ni bilo.", {"ranjenih"}),
        ("de", "Verletzte gab es nicht.", {"verletzte"}),
        ("en", "The war of the two captains was not", {"captains"}),
        ("pl", "Dwie osoby z promu nie żyją.", set[str]()),
        ("pl", "Rozdają wizy, zanim ktokolwiek o nie poprosił.", set[str]()),
        ("ru", "На берег вышло не более сорока матросов.", set[str]()),
    ],
)
def test_a_negation_turns_what_it_stands_beside(language: str, text: str, turned: set[str]) -> None:
    (passage,) = passages(story(analysis("a", [text], language=language)), claim_spans)
    found = negated_words(passage)
    assert {passage.words[at].form for at in found} == turned


def test_measures_of_two_countries_are_one_distance() -> None:
    def told(kilometres: float) -> list[str]:
        one, two = _drifted("a", 20, "mi", REST[0]), _drifted("b", kilometres, "km", REST[1])
        return [c.kind for c in _told(one, two, 0.9)]

    assert told(32) == []
    assert told(45) == ["number"]


def _drifted(name: str, value: float, unit: str, rest: str) -> Analysis:
    words = f"{value:g} {unit}"
    one = analysis(name, [f"The ferry drifted {words}.", rest])
    start = one.article.text.content.index(words)
    counted = (Quantity(span=Span(start, start + len(words)), value=value, unit=unit),)
    first, *others = one.claims
    return replace(one, claims=(replace(first, quantities=counted), *others), quantities=counted)


def test_what_was_not_so_may_have_become_so() -> None:
    texts = ("The city has not bought the electric buses.", "The city has bought the electric buses.")
    assert _kinds(*texts) == ["negation"]
    assert _kinds(*texts, days=("2031-05-04", "2031-09-04")) == []
    assert _kinds(*texts[::-1], days=("2031-05-04", "2031-09-04")) == ["negation"]


def test_a_prefix_negates_its_verb() -> None:
    texts = ("Klub zaplatil hráčům mzdy.", "Klub nezaplatil hráčům mzdy.")
    assert _kinds(*texts, languages=("cs", "cs")) == ["negation"]
    assert _kinds("Klub popsal hráčům nehodu.", "Klub popsal hráčům nehodu.", languages=("cs", "cs")) == []


def test_a_passing_state_conflicts_only_on_one_day() -> None:
    texts = ("The pass of Dorn is open for trucks.", "The pass of Dorn is closed for trucks.")
    assert _kinds(*texts) == ["status"]
    assert _kinds(*texts, days=("2031-05-04", "2031-05-06")) == []


def test_a_place_in_the_slot_of_another() -> None:
    texts = ("The red car was found in Marsk that day.", "The red car was found in Kesten that day.")
    assert _kinds(*texts, places=("Marsk", "Kesten")) == ["place"]
    assert _kinds(texts[0], texts[0], places=("Marsk", "Kesten")) == []
    assert _kinds(*texts) == []  # a capital alone makes no name


def test_numbers_of_two_places_are_no_conflict() -> None:
    texts = ("In Marsk 12 barges sank in the storm.", "In Kesten 30 barges sank in the storm.")
    assert _kinds(*texts, places=("Marsk", "Kesten")) == []


def test_numbers_of_one_place_are_a_conflict_if_one_side_does_not_know_it_for_a_place() -> None:
    here = _sunk("a", 12, REST[0], ["Marsk"])
    for places in (["Marsk"], ["Kesten"]):
        there = _sunk("b", 14, REST[1], places)
        assert [c.kind for c in _told(here, there, 0.9)] == ["number"]


def _sunk(name: str, value: int, rest: str, places: Sequence[str]) -> Analysis:
    text = f"The storm sank {value} barges at Kesten near Marsk, Oskar says."
    one = analysis(name, [text, rest], people=["Oskar"], places=places)
    span = Span(text.index(str(value)), text.index(" at"))
    counted = (Quantity(span=span, value=value, unit="barge"),)
    first, *others = one.claims
    return replace(one, claims=(replace(first, quantities=counted), *others), quantities=counted)


def test_a_place_in_a_country_is_no_other_place_than_the_country() -> None:
    texts = ("The red car was found in Marsk that day.", "The red car was found in Poland that day.")
    assert _kinds(*texts, places=("Marsk", "Poland")) == []


@pytest.mark.parametrize(
    ("value", "month", "published", "kinds"),
    [
        (40, "", "2031-05-04", ["number"]),
        (40, "2031-03", "2031-05-04", []),
        (40, "2031-03", "2031-03-04", ["number"]),
        (31, "2031-03", "2031-05-04", ["number"]),
    ],
)
def test_what_was_counted_over_a_month_is_no_other_count_of_a_day(
    value: float, month: str, published: str, kinds: list[str]
) -> None:
    one = _barges("a", "In March 30 barges sank off Dorn.", 30, month, REST[0])
    two = _barges("b", f"Off the pier {value} barges sank.", value, "", REST[1], published=published)
    assert [c.kind for c in _told(one, two, 0.7)] == kinds


def _barges(
    name: str, text: str, value: float, month: str, rest: str, published: str | None = None
) -> Analysis:
    """One article that counts barges, in March where ``month`` says of which year."""
    one = analysis(name, [text, rest], published=published)
    words = f"{value} barges"
    counted = Quantity(
        span=Span(text.index(words), text.index(words) + len(words)), value=value, unit="barge"
    )
    march = Timex(span=Span(3, 8), clause=Span(0, len(text)), value=month, precision="month")
    first = replace(one.claims[0], quantities=(counted,), timexes=(march,) if month else ())
    return replace(one, claims=(first, *one.claims[1:]), quantities=(counted,))


def test_two_reasons_for_one_thing() -> None:
    texts = ("The crash was caused by ice.", "The crash was caused by sabotage.")
    assert _kinds(*texts) == ["cause"]
    assert _kinds(texts[0], texts[0]) == []


def test_a_reason_before_a_relative_pronoun_is_only_pointed_at() -> None:
    assert _kinds("The crash was caused by sabotage.", "The crash was late, because of ice.") == ["cause"]
    assert _kinds("The crash was caused by sabotage.", "The crash, because of which ice came.") == []


def test_one_reason_for_two_things_is_no_conflict() -> None:
    assert _kinds("The ferry stopped because of the storm.", "The market closed because of the storm.") == []
    assert _kinds("Паром встал из-за шторма.", "Рынок закрылся из-за шторма.", languages=("ru", "ru")) == []


def test_two_parties_that_blame_each_other() -> None:
    text = "The operator blamed the crew, while the crew blamed the operator."
    cut = text.index(", while")
    one = replace(
        analysis("a", [text]),
        claims=tuple(
            Claim(id=f"c{a}", span=Span(a, b), sentence=0) for a, b in ((0, cut), (cut + 2, len(text) - 1))
        ),
    )
    given = story(with_vectors(one, [[1, 0], [0.8, 0.6]]))
    (found,) = find_conflicts(Ground(Texts(given), linked(given)), ())
    assert found.kind == "attribution"


def _quoted(name: str, rest: str, speaker: str, told: str = "") -> Analysis:
    told = told or speaker
    text = f"“This harbour tax is theft in daylight”, said {told}."
    one = analysis(name, [text, f"{speaker} left. {rest}"], people=[speaker])
    at = text.rindex(told)
    who = Speaker(name=speaker, entity=f"e-{speaker}", span=Span(at, at + len(told)))
    words = Span(1, text.index("”"))
    return replace(
        one,
        quotes=(Quote(id="q", kind="direct", span=words, cue=Span(at - 5, at - 1), speaker=who),),
        claims=(replace(one.claims[0], span=words, claimant=who), *one.claims[1:]),
    )


@pytest.mark.parametrize(
    ("speaker", "kinds"), [("Mara Tench", ["attribution"]), ("Jon Abel", []), ("Minister Jon Abel", [])]
)
def test_the_same_words_of_two_people(speaker: str, kinds: list[str]) -> None:
    told = _told(_quoted("a", REST[0], "Jon Abel"), _quoted("b", REST[1], speaker), 0.95)
    assert [c.kind for c in told] == kinds


def test_whom_a_pronoun_means_is_no_other_speaker() -> None:
    pronoun = _quoted("b", REST[1], "Mara Tench", told="she")
    assert not _told(_quoted("a", REST[0], "Jon Abel"), pronoun, 0.95)


def test_nearness_is_measured_against_the_rest_of_the_article() -> None:
    ground = _ground(analysis("a", [REST[0], "Nobody came."]), analysis("b", [REST[0], REST[1]]))
    assert ground.bonds.mutual(0, 2)
    assert ground.bonds.margin(0, 2) > ground.bonds.near(0, 2) - 1
    assert not ground.bonds.mutual(0, 3)
    assert (0, 2) in ground.bonds.counterparts


def test_without_vectors_nothing_is_near() -> None:
    bare = replace(analysis("a", REST), claim_vectors=np.empty((0, 0), np.float32))
    given = story(bare, replace(bare, article=replace(bare.article, id="b")))
    ground = Ground(Texts(given), ())
    assert ground.bonds.counterparts == ()
    assert ground.bonds.margin(0, 2) == 0
    assert find_conflicts(ground, ()) == ()


def test_days_between_two_reports() -> None:
    dated = [
        replace(
            analysis(n, REST), structure=replace(analysis(n, REST).structure, published=Published(value=v))
        )
        for n, v in (("a", "2031-05-04"), ("b", "2031-05-07T10:00:00+02:00"))
    ]
    given = story(*dated)
    assert Ground(Texts(given), ()).days_between(0, 2) == 3
    undated = story(dated[0], analysis("b", REST))
    assert Ground(Texts(undated), ()).days_between(0, 2) is None


def test_what_a_group_did_is_not_what_the_named_one_did() -> None:
    denial = "Oskar Veld never sailed to Orvel."
    assert _kinds(denial, "He thanked the men who sailed to Orvel.", near=0.3) == []
    assert _kinds(denial, "He thanked Oskar Veld, who sailed to Orvel.", near=0.3) == ["negation"]


def test_what_stands_between_dashes_parts_no_matter_from_its_state() -> None:
    lost = "the loss of the ferry that sailed from Dorn with forty chests of tea in a heavy autumn storm"
    open_yet = "The investigation of the question is ongoing in Dorn."
    assert _kinds(f"The question — {lost} — has been resolved.", open_yet) == ["status"]
    assert _kinds(f"The question of {lost} and its owners has been resolved.", open_yet) == []


def test_one_verb_affirmed_and_negated_by_two_voices_of_one_article() -> None:
    texts = ("The cellar has been flooded for years.", "Our cellar is not flooded.")
    said = replace(analysis("a", [*texts, REST[0]]), language="en")
    speaker = Speaker(name="Ida Brandt")
    claims = (said.claims[0], replace(said.claims[1], claimant=speaker), said.claims[2])
    other = with_vectors(analysis("b", [REST[1]]), [[0, 0, 0, 1]])
    for row, kinds in ((claims, ["negation"]), (said.claims, [])):
        one = with_vectors(replace(said, claims=row), [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]])
        given = story(one, other)
        assert [c.kind for c in find_conflicts(Ground(Texts(given), linked(given)), ())] == kinds


def test_a_reason_for_the_reason_is_no_other_reason() -> None:
    assert _kinds("The rail strike ended because of the storm.", "The storm was caused by warm air.") == []


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("Because of fog the harbour closed.", "The harbour closed because of ice.", ["cause"]),
        ("Because of the closed harbour ferries stayed.", "The harbour closed because of ice.", []),
        ("The harbour closed because of it.", "The harbour closed because of ice.", []),
    ],
)
def test_neither_a_chain_of_reasons_nor_one_that_is_only_pointed_at_is_another_reason(
    first: str, second: str, kinds: list[str]
) -> None:
    assert _kinds(first, second) == kinds


@pytest.mark.parametrize(("noun", "kinds"), [("Ondra", ["negation"]), ("presses", [])])
def test_a_clause_that_opens_with_a_pronoun_is_said_of_the_noun_before_it(
    noun: str, kinds: list[str]
) -> None:
    text = f"It runs unlike {noun}, which needs dry oil at night."
    one = analysis("a", [text, REST[0]])
    clause = replace(one.claims[0], span=Span(text.index("which"), len(text)))
    one = replace(one, claims=(clause, one.claims[1]))
    told = _told(one, analysis("b", ["The press never needs dry oil at night.", REST[1]]), 0.9)
    assert [c.kind for c in told] == kinds


def _dated(name: str, day: str, word: str, value: str) -> Analysis:
    text = f"The harbour council met on {word} about the new crane."
    span = Span(text.index(word), text.index(word) + len(word))
    one = analysis(name, [text, REST[name == "b"]], published=day)
    timex = Timex(span=span, clause=Span(0, len(text)), value=value, precision="day")
    return replace(one, claims=(replace(one.claims[0], timexes=(timex,)), one.claims[1]))


@pytest.mark.parametrize(("first", "kinds"), [("2031-05-08", ["date"]), ("2031-05-05", [])])
def test_what_came_after_an_account_of_what_was_is_another_event(first: str, kinds: list[str]) -> None:
    one, two = (
        _dated("a", first, "Monday", "2031-05-05"),
        _dated("b", "2031-05-08", "Wednesday", "2031-05-07"),
    )
    assert [c.kind for c in _told(one, two, 0.95)] == kinds


def test_what_one_yard_did_another_need_not_have_done() -> None:
    paid, other = "The yard of Loka paid its welders in full.", "The yard of Brenn never paid its welders."
    assert _kinds(paid, other.replace("Brenn", "Loka")) == ["negation"]
    assert _kinds(paid, other) == []
