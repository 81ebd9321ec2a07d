"""Who tells behind a whole clause, and what only describes them there: invented sentences."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "fr",
            "Le pilote a été transporté à la ville, a indiqué la préfecture maritime.",
            "Le pilote a été transporté à la ville",
            "la préfecture maritime",
        ),
        (
            "fr",
            "La société a signé le contrat, a annoncé le syndicat de la scène dans un texte.",
            "La société a signé le contrat",
            "le syndicat de la scène",
        ),
        (
            "it",
            "Il furto è avvenuto il 6 giugno, ha spiegato il sindaco, che ha scoperto la porta aperta.",
            "Il furto è avvenuto il 6 giugno",
            "il sindaco",
        ),
    ],
)
def test_who_tells_stands_behind_a_whole_clause(language: str, text: str, words: str, speaker: str) -> None:
    quotes = find_quotes(analysis_of(text, language))
    told = [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]
    assert told == [(words, speaker)]
