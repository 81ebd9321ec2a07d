"""Where the verb ends its clause, the speaker is its first phrase and the words said stand between."""

import re
from dataclasses import replace

import pytest

from rashomon.analyze import pipeline
from rashomon.model.annotation import LocalEntity, Mention, Quote
from rashomon.model.text import Span
from tests.articles import article_of


def _quotes(language: str, text: str, *names: str) -> list[tuple[str, str | None]]:
    article = article_of(text, language=language)
    analysis = replace(pipeline.read_article(article), entities=tuple(_person(text, name) for name in names))
    return [(text[q.span.start : q.span.end], _name(q)) for q in pipeline.tell(analysis).quotes]


def _name(quote: Quote) -> str | None:
    return quote.speaker.name if quote.speaker else None


def _person(text: str, name: str) -> LocalEntity:
    found = (m.span() for m in re.finditer(name, text))
    mentions = tuple(Mention(span=Span(*span), type="PER", name=name) for span in found)
    return LocalEntity(id=name, type="PER", name=name, mentions=mentions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Başkan Selin Okan, “Köprü kapalı” dedi.", "Köprü kapalı"),
        ("“Köprü kapalı” diyen Selin Okan toplantıdan ayrıldı.", "Köprü kapalı"),
        ("“Köprü kapalı.” dedi Selin Okan.", "Köprü kapalı."),
        ("Selin Okan, köprünün yarın açılacağını söyledi.", "köprünün yarın açılacağını"),
        ("Selin Okan şunları söyledi: “Köprü kapalı.”", "Köprü kapalı."),
        ("Köprünün kapalı olduğunu belirten Selin Okan salondan ayrıldı.", "Köprünün kapalı olduğunu"),
        ("Selin Okan'a göre, köprü yarın açılacak.", "köprü yarın açılacak"),
    ],
)
def test_turkish_speakers(text: str, said: str) -> None:
    assert _quotes("tr", text, "Selin Okan") == [(said, "Selin Okan")]


def test_a_name_with_a_case_ending_is_no_subject() -> None:
    text = "Selin Okan'ın avukatı Mert Ulu, suçlamaların asılsız olduğunu savundu."
    assert _quotes("tr", text, "Selin Okan", "Mert Ulu") == [("suçlamaların asılsız olduğunu", "Mert Ulu")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Körpü bağlıdır”, - Elnur Saray deyib.", "Körpü bağlıdır"),
        ("Elnur Saray bildirib ki, körpü sabah açılacaq.", "körpü sabah açılacaq"),
        ("Elnur Saray körpünün sabah açılacağını deyib.", "körpünün sabah açılacağını"),
        ("Elnur Saray “Körpü bağlıdır” deyib.", "Körpü bağlıdır"),
    ],
)
def test_azerbaijani_speakers(text: str, said: str) -> None:
    assert _quotes("az", text, "Elnur Saray") == [(said, "Elnur Saray")]


def test_the_persian_subject_opens_its_clause_however_far_the_verb() -> None:
    text = "سامان تراب، سخنگوی دولت، روز سه‌شنبه در جمع خبرنگاران گفت که دولت تصمیمی نگرفته است."
    ((said, speaker),) = _quotes("fa", text, "سامان تراب")
    assert (said, speaker) == ("که دولت تصمیمی نگرفته است", "سامان تراب")


def test_the_arabic_subject_stands_behind_its_verb() -> None:
    text = "وقال وزير الخارجية نادر عقل، خلال مؤتمر صحفي، إن الاجتماع سيعقد غدا."
    ((said, speaker),) = _quotes("ar", text, "نادر عقل")
    assert (said, speaker) == ("إن الاجتماع سيعقد غدا", "نادر عقل")
