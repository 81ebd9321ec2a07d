from dataclasses import replace
from typing import Any

import pytest

from rashomon.compare.conflicts.find import MOST, find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.lang.interface import said
from rashomon.model.annotation import Analysis, Claim, Quantity, Speaker, Stance, Timex
from rashomon.model.comparison import Claimant, ClaimGroup, ClaimMember, Conflict
from rashomon.model.text import Reference, Span
from tests.compared_story import analysis, linked, story, text_at, with_vectors

APART = "Rain fell on the market.", "The bakery stayed open."


def _pair(
    a: str, b: str, *, languages: tuple[str, str] = ("en", "en"), near: float = 0.95, **names: Any
) -> tuple[Analysis, Analysis]:
    """Two articles whose first sentences speak of one thing, as hand-made vectors say."""
    rest = (1 - near * near) ** 0.5
    one = with_vectors(
        analysis("a", [a, APART[0]], language=languages[0], **names), [[1, 0, 0, 0], [0, 0, 1, 0]]
    )
    two = with_vectors(
        analysis("b", [b, APART[1]], language=languages[1], **names), [[near, rest, 0, 0], [0, 0, 0, 1]]
    )
    return one, two


def _conflicts(*analyses: Analysis, groups: tuple[ClaimGroup, ...] = ()) -> tuple[Conflict, ...]:
    given_story = story(*analyses)
    return find_conflicts(Ground(Texts(given_story), linked(given_story)), groups)


def _first(one: Analysis, **changes: Any) -> Analysis:
    return replace(one, claims=(replace(one.claims[0], **changes), *one.claims[1:]))


def _counted(one: Analysis, *numbers: tuple[str, float], unit: str = "barge") -> Analysis:
    text = one.article.text.content
    spans = [Span(text.index(t), text.index(t) + len(t)) for t, _ in numbers]
    return _first(
        one,
        quantities=tuple(
            Quantity(span=s, value=v, unit=unit) for s, (_, v) in zip(spans, numbers, strict=True)
        ),
    )


def test_a_denial_in_the_same_words() -> None:
    (found,) = _conflicts(
        *_pair("Oskar Veld sailed to Orvel that night.", "Oskar Veld never sailed to Orvel, he says.")
    )
    assert found.kind == "negation"
    assert "never sailed to Orvel" in said(found.why, "en")


@pytest.mark.parametrize(
    "other",
    [
        "It is open whether Oskar Veld sailed to Orvel.",
        "Not only Oskar Veld sailed to Orvel.",
        "Oskar Veld sailed to Orvel at night.",
    ],
)
def test_what_is_open_or_agrees_is_no_denial(other: str) -> None:
    assert _conflicts(*_pair("Oskar Veld sailed to Orvel that night.", other)) == ()


def test_opposites_across_languages() -> None:
    (found,) = _conflicts(
        *_pair(
            "Trade relations of the two ports worsened.",
            "Торговые отношения портов успешно развивались.",
            languages=("en", "ru"),
        )
    )
    assert found.kind == "status"
    assert "“worsened”" in said(found.why, "en")
    assert "“успешно развивались”" in said(found.why, "en")


@pytest.mark.parametrize(
    ("calm", "violent", "language"),
    [
        ("The march of the miners ended without incident.", "The march of the miners turned violent.", "en"),
        ("The miner pleaded not guilty at the trial.", "The miner confessed at the trial.", "en"),
        ("Řidič cisterny zůstal při nehodě nezraněn.", "Řidič cisterny byl při nehodě zraněn.", "cs"),
    ],
)
def test_a_term_that_has_its_negation_in_it_keeps_its_side(calm: str, violent: str, language: str) -> None:
    found = _conflicts(*_pair(calm, violent, languages=(language, language)))
    assert [conflict.kind for conflict in found] == ["status"]
    assert _conflicts(*_pair(calm, calm.replace(".", " on Sunday."), languages=(language, language))) == ()


def test_planned_and_asserted_do_not_conflict() -> None:
    a, b = _pair(
        "Trade relations of the ports worsened.", "Trade relations of the ports continued to develop."
    )
    assert len(_conflicts(a, b)) == 1
    assert _conflicts(a, _first(b, modality="planned")) == ()


def test_two_numbers_for_one_thing() -> None:
    a, b = _pair("The storm sank 12 barges.", "The storm sank 30 barges.")
    (found,) = _conflicts(_counted(a, ("12 barges", 12)), _counted(b, ("30 barges", 30)))
    assert found.kind == "number"
    assert {text_at(story(a, b), r) for r in (found.a, found.b)} == {
        "The storm sank 12 barges.",
        "The storm sank 30 barges.",
    }


def test_of_headline_and_body_the_body_is_told() -> None:
    told = ["Storm sank 12 barges.", "The storm sank 12 barges."]
    both = with_vectors(analysis("a", told), [[1, 0, 0, 0], [0.99, 0.14, 0, 0]])
    text = both.article.text.content
    counts = [Span(at, at + 9) for at in (text.index("12 barges"), text.rindex("12 barges"))]
    claims = [
        replace(claim, quantities=(Quantity(span=span, value=12, unit="barge"),))
        for claim, span in zip(both.claims, counts, strict=True)
    ]
    titled = replace(both.structure, headline=both.sentences[0].span)
    other = with_vectors(analysis("b", ["The storm sank 30 barges.", APART[1]]), [[1, 0, 0, 0], [0, 0, 0, 1]])
    a, b = replace(both, claims=tuple(claims), structure=titled), _counted(other, ("30 barges", 30))
    (found,) = _conflicts(a, b)
    assert {text_at(story(a, b), r) for r in (found.a, found.b)} == {told[1], "The storm sank 30 barges."}


def test_numbers_of_different_things_or_days_are_no_conflict() -> None:
    a, b = _pair("The storm sank 12 barges.", "The storm sank 30 barges.")
    assert _conflicts(_counted(a, ("12 barges", 12)), _counted(b, ("30 barges", 30), unit="ton")) == ()
    dated = [
        replace(x, structure=replace(x.structure, published=replace(x.structure.published, value=day)))
        for x, day in ((_counted(a, ("12", 12)), "2031-05-01"), (_counted(b, ("30", 30)), "2031-05-03"))
    ]
    assert _conflicts(*dated) == ()


def test_numbers_of_one_ratio_conflict_across_languages() -> None:
    a, b = _pair(
        "Of the fleet 40 of 42 barges sank.", "Затонули 40 из 240 барж.", languages=("en", "ru"), near=0.6
    )
    (found,) = _conflicts(
        _counted(a, ("40", 40), ("42 barges", 42)), _counted(b, ("40", 40), ("240 барж", 240), unit="баржа")
    )
    assert found.kind == "number"


def test_two_dates_for_one_thing() -> None:
    def dated(one: Analysis, word: str, value: str) -> Analysis:
        at = one.article.text.content.index(word)
        span = Span(at, at + len(word))
        return _first(
            one, timexes=(Timex(span=span, clause=one.claims[0].span, value=value, precision="day"),)
        )

    a, b = _pair("The ferry sank on 4 May.", "The ferry sank on 5 May.")
    found = _conflicts(dated(a, "4 May", "2031-05-04"), dated(b, "5 May", "2031-05-05"))
    assert [c.kind for c in found] == ["date"]
    assert _conflicts(dated(a, "4 May", "2031-05-04"), dated(b, "5 May", "2031-05-04")) == ()


def _placed(one: Analysis, place: str) -> Analysis:
    return replace(one, entities=analysis("x", [one.text_of(one.claims[0].span)], places=[place]).entities)


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [("Belmark", "Belmont", ["place"]), ("Belmark", "Ostrava", []), ("Belmark", "Bemlark", [])],
)
def test_place_names_that_are_easily_mixed_up(first: str, second: str, kinds: list[str]) -> None:
    a, b = _pair(f"The ferry sank off {first}.", f"The ferry sank off {second}.")
    assert [c.kind for c in _conflicts(_placed(a, first), _placed(b, second))] == kinds


def test_former_against_present_role() -> None:
    a, b = _pair(
        "The former harbour director Oskar Veld spoke.",
        "Oskar Veld, the harbour director, spoke.",
        people=["Oskar Veld"],
    )
    assert [c.kind for c in _conflicts(a, b)] == ["status"]


def test_two_causes_of_death_in_one_account() -> None:
    one = analysis(
        "a",
        ["The guard said the men died of heart failure, while kin say the cause of death was a beating."],
    )
    cut = one.article.text.content.index(", while")
    claims = tuple(
        Claim(id=f"c{i}", span=span, sentence=0, claimant=Speaker(name=who))
        for i, (span, who) in enumerate(
            [(Span(0, cut), "The guard"), (Span(cut + 2, one.claims[0].span.end), "families")]
        )
    )
    (found,) = _conflicts(replace(one, claims=claims, claim_vectors=one.claim_vectors.repeat(2, axis=0)))
    assert found.kind == "cause"
    assert "heart failure" in said(found.why, "en")
    assert (found.a_by, found.b_by) == (Claimant(name="The guard"), Claimant(name="families"))


def test_a_group_that_asserts_and_denies_is_a_conflict() -> None:
    a, b = _pair("The gate was shut.", "Veld spoke of the gate.")
    stances: tuple[Stance, Stance] = ("asserts", "denies")
    members = tuple(
        ClaimMember(reference=Reference(x.article.id, x.claims[0].span), claim="c0", stance=stance)
        for x, stance in zip((a, b), stances, strict=True)
    )
    group = ClaimGroup(id="g", representative=0, members=members, cells=(), origins=(), status="disputed")
    denied = _first(b, stance="denies")
    assert [c.kind for c in _conflicts(a, denied, groups=(group,))] == ["negation"]


def test_never_more_than_a_reader_can_weigh() -> None:
    verbs = ("sailed rowed walked danced paid sang fished slept", "painted wrote listened knelt laughed")
    pairs = [(f"Veld {v} in {v}burg.", f"Veld never {v} in {v}burg.") for v in " ".join(verbs).split()]
    a, b = analysis("a", [x for x, _ in pairs]), analysis("b", [y for _, y in pairs])
    rows = [[1 if i == k else 0 for k in range(len(pairs))] for i in range(len(pairs))]
    assert len(_conflicts(with_vectors(a, rows), with_vectors(b, rows))) == MOST


def test_a_page_without_a_full_stop_is_bounded() -> None:
    endless = "Veld never sailed to Orvel but trade relations worsened and 40 of 42 sank " * 3000
    assert len(_conflicts(analysis("a", [endless]), analysis("b", [endless]))) <= MOST


def test_no_claims_no_conflicts() -> None:
    assert _conflicts(analysis("a", [APART[0]])) == ()


def test_two_places_in_one_slot() -> None:
    texts = [
        f"The barge Tilda sails under the colours of {place} since spring." for place in ("Orvel", "Kandry")
    ]
    (found,) = _conflicts(*_pair(*texts, places=["Orvel", "Kandry"]))
    assert found.kind == "place"


def test_two_sources_in_one_sentence() -> None:
    one, two = _pair(
        "The mill held 900 barges, Veld said, but the port counts 640.", "Nothing else was known."
    )
    text = one.article.text.content
    spans = [
        (Span(text.index(t), text.index(t) + len(t)), v) for t, v in (("900 barges", 900.0), ("640", 640.0))
    ]
    counted = tuple(Quantity(span=s, value=v, unit="barge" if v > 700 else "") for s, v in spans)
    (found,) = _conflicts(_first(replace(one, quantities=counted), claimant=Speaker(name="Veld")), two)
    assert found.kind == "number"
    assert found.a.span.end <= found.b.span.start


def test_first_here_and_second_there() -> None:
    pair = _pair(
        "Kolmar is the largest maker of bicycles.", "Kolmar is the second largest maker of bicycles."
    )
    (found,) = _conflicts(*pair)
    assert found.kind == "number"
    assert "“second largest maker of bicycles” and “largest maker of bicycles”" in said(found.why, "en")
    other = "Kolmar is the second largest buyer of rubber."
    assert _conflicts(*_pair("Kolmar is the largest maker of bicycles.", other)) == ()
