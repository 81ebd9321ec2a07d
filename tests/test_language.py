import pytest

from rashomon.analyze.page.language import detect
from rashomon.model.article import Article, Source
from rashomon.model.text import Text


def article(text: str, language: str | None = None) -> Article:
    source = Source(id="pier", name="The Pier")
    return Article(id="a1", locator="a.txt", source=source, text=Text(text), language=language)


TEXTS = {
    "en": "The wind rose over the harbour in the night and the boats stayed where they were, the mayor said.",
    "ru": "Ночью над гаванью поднялся ветер, и лодки остались у причала, сказал мэр города журналистам.",
    "uk": "Уночі над гаванню здійнявся вітер, і човни залишилися біля причалу, сказав міський голова.",
    "bg": "През нощта над пристанището се изви вятър и лодките останаха на кея, каза кметът пред журналисти.",
    "pl": "W nocy nad portem zerwał się wiatr i łodzie zostały przy nabrzeżu, powiedział burmistrz.",
    "cs": "V noci se nad přístavem zvedl vítr a lodě zůstaly u mola, řekl novinářům starosta města.",
    "sl": "Ponoči se je nad pristaniščem dvignil veter in čolni so ostali ob pomolu, je povedal župan.",
    "es": "Por la noche se levantó el viento y los barcos se quedaron en el muelle, dijo el alcalde.",
    "ar": "هبت الرياح ليلا فوق الميناء وبقيت القوارب عند الرصيف، كما قال رئيس البلدية للصحفيين.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert detect(article(text)) == code
    assert detect(article(f"{text} " * 100)) == code


def test_the_stated_language_holds_for_short_texts_and_falls_to_long_ones() -> None:
    assert detect(article("Taxi hotel", "sl-SI")) == "sl"
    assert detect(article(TEXTS["ru"] * 5, "en")) == "ru"


@pytest.mark.parametrize("text", ["12 + 30 = 42", "?!", "— — —", "Oh"])
def test_where_there_is_nothing_to_tell_by_it_is_undetermined(text: str) -> None:
    assert detect(article(text)) == "und"
