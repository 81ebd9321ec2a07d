from dataclasses import replace

import pytest

from rashomon.analyze.page.sentences import split
from rashomon.analyze.page.structure import read_structure
from rashomon.analyze.times.find import find_timexes
from rashomon.compare.dating import date_undated
from rashomon.compare.dayhints import read_hint
from rashomon.model.annotation import Analysis, Published
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.articles import article_of

STATED = "date 2031-04-02 The harbour of Oldmouth is closed today, the mayor told reporters in the town hall."


def analysis(name: str, text: str, language: str = "en") -> Analysis:
    article = article_of(text, name, outlet=name)
    found = Analysis(article=article, language=language, structure=read_structure(article, language))
    found = replace(found, sentences=split(article, language, found.structure))
    return replace(found, timexes=find_timexes(found))


def dated(*texts: tuple[str, str]) -> list[Published]:
    read = tuple(analysis(f"a{i}", text, language) for i, (text, language) in enumerate(texts))
    return [a.structure.published for a in date_undated(Story(id="s", title="", analyses=read)).analyses]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        (("on Thursday", "en"), ("в среду", "ru"), True),
        (("on Thursday", "en"), ("в четверг", "ru"), False),
        (("25 июля", "ru"), ("28 вересня", "uk"), True),
        (("on Thursday", "en"), ("25 июля", "ru"), False),
    ],
)
def test_days_that_name_no_year_exclude_others(
    one: tuple[str, str], other: tuple[str, str], excluded: bool
) -> None:
    hints = (read_hint(Reference("a", Span(0, len(text))), text, language) for text, language in (one, other))
    first, second = hints
    assert first.excludes(second) == second.excludes(first) == excluded


def test_a_dateline_takes_the_year_of_its_siblings() -> None:
    first, _ = dated(("OLDMOUTH, Maine, April 1. The harbour is closed by the mayor.", "en"), (STATED, "en"))
    assert (first.value, first.basis) == ("2031-04-01", "inferred")
    assert {r.article for r in first.evidence} == {"a0", "a1"}


def test_a_year_far_away_is_not_taken() -> None:
    first, _ = dated(
        ("OLDMOUTH, Maine, November 20. The harbour is closed by the mayor.", "en"), (STATED, "en")
    )
    assert first.value is None


def test_a_year_in_which_the_past_would_be_to_come_is_not_taken() -> None:
    plan = "OLDMOUTH, Maine, November 19. Talks began on June 19, 2029"
    closed = "The harbour will be closed on March 29, 2031"
    (first,) = dated((f"{plan}. {closed}, and a new one will be opened by December 21, 2032.", "en"))
    assert first.value is None
    first, _ = dated(
        (f"{plan}, and will last until November 2030. {closed}.", "en"),
        ("The new harbour will be opened on December 21, 2032, the mayor said.", "en"),
    )
    assert (first.value, first.basis) == ("2030-11-19", "inferred")


def test_a_year_long_before_what_a_sibling_tells_as_past_is_not_taken() -> None:
    first, _ = dated(
        ("OLDMOUTH, Maine, March 20. The harbour is closed by the mayor.", "en"),
        (
            "The court freed the captain on Tuesday, March 14, 2034. He was arrested in March 2023.",
            "en",
        ),
    )
    assert (first.value, first.basis) == ("2034-03-20", "inferred")


def test_what_is_told_as_past_behind_the_last_known_day_moves_no_dateline() -> None:
    _, second, _ = dated(
        (STATED, "en"),
        ("OLDMOUTH, Maine, April 3. The harbour is closed today.", "en"),
        ("The harbour was rebuilt in December 2031, says a plan.", "en"),
    )
    assert second.value == "2031-04-03"


def test_a_dateline_without_its_year_lets_no_other_day_be_inferred() -> None:
    _, second = dated(
        (STATED, "en"), ("OLDMOUTH, Maine, 29 August. The harbour is closed today, the mayor said.", "en")
    )
    assert second.value is None


@pytest.mark.parametrize(
    ("day", "about"),
    [
        ("Thursday, 3 April", "2031-04-03"),
        ("Friday, 3 April", None),
        ("3 April", None),
        ("Monday, 3 November", None),
    ],
)
def test_a_week_day_settles_the_year_of_a_story_in_which_nothing_is_dated(
    day: str, about: str | None
) -> None:
    told = dated(
        (f"The harbour of Oldmouth closed on {day}, the mayor told reporters in the hall.", "en"),
        ("The harbour of Oldmouth was dredged in March 2031, the mayor told reporters.", "en"),
    )
    assert [(p.value, p.about) for p in told] == [(None, about), (None, about)]


def test_what_stays_undated_takes_years_from_its_story_and_no_days() -> None:
    text = "The harbour was closed on 28 March. On Friday the boats left."
    story = Story(id="s", title="", analyses=(analysis("a0", STATED), analysis("a1", text)))
    second = date_undated(story).analyses[1]
    assert (second.structure.published.value, second.structure.published.about) == (None, "2031-04-02")
    assert [t.value for t in find_timexes(second)] == ["2031-03-28", None]


def test_tomorrow_here_is_today_there() -> None:
    _, second = dated((STATED, "en"), ("Přístav bude zítra kvůli bouři zavřený, řekl starosta města.", "cs"))
    assert (second.value, second.basis) == ("2031-04-01", "inferred")


def test_a_day_word_beside_a_date_tells_the_day() -> None:
    _, second = dated((STATED, "en"), ("Порт закроют завтра, 3 апреля, сказал мэр города журналистам.", "ru"))
    assert second.value == "2031-04-02"


def test_the_same_clock_time_is_the_same_moment() -> None:
    _, second, _ = dated(
        (STATED, "en"),
        ("Pristanišče bodo jutri ob 5.40 zaprli, je povedal župan.", "sl"),
        ("Порт закриють 2 квітня о 5:40, сказав міський голова.", "uk"),
    )
    assert second.value == "2031-04-01"


def test_a_bare_weekday_is_the_day_on_which_others_appeared() -> None:
    _, second = dated(
        (STATED, "en"), ("В среду мэр закрыл порт из-за шторма. Лодки остались у причала.", "ru")
    )
    assert second.value == "2031-04-02"


def test_of_two_weekdays_and_of_two_day_words_the_one_that_others_have_tells_the_day() -> None:
    _, second, third = dated(
        (STATED, "en"),
        ("Во вторник начался шторм. В среду мэр закрыл порт.", "ru"),
        ("Вчера начался шторм. Сегодня мэр закрыл порт.", "ru"),
    )
    assert (second.value, third.value) == ("2031-04-02", "2031-04-02")


def test_a_day_that_is_named_is_not_the_articles_where_later_weekdays_are_past() -> None:
    # 2 April 2031 is a Wednesday: whoever tells of Thursday as past writes later.
    text = "The storm came on 2 April. The mayor closed the harbour on Thursday."
    assert dated((STATED, "en"), (text, "en"))[1].value is None
    text = "The storm came on 2 April. The mayor had closed the harbour on Tuesday."
    assert dated((STATED, "en"), (text, "en"))[1].value == "2031-04-02"


def test_nothing_is_dated_by_its_siblings_alone_or_without_any() -> None:
    _, second = dated(
        (STATED, "en"), ("The boats stayed where they were, and nobody knew for how long.", "en")
    )
    assert (second.value, second.basis) == (None, "unknown")
    assert dated(("The harbour is closed today.", "en"))[0].value is None


def test_siblings_far_apart_speak_for_nobody() -> None:
    other = STATED.replace("2031-04-02", "2031-06-20")
    assert dated((STATED, "en"), (other, "en"), ("The harbour is closed today.", "en"))[2].value is None


def test_what_is_dated_stays_as_it_is() -> None:
    first, second = dated((STATED, "en"), (STATED.replace("2031-04-02", "2031-04-03"), "en"))
    assert [first.value, second.value] == ["2031-04-02", "2031-04-03"]
    assert {first.basis, second.basis} == {"stated"}
