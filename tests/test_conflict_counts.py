"""Two numbers that are linked and yet count two things, in invented pairs of claims."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from rashomon.compare.conflicts.counted import other_nations
from rashomon.compare.conflicts.dates import one_long_past
from rashomon.compare.conflicts.exact import slipped
from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Analysis, Quantity, Speaker, Timex
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story, with_vectors

COUNTED = re.compile(r"(\d+) (percent|[^\W\d]+)")
DAYS = re.compile(r"\d+ (?:May|July)")
STORM = "The storm sank 45 barges off Dorn."


def _article(name: str, sentences: Sequence[str], *, published: str | None = None) -> Analysis:
    """One article with all that it counts ("30 barges") and all days that it names ("12 May")."""
    one = analysis(name, sentences, published=published)
    text = one.article.text.content
    counted = tuple(
        Quantity(span=Span(*m.span()), value=float(m[1]), unit="%" if m[2] == "percent" else m[2])
        for m in COUNTED.finditer(text)
    )
    days = tuple(
        Timex(span=Span(*m.span()), clause=Span(*m.span()), value=None, precision="day")
        for m in DAYS.finditer(text)
    )
    claims = tuple(
        replace(
            claim,
            quantities=tuple(q for q in counted if claim.span.contains(q.span)),
            timexes=tuple(t for t in days if claim.span.contains(t.span)),
        )
        for claim in one.claims
    )
    return replace(one, claims=claims, quantities=counted, timexes=days)


def _kinds(
    a: Sequence[str],
    b: Sequence[str],
    days: tuple[str | None, str | None] = (None, None),
    *,
    near: float = 0.9,
) -> list[str]:
    one = with_vectors(_article("a", a, published=days[0]), [[1, 0, 0, 0], [0, 0, 1, 0]])
    two = with_vectors(
        _article("b", b, published=days[1]), [[near, (1 - near**2) ** 0.5, 0, 0], [0, 0, 0, 1]]
    )
    given = story(one, two)
    return [c.kind for c in find_conflicts(Ground(Texts(given), linked(given)), ())]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The storm sank 40 barges off Dorn.", ["number"]),
        ("The storm sank another 40 barges off Dorn.", []),
        ("The storm sank 2 tugs and another 40 barges off Dorn.", []),
        ("The storm sank 2 barges and another 40 barges off Dorn.", ["number"]),
    ],
)
def test_a_number_on_top_of_one_that_is_not_given_is_not_all(text: str, kinds: list[str]) -> None:
    assert _kinds((text, "Rain fell."), (STORM, "Gulls cried.")) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The storm cancelled 40 trips off Dorn.", ["number"]),
        ("A storm brought cancellation of 40 trips off Dorn.", ["number"]),
        ("The storm shortened 40 trips off Dorn.", []),
    ],
)
def test_what_happens_to_those_that_are_counted_is_one(text: str, kinds: list[str]) -> None:
    other = ("The storm cancelled 45 trips off Dorn.", "Gulls cried.")
    assert _kinds((text, "Rain fell."), other) == kinds


@pytest.mark.parametrize(("rest", "kinds"), [("Gulls cried.", ["number"]), ("A fire took 30 barges.", [])])
def test_an_article_that_gives_both_numbers_counts_two_things(rest: str, kinds: list[str]) -> None:
    assert _kinds(("The storm sank 30 barges off Dorn.", "Rain fell."), (STORM, rest)) == kinds


@pytest.mark.parametrize(("noun", "kinds"), [("voters", ["number"]), ("fishermen", [])])
def test_two_shares_are_of_one_group(noun: str, kinds: list[str]) -> None:
    one = (f"The bridge pleased 52 percent {noun} on Dorn.", "Rain fell.")
    assert _kinds(one, ("The bridge pleased 58 percent voters on Dorn.", "Gulls cried.")) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Officials read out 28417 votes.", ["number"]),
        ("Officials read out 28700 votes.", []),
        ("Officials read out 39417 votes.", []),
        ("Officials read out 28417 letters.", []),
    ],
)
def test_counts_to_the_last_digit_that_nearly_agree_are_one(text: str, kinds: list[str]) -> None:
    given = ("Holm is ahead with 28714 votes.", "Rain fell.")
    assert _kinds(given, (text, "Gulls cried."), near=0.2) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A turnout reached 61 percent.", ["number"]),
        ("A turnout reached 41 percent.", []),
        ("A harvest reached 61 percent.", []),
    ],
)
def test_near_shares_of_one_noun_are_one(text: str, kinds: list[str]) -> None:
    given = ("Results came late with turnout 63 percent.", "Rain fell.")
    assert _kinds(given, (text, "Gulls cried."), near=0.5) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The fleet off Dorn has 45 barges.", ["number"]),
        ("The fleet off Dorn grew by 45 barges.", []),
    ],
)
def test_a_change_is_no_count_of_all(text: str, kinds: list[str]) -> None:
    assert _kinds((text, "Rain fell."), ("The fleet off Dorn has 40 barges.", "Gulls cried.")) == kinds


@pytest.mark.parametrize(
    ("day", "published", "kinds"),
    [
        ("12 May", (None, None), ["number"]),
        ("12 July", (None, None), []),
        ("12 July", ("2031-05-14", "2031-05-14"), ["number"]),
    ],
)
def test_days_beside_two_claims_part_undated_articles(
    day: str, published: tuple[str | None, str | None], kinds: list[str]
) -> None:
    one = ("The storm sank 30 barges off Dorn.", f"It came on {day}.")
    assert _kinds(one, (STORM, "It had begun on 11 May."), published) == kinds


PEOPLE = "The storm injured 45 people off Dorn."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The storm injured 40 people off Dorn.", ["number"]),
        ("The patrol detained 40 people off Dorn.", []),
        ("The storm injured 40 people and killed 3 people off Dorn.", ["number"]),
    ],
)
def test_counts_are_of_one_thing_only_where_the_same_befell_those_counted(
    text: str, kinds: list[str]
) -> None:
    same_day = ("2031-05-12", "2031-05-12")
    assert _kinds((PEOPLE, "Rain fell."), (text, "Fog came."), same_day) == kinds


def test_a_toll_is_no_conflict_where_nobody_knows_which_report_is_the_later() -> None:
    reports = (PEOPLE, "Rain fell."), ("The storm injured 60 people off Dorn.", "Fog came.")
    assert _kinds(*reports, ("2031-05-12", "2031-05-12")) == ["number"]
    assert _kinds(*reports, ("2031-05-12", None)) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ferry to Dorn held 11 swimmers.", ["number"]),
        ("The ferry to Dorn held 11 bulgarians.", []),
        ("The ferry to Dorn held 11 swimmers from Bulgaria.", []),
    ],
)
def test_people_of_two_countries_are_two_counts(text: str, kinds: list[str]) -> None:
    ukrainian = "The ferry to Dorn held 14 ukrainians."
    plain = "The ferry to Dorn held 14 swimmers."
    assert _kinds((plain if kinds else ukrainian, "Rain fell."), (text, "Fog came.")) == kinds


def test_where_all_nouns_have_capitals_none_is_a_people_for_that() -> None:
    texts = (
        ("Die Fähre nach Dorn trug 14 Schwimmer.", "Regen."),
        ("Die Fähre nach Dorn trug 11 Urlauber.", "Nebel."),
    )
    one, two = (
        with_vectors(replace(_article(name, text), language="de"), [vector, [0, 0, 1, 0]])
        for name, text, vector in zip("ab", texts, ([1, 0, 0, 0], [0.9, 0.19**0.5, 0, 0]), strict=True)
    )
    ground = Ground(Texts(story(one, two)), linked(story(one, two)))
    counts = [ground.claims[row].quantities[0] for row in (0, 2)]
    assert not other_nations(ground, (0, 2), *counts)
    polish = [replace(article, language="pl") for article in (one, two)]
    ground = Ground(Texts(story(*polish)), linked(story(*polish)))
    assert other_nations(ground, (0, 2), *counts)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [(2300, 23000, True), (187, 178, True), (1240, 1420, True), (187, 781, False), (18, 81, False)],
)
def test_lost_zeros_and_digits_that_changed_places_are_slips(one: float, other: float, *, slip: bool) -> None:
    counts = (Quantity(span=Span(0, 1), value=value, unit="km") for value in (one, other))
    assert slipped(*counts) is slip


@pytest.mark.parametrize(("year", "past"), [("2030", False), ("2029", True)])
def test_what_happened_last_year_may_be_the_news(year: str, past: bool) -> None:
    one, two = (analysis(name, [STORM], published="2031-05-04") for name in "ab")
    dated = Timex(span=Span(0, 3), clause=Span(0, 3), value=year, precision="year")
    one = replace(one, claims=tuple(replace(claim, timexes=(dated,)) for claim in one.claims))
    given = story(one, two)
    assert one_long_past(Ground(Texts(given), linked(given)), (0, 1)) is past


@pytest.mark.parametrize(
    ("sources", "kinds"),
    [
        (("the city", "the harbour office"), ["number"]),
        (("the city", "the city"), []),
        (("the city", None), []),
    ],
)
def test_a_higher_amount_by_another_source_is_no_update(
    sources: tuple[str | None, str | None], kinds: list[str]
) -> None:
    told = ("Mending the sluice cost 320 crowns.", "Mending the sluice cost 510 crowns.")
    one, two = (
        with_vectors(_article(name, [text, "Gulls."], published=day), [[1, 0, 0, 0], [0, 0, 0, 1]])
        for name, text, day in zip("ab", told, ("2031-05-02", "2031-05-03"), strict=True)
    )
    given = story(*(_by(a, who) for a, who in zip((one, two), sources, strict=True)))
    assert [c.kind for c in find_conflicts(Ground(Texts(given), linked(given)), ())] == kinds


def _by(article: Analysis, source: str | None) -> Analysis:
    who = Speaker(name=source) if source else None
    return replace(article, claims=tuple(replace(claim, claimant=who) for claim in article.claims))
