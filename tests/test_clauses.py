"""Sentences are parted into clauses that can each be told."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyze.claims.clauses import balanced, is_clause, split_clauses, trim


def clauses(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in split_clauses(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "Flood walls will be raised, and the harbour master will be dismissed.", 2),
        ("en", "The ferry sank near Ostrova in heavy fog, which cost the lives of 12 people.", 2),
        ("en", "He vowed to rebuild the old bridge and compensate every family in the valley.", 2),
        ("ru", "При взрыве на складе погибли 17 человек, 9 удалось выжить.", 2),
        ("ru", "Мэр закрыл мост через реку и отправил рабочих в отпуск до весны.", 2),
        ("uk", "Паром затонув біля острова, а капітан зник у тумані.", 2),
        ("pl", "Prom zatonął koło wyspy, a kapitan zniknął we mgle.", 2),
        ("cs", "Trajekt se potopil u ostrova, ale kapitán se zachránil v mlze.", 2),
        ("sl", "Trajekt se je potopil pri otoku, kapitan pa je izginil v megli.", 2),
        ("bg", "Фериботът потъна край острова, а капитанът изчезна в мъглата.", 2),
        ("es", "El ferry se hundió cerca de la isla, y el capitán desapareció en la niebla.", 2),
    ],
)
def test_coordinated_clauses_are_parted(language: str, text: str, parts: int) -> None:
    assert len(clauses(text, language)) == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Speakers such as Orlova, Benn, Castell, and others praised the plan."),
        ("en", "Norland and Sudland continue to share the river."),
        ("en", "The dam (which was built in 1911, and repaired twice) held."),
        ("ru", "Министр сказал, что мост откроют осенью."),
        ("ru", "В хоре поют Анна, Борис, Вера и Глеб."),
        ("xx", "Koru mela, sanu tiko, laru beni."),
    ],
)
def test_lists_asides_and_contents_stay_whole(language: str, text: str) -> None:
    assert clauses(text, language) == [text]


def test_conjunctions_between_clauses_belong_to_neither() -> None:
    first, second = clauses("Flood walls will be raised, and the harbour master will be dismissed.")
    assert first == "Flood walls will be raised"
    assert second.startswith("the harbour master")


def test_counts_go_on_without_a_verb() -> None:
    parts = clauses("Из-за бури отменили 80 рейсов, 30 из них на севере.", "ru")
    assert parts[1] == "30 из них на севере."


@given(st.text(max_size=300), st.sampled_from(["en", "ru", "pl", "ar", "xx"]))
def test_ranges_are_ordered_trimmed_and_hold_every_figure(text: str, language: str) -> None:
    ranges = split_clauses(text, language)
    for (_, end), (start, _) in itertools.pairwise(ranges):
        assert end <= start
    for start, end in ranges:
        assert 0 <= start < end <= len(text)
        assert trim(text, start, end) == (start, end)
    held = {i for start, end in ranges for i in range(start, end)}
    assert all(i in held for i, c in enumerate(text) if c.isdigit())


def test_long_text_takes_time_in_step_with_its_length() -> None:
    text = "the old boat was lost, and the tired crew was rescued; " * 2500
    started = time.process_time()
    assert len(split_clauses(text, "en")) > 2000
    assert time.process_time() - started < 5


def test_content_that_begins_with_its_verb_is_no_clause_of_its_own() -> None:
    assert is_clause("the bridge would stay closed for weeks", "en")
    assert not is_clause("to close the bridge for a few weeks", "en")
    assert not is_clause("a great mess", "en")


@pytest.mark.parametrize(
    "text",
    [
        "The old ferry, which had been built in Norland, sank near the island.",
        "The ferry of the southern line, a vessel of the guild, sank near the island.",
        "The worst loss — the fire that had burned the mill down — has been repaired.",
    ],
)
def test_a_subject_stays_with_its_verb(text: str) -> None:
    assert clauses(text) == [text]


def test_an_insertion_does_not_hide_the_border_before_it() -> None:
    first, second = clauses(
        "Many captains have faced hard questions, and Orel, who is seeking a seat, is not alone in this."
    )
    assert first == "Many captains have faced hard questions"
    assert second.startswith("Orel, who")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“The dam held.", "The dam held."),
        ("The dam held”", "The dam held"),
        ("”The dam held", "The dam held"),
        ("«Плотина» цела", "«Плотина» цела"),
        ('He called it "a dam"', 'He called it "a dam"'),
    ],
)
def test_marks_without_their_partner_are_cut_off(text: str, kept: str) -> None:
    start, end = balanced(text, 0, len(text))
    assert text[start:end] == kept


def test_a_lone_semicolon_parts_clauses_of_unknown_verbs_and_a_list_stays_whole() -> None:
    text = "The jail of Harrow was full for years; four men share a cell."
    assert [text[a:b] for a, b in split_clauses(text, "en")] == [text[:37], text[39:]]
    listed = "The cup was won by Anna Berg of Marsk; Piet Varga of Lorne; and Ida Ostrow of Vell."
    assert split_clauses(listed, "en") == [(0, len(listed))]
