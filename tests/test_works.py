"""Names of works in marks: books, programmes, headlines. Nobody says them."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Вы читаете новость «Стало известно, сколько судов ушло из порта»."),
        ("uk", 'Олена Гай видала нову книгу "Море мовить: як порти чекали на кораблі".'),
        ("pl", "Jan Wierzba wydał w maju książkę „Sztorm powiedział nie: dzieje portu i jego ludzi”."),
        ("en", "Mara Lindqvist wrote a memoir “The Harbour Said No: Twenty Years of Storms and Ropes.”"),
        ("en", "Mara Lindqvist spoke of it on the Pilots' “Morning Tide.”"),
    ],
)
def test_what_a_noun_for_works_introduces_is_a_title(language: str, text: str) -> None:
    assert [q for q in find_quotes(analysis_of(text, language)) if q.kind != "indirect"] == []


def test_nobody_named_in_a_title_speaks() -> None:
    text = "Олена Гай написала книгу «Як Пётр Зимин у порту чекав на корабель». Каже, що дописала її в морі."
    quotes = find_quotes(analysis_of(text, "uk"))
    assert {q.speaker.name for q in quotes if q.speaker} == {"Олена Гай"}


def test_words_that_a_frame_follows_are_said_even_behind_a_noun_for_works() -> None:
    text = 'Як пише видання "Порт чекає на кораблі, бо шторм ущух ще вранці", - йдеться в повідомленні.'
    assert [q.kind for q in find_quotes(analysis_of(text, "uk")) if q.kind == "direct"] == ["direct"]
