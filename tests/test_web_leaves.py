"""A story's page is written once, and nobody sees an old one, or what is meant for others."""

import re

import pytest

from rashomon.model.glance import Leaf
from rashomon.store import stories
from rashomon.web import leaves
from rashomon.web.leaves import SLOT
from rashomon.web.passages import AROUND, passage, sought_words
from tests.web_room import EVIL, HARBOUR, NOON, Visit


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the languages in which pages are written from now on, in turn."""
    found: list[str] = []
    write = leaves.written

    def noted(*given: object, kept: bool) -> str:
        found.append(str(given[-1]))
        return write(*given, kept=kept)  # type: ignore[arg-type]

    monkeypatch.setattr(leaves, "written", noted)
    return found


def show(visit: Visit, story: str, language: str = "en") -> str:
    answer = visit.browser.get(f"/stories/{story}", headers={"accept-language": language})
    visit.room.later.settle()
    assert answer.status_code == 200, answer.text
    # Tokens are a visitor's own; what is new to them is told by other tests.
    return re.sub(r'<p class="note" id="since">.*?</p>|value="\w{64}"', "", str(answer.text))


def test_a_page_is_written_once_in_each_language_and_stays_the_same(visit: Visit, written: list[str]) -> None:
    story = visit.one_story()
    visit.told(story)
    visit.room.later.settle()
    first = show(visit, story)
    assert written == ["en"]
    russian = show(visit, story, "ru")
    assert (show(visit, story), show(visit, story, "ru"), written) == (first, russian, ["en", "ru"])
    assert str(SLOT) not in first
    assert russian != first


def labels(html: str) -> set[str]:
    """Return what a report says of itself: headings, how claims stand, and notes."""
    main = html[html.index('<section id="brief"') : html.index("<aside")]
    return {" ".join(text.split()) for text in re.findall(r">([^<>]+)<", main)}


def test_a_report_speaks_to_its_reader_unless_a_language_was_chosen(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    english, russian = (labels(show(visit, story, language)) for language in ("en", "ru"))
    theirs = {"What&#39;s happening", "one source", "only in Lintvik Post", "When?", "Mar 4"}
    ours = {"Что происходит", "один источник", "только здесь: Lintvik Post", "Когда?", "4 мар."}
    assert theirs <= english
    assert ours <= russian
    assert not theirs & russian
    visit.browser.get(f"/stories/{story}?language=en", headers={"accept-language": "ru"})
    visit.wait()
    chosen = show(visit, f"{story}?language=en", "ru")
    assert theirs <= labels(chosen)
    part = visit.browser.get(f"/stories/{story}/parts/articles", headers={"accept-language": "ru"})
    assert "английский" in part.text
    assert '<html lang="en"' in chosen


def test_what_changes_a_page_is_seen_at_once(visit: Visit, written: list[str]) -> None:
    story = visit.one_story()
    visit.told(story)
    with visit.archive.writing() as writer:
        writer.rename(story, "A storm and a crane", "iris", NOON)
    assert '<h1 dir="auto">A storm and a crane</h1>' in show(visit, story)
    visit.read(HARBOUR.replace("14", "15"), outlet="Coast Wire")
    with visit.archive.writing() as writer:
        for added in set(visit.stories()) - {story}:
            writer.merge(added, story, "iris", NOON)
    visit.told(story)
    assert "Coast Wire" in show(visit, story)
    assert len(written) == 3


def test_forms_on_a_kept_page_are_the_visitors_own(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    visit.room.later.settle()
    tokens = set()
    for _ in range(2):
        visit.browser.cookies.clear()
        visit.browser.get("/")
        tokens.add(visit.token(f"/stories/{story}"))
    assert len(tokens) == 2


def test_no_text_can_pass_for_a_slot(visit: Visit) -> None:
    visit.read(HARBOUR.replace("storm", f"{SLOT} {EVIL}"))
    [story] = visit.stories()
    page = visit.told(story)
    assert page.count("<main") == page.count('id="main"') == 1
    assert str(SLOT) not in page
    assert "&lt;!-- slot --&gt;" in page


def test_a_page_goes_with_its_report(visit: Visit) -> None:
    story = visit.one_story()
    leaf = Leaf(story=story, key="k", spoken="en", made_by="a", brief="en", html="<p>")
    with visit.archive.writing() as writer:
        writer.keep_leaf(leaf)
        writer.keep_leaf(Leaf(story=story, key="k", spoken="en", made_by="b", brief="en", html="<q>"))
    with visit.archive.reading() as reader:
        found = reader.leaf(story, "k", "en")
        assert found
        assert (found.made_by, found.html, reader.leaf(story, "k", "ru")) == ("b", "<q>", None)
    with visit.archive.writing() as writer:
        writer.drop_report(story, "k")
        assert writer.leaf(story, "k", "en") is None


def test_stories_are_found_by_words_that_stand_in_few_articles_or_in_most(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.read("Ferries late\n\nTwo ferries were late.", "Goats early\n\nGoats came early to the fair.")
    visit.read("Fair opens\n\nThe fair of Orvall opens late.", outlet="Coast Wire")
    found = {}
    for few in (1, 4000):
        monkeypatch.setattr(stories, "FEW", few)
        for words in ("late", "fair", "ferries", "late -fair", "nothing"):
            listed = visit.browser.get("/api/v1/stories", params={"search": words}).json()["items"]
            found[few, words] = [story["title"] for story in listed]
    for words in ("late", "fair", "ferries", "late -fair", "nothing"):
        assert found[1, words] == found[4000, words]
    assert (len(found[1, "late"]), found[1, "nothing"]) == (2, [])


@pytest.mark.parametrize("typed", ["crane", "Crane ferry", '"crane fell"', "cran"])
def test_a_passage_stands_round_the_first_word_that_was_asked_for(typed: str) -> None:
    text = "A calm day. " * 60 + "Then the crane fell on a ferry, and a crane again. " + "Night. " * 90
    found = passage(text, sought_words(typed))
    assert text[found.start : found.end] == "".join(piece.text for piece in found.pieces)
    assert found.end - found.start <= 4 * AROUND
    marked = [piece.text for piece in found.pieces if "found" in piece.kinds]
    assert marked[0] == "crane"
    assert marked.count("crane") == 2
    assert (text[found.start - 1], text[found.end - 1], found.goes_on) == (" ", " ", True)


@pytest.mark.parametrize("text", ["海" * 500 + "crane" + "港" * 500, "A crane.", "Night. " * 90 + "A crane"])
def test_a_passage_is_short_in_any_script_and_says_whether_the_text_goes_on(text: str) -> None:
    found = passage(text, sought_words("crane"))
    assert "crane" in text[found.start : found.end]
    assert found.end - found.start <= 4 * AROUND
    assert found.goes_on == (found.end < len(text))
