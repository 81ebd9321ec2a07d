"""What a page has lost: closing marks, and the names of those who pass words on."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Пётр Зимин сказал: «Мы ждём. Ждут все. По данным порта, мост закрыт.", "Мы ждём. Ждут все."),
        ("По словам Петра Зимина, «из-за льда ждут все. Мост закрыт. Всё.", "из-за льда ждут все."),
        ("Пётр Зимин сказал: «Мы ждём. Вера Ланская пояснила: «Лёд тает».", "Мы ждём."),
    ],
)
def test_words_without_a_closing_mark_end_where_the_reporter_resumes(text: str, held: str) -> None:
    assert (held, "Пётр Зимин") in told(text, "ru")


def test_words_behind_a_quotation_that_had_to_be_ended_are_their_own() -> None:
    text = "Пётр Зимин сказал: „Мы ждём. Вера Ланская сказала: “Лёд тает”."
    assert told(text, "ru") == [("Мы ждём.", "Пётр Зимин"), ("Лёд тает", "Вера Ланская")]


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("uk", "Олена Гай пішла. Міст закрили на тиждень, передає", "Міст закрили на тиждень"),
        ("ru", "Пётр Зимин уехал. Мост закрыли на неделю, пишет.", "Мост закрыли на неделю"),
        ("ru", "Пётр Зимин уехал. Мост закрыли, передает Об этом знают все.", "Мост закрыли"),
    ],
)
def test_nobody_known_passes_on_what_a_lost_name_does(language: str, text: str, held: str) -> None:
    assert told(text, language) == [(held, None)]


def test_quotation_behind_a_lost_name_is_told_by_its_own_frame() -> None:
    text = 'Пётр Зимин уехал. Мост закрыт, передает "Лёд держится только у берега", сказала Вера Ланская.'
    assert told(text, "ru") == [("Лёд держится только у берега", "Вера Ланская")]
