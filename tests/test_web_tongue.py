"""The room tells a Russian reader everything in Russian but what articles say, and programs in English."""

import re
from typing import Any

import pytest

from rashomon.archive.adding import keep
from rashomon.archive.worker import worker
from rashomon.model.article import RawDocument, Stated
from tests.web_room import HARBOUR, NOON, Visit

CLAIMED = (
    "Prize for a cheese\n\n"
    "A goat cheese won the prize of Orvall on Sunday. Tilde Farn claimed that all of it was sold in an hour."
)
RU = {"accept-language": "ru"}


def _russian(visit: Visit, address: str, **fields: Any) -> str:
    """Return what a page says in Russian, or the answer to a form, without its marks."""
    if fields:
        given = {"token": visit.token(), **fields}
        answer = visit.browser.post(address, data=given, headers=RU)
    else:
        answer = visit.browser.get(address, headers=RU)
    return " ".join(re.sub(r"<[^>]*>", " ", str(answer.text)).split())


def test_why_two_passages_differ_is_said_in_russian(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    told = visit.browser.get(f"/api/v1/stories/{story}/document", headers=RU).json()
    assert told["conflicts"], "the two accounts give other numbers and days"
    page = _russian(visit, f"/stories/{story}")
    assert "посчитано по-разному" in page or "датировано по-разному" in page
    for conflict in told["conflicts"]:
        assert conflict["why"] not in page
        assert conflict["why"].startswith("The two passages")
        assert conflict["why_phrase"]["key"].startswith("differ_")


def test_reasons_of_cells_are_said_in_russian(visit: Visit) -> None:
    story = visit.one_story()
    theirs = visit.told(story)
    ours = str(visit.browser.get(f"/stories/{story}", headers=RU).text)
    assert ('title="от своего имени"' in ours, 'title="in its own voice"' in ours) == (True, False)
    assert ('title="от своего имени"' in theirs, 'title="in its own voice"' in theirs) == (False, True)


def test_choices_of_words_are_said_in_russian(visit: Visit) -> None:
    visit.read(CLAIMED)
    (story,) = visit.stories()
    visit.told(story)
    page = _russian(visit, f"/stories/{story}")
    assert "«claimed» (Tilde Farn): держит дистанцию к сказанному" in page
    assert "keeps a distance" not in page


@pytest.mark.parametrize("form", ["md", "html"])
def test_files_have_the_labels_of_the_room_and_the_sentences_of_the_brief(visit: Visit, form: str) -> None:
    story = visit.one_story()
    visit.told(story)
    ours = visit.browser.get(f"/stories/{story}/export.{form}", headers=RU).text
    theirs = visit.browser.get(f"/stories/{story}/export.{form}").text
    assert "Что происходит" in ours
    assert "Составлено программой Rashomon" in ours
    assert "What's happening" not in ours
    assert "Что происходит" not in theirs
    told = visit.browser.get(f"/api/v1/stories/{story}/document").json()
    sentence = told["brief"]["sections"][0]["sentences"][0]["text"]
    assert sentence in ours
    chosen = visit.browser.get(f"/stories/{story}/export.{form}?language=de", headers=RU).text
    assert "Что происходит" not in chosen
    assert visit.browser.get(f"/stories/{story}/export.json", headers=RU).json()["conflicts"]


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        ("/stories/s07", {}, "Сюжета «s07» в архиве нет."),
        ("/articles/a07", {}, "Статьи «a07» в архиве нет."),
        ("/nowhere", {}, "Здесь ничего нет Сюжеты"),
        ("/watchlists/w7", {}, "Наблюдения «w7» в архиве нет."),
        ("/?since=morgen", {}, "В адресе что-то не так: since."),
        ("/search?q=storm&after=x", {}, "В адресе что-то не так: after."),
        ("/compare/x", {}, "Этого сравнения больше нет"),
        ("/sources", {"url": "here"}, "нужен адрес, который начинается с http:// или https://"),
        ("/compare", {"urls": "here", "text": "A text."}, "нужен адрес, который начинается с"),
        ("/watchlists", {"words": "-"}, "нужно хотя бы одно слово"),
        ("/people", {"name": "x y", "password": "0123456789", "role": "reader"}, "не может быть именем"),
        ("/people", {"name": "iris", "password": "short", "role": "reader"}, "В пароле должно быть от"),
        ("/people", {"name": "iris", "role": "king"}, "«king» — не роль"),
        ("/quarantine", {"document": "d7"}, "Документа «d7» в архиве нет."),
    ],
)
def test_errors_are_told_in_russian_to_people(
    visit: Visit, address: str, fields: dict[str, str], said: str
) -> None:
    assert said in _russian(visit, address, **fields)


def test_programs_are_told_in_english(visit: Visit) -> None:
    answer = visit.browser.get("/api/v1/stories/s07", headers=RU).json()
    assert answer["detail"] == "there is no story 's07' in the archive"
    wrong = visit.browser.get("/api/v1/search?q=storm&limit=x", headers=RU).json()
    assert wrong["detail"].startswith("limit: ")


def test_a_form_from_elsewhere_is_refused_in_russian(visit: Visit) -> None:
    answer = visit.browser.post("/compare", data={"token": "x"}, headers=RU)
    assert answer.status_code == 403
    assert "Форма устарела" in answer.text
    strange = visit.browser.get("/", headers=RU | {"host": "evil.example"})
    assert strange.status_code == 421
    assert strange.text.startswith("Это имя здесь не обслуживается")


def test_what_failed_long_ago_is_told_in_russian(visit: Visit) -> None:
    """The archive keeps one line of English; each page says it in its reader's language."""
    visit.read(HARBOUR)
    visit.web.pages["https://lintvik.example/feed"] = (
        b"<rss version='2.0'><channel><title>L</title></channel></rss>"
    )
    visit.post("/sources", url="https://lintvik.example/feed")
    visit.web.pages.clear()
    _set_aside(visit)
    page = _russian(visit, "/quarantine")
    assert "scan.txt: не текст, а двоичные данные; сохраните как текст в UTF-8" in page
    assert "not a text but binary data" in visit.browser.get("/quarantine").text
    api = visit.browser.get("/api/v1/quarantine", headers=RU).json()["items"]
    assert api[0]["reason"] == "scan.txt: not a text but binary data; save it as text in UTF-8"


def test_a_comparison_that_fails_says_what_of_each(visit: Visit) -> None:
    urls = "https://a.example/1\nhttps://b.example/2"
    started = visit.post("/compare", urls=urls, follow=False).headers["location"]
    visit.wait()
    page = _russian(visit, started)
    assert "Сравнить статьи не удалось." in page
    assert "https://a.example/1" in page
    assert "https://b.example/2" in page


def test_why_an_article_stands_in_a_story_is_told_in_russian(visit: Visit) -> None:
    visit.read(HARBOUR)
    (story,) = visit.stories()
    visit.told(story)
    page = _russian(visit, f"/stories/{story}")
    assert "близкого сюжета нет" in page
    assert "no story is near" not in page


def _set_aside(visit: Visit) -> None:
    raw = RawDocument(
        locator="scan.txt",
        media_type="text/plain",
        body=b"\x00\x01\x02" * 40,
        stated=Stated(outlet="Lintvik Post"),
    )
    keep(visit.archive, [raw], lambda: NOON)
    worker(visit.archive, visit.encoder, visit.web, lambda: NOON).read(lambda _: None)
