"""Who is meant by a role: nobody named, a body, the holder of a title, who speaks for another."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def speakers(text: str, language: str = "en") -> list[str | None]:
    """Return who is given for each quote, in reading order."""
    return [q.speaker.name if q.speaker else None for q in find_quotes(analysis_of(text, language))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mara Lindqvist met a young reporter. “Will it rain?” the reporter asked.", "the reporter"),
        ("Mara Lindqvist held an angry man back. The man said that he was tired.", "The man"),
        ("Another man, not seen at first, then told Mara Lindqvist, “We wait.”", "Another man"),
        ("Mara Lindqvist is a teacher. “We wait here,” the teacher said.", "Mara Lindqvist"),
        ("A teacher, Mara Lindqvist, came. “We wait here,” the teacher said.", "Mara Lindqvist"),
    ],
)
def test_who_is_brought_in_without_a_name_is_nobody_named(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sen. Mara Lindqvist left. “We vote,” the senator said.", "Mara Lindqvist"),
        ("Rep. Tomas Orel left. “We vote,” the two-term congressman said.", "Tomas Orel"),
        ("Rep. Tomas Orel left. The lawmaker said that it was late.", "Tomas Orel"),
        ("Mara Lindqvist, the guild's attorney, left. “We wait,” the lawyer said.", "Mara Lindqvist"),
        ("Sen. Mara Lindqvist left. “We vote,” another senator said.", "another senator"),
        ("Mara Lindqvist, an outspoken critic of the guild, said that it was late.", "Mara Lindqvist"),
        (
            "The guild's president, Mara Lindqvist, met nominee Tomas Orel. “We wait,” the president said.",
            "Mara Lindqvist",
        ),
        ("Another major figure, Tomas Orel, told the guild that it was late.", "Tomas Orel"),
    ],
)
def test_a_title_and_another_word_for_it_mean_one_person(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Harbour Council sold the quay. The council said that it had to.", "Harbour Council"),
        ("The council waited. Harbour Council came. A council said that it had to.", "A council"),
        ("Harbour Council Police came. The council said that it had to.", "The council"),
        ("Harbour Council met the Tide Council. The council said that it had to.", "The council"),
    ],
)
def test_a_body_is_known_again_by_the_head_of_its_name(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_what_a_sentence_without_a_name_leads_in_is_not_the_last_speakers() -> None:
    text = (
        "Mara Lindqvist said that it rained.\n\nBelow it stands this remark on the whole affair:\n\n"
        "“The tide has taken all that we built and nobody was asked about it.”"
    )
    assert speakers(text) == ["Mara Lindqvist", None]


@pytest.mark.parametrize(
    ("text", "speakers_"),
    [
        ("“Who goes there!” the two-term mayor demands.", ["the two-term mayor"]),
        ("The crews' demands were clear.", []),
        ("The film was put on the net by “Lampman,” and all saw it.", []),
        ("On Friday, the mayor, Mara Lindqvist, said the lamp would stay.", ["Mara Lindqvist"]),
        ("A mayor close to the council said that it rained.", ["A mayor close to the council"]),
    ],
)
def test_who_tells_stands_where_order_wants_it(text: str, speakers_: list[str]) -> None:
    assert speakers(text) == speakers_


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Wierzba o molo: nie zamkniemy go nigdy", "Wierzba"),
        ("ru", "Зимин о маяке: мы его не погасим", "Зимин"),
        ("pl", "Rzecznik premiera Jan Wierzba powiedział, że molo stoi.", "Jan Wierzba"),
        ("pl", "Rzecznik premier Any Brezy powiedział, że molo stoi.", "Rzecznik premier Any Brezy"),
    ],
)
def test_headlines_and_those_who_speak_for_others(language: str, text: str, speaker: str) -> None:
    assert [name for name in speakers(text, language) if name and speaker in name]


def test_the_subject_of_a_clause_inside_is_not_shared_by_the_verb_around_it() -> None:
    text = "Ana Breza powiedziała, że czeka. Na pytanie, czy rząd uważa, że molo stoi, odparła, że tak."
    assert speakers(text, "pl")[-1] != "rząd"
