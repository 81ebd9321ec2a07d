"""The report: one file, no network, escaped, every citation with a place to go to."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from rashomon.brief.compose import compose
from rashomon.model.annotation import Quote
from rashomon.model.comparison import Utterance, Variant, VariantKind
from rashomon.model.text import Text
from rashomon.render.export import document
from rashomon.render.html import context, to_html
from rashomon.render.schema import SharedLine
from tests import brief_story


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.links += [given["href"]] if given.get("href") else []  # type: ignore[list-item]
        self.sources += [v for k in ("src", "srcset", "action") if (v := given.get(k))]


@pytest.fixture(scope="module")
def page() -> str:
    story, comparison = brief_story.story(), brief_story.comparison()
    return to_html(document(story, comparison, compose(story, comparison, "en")))


def test_every_citation_leads_to_its_passage(page: str) -> None:
    parsed = Page(page)
    wanted = {link[1:] for link in parsed.links}
    assert wanted
    assert wanted <= set(parsed.ids)


def test_ids_are_unique(page: str) -> None:
    ids = Page(page).ids
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    parsed = Page(page)
    assert parsed.sources == []
    assert "link" not in parsed.tags
    assert all(link.startswith("#") for link in parsed.links)
    assert "url(" not in page
    assert "default-src 'none'" in unescape(page)


def test_article_texts_stand_in_the_page_unchanged(page: str) -> None:
    texts = re.findall(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    bare = [unescape(re.sub(r"<[^>]+>", "", text)) for text in texts]
    assert brief_story.POST in bare


def test_hostile_text_stays_text() -> None:
    story, comparison = brief_story.story(), brief_story.comparison()
    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}" onmouseover="x'
    first = story.analyses[0]
    marked = replace(first.article, text=Text(first.article.text.content + hostile))
    story = replace(story, analyses=(replace(first, article=marked), *story.analyses[1:]))
    page = to_html(document(story, comparison, compose(story, comparison, "en")))
    parsed = Page(page)
    assert parsed.tags.count("script") == 1
    assert "img" not in parsed.tags
    assert "{{ 7*7 }}" in page


def test_a_russian_brief_has_a_russian_page() -> None:
    story, comparison = brief_story.story(), brief_story.comparison()
    page = to_html(document(story, comparison, compose(story, comparison, "ru")))
    assert '<html lang="ru" dir="ltr">' in page
    assert "Кто о чём сообщает" in page


def test_what_a_report_says_of_itself_is_said_to_its_reader() -> None:
    story, comparison = brief_story.story(), brief_story.comparison()
    told, russian = (document(story, comparison, compose(story, comparison, code)) for code in ("en", "ru"))
    ours = context(told, reader="ru")
    assert ours["disclosure"] == russian.brief.disclosure
    gap = next(gap for gap in told.brief.abstained if "author" in gap.why)
    assert (gap.why, ours["said"](gap.why_phrase, gap.why)) == ("They name no author.", "Автор не назван.")
    assert ours["said"](None, "of an earlier version") == "of an earlier version"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "“So it is.” (told in near the same words; articles: 1)",
            "“So it is.” (сказано почти одними и теми же словами; статей: 1)",
        ),
        ("“So it is.”", "“So it is.”"),
    ],
)
def test_how_many_share_a_line_is_said_to_its_reader(text: str, shown: str) -> None:
    story, comparison = brief_story.story(), brief_story.comparison()
    told = document(story, comparison, compose(story, comparison, "en"))
    line = SharedLine(text=text, echo="e1", citations=[told.conflicts[0].a])
    assert context(told, reader="ru")["shared_line"](line) == shown


@pytest.mark.parametrize(
    ("language", "kind", "told"),
    [
        ("en", "verbatim", "word for word · without quotation marks"),
        ("en", "altered", "in other words · without quotation marks"),
        ("ru", "altered", "другими словами · без кавычек"),
    ],
)
def test_the_ledger_says_what_lost_its_marks(language: str, kind: VariantKind, told: str) -> None:
    story, comparison = brief_story.story(), brief_story.comparison()
    span = brief_story.ref("t", "the ferry will stay out of service until the inquiry ends").span
    analyses = tuple(
        replace(a, quotes=(Quote(id="q9", kind="indirect", span=span),)) if a.article.id == "t" else a
        for a in story.analyses
    )
    variants = (
        Variant(article="h", quote="q1", kind="verbatim"),
        Variant(article="t", quote="q9", kind=kind),
    )
    one = Utterance(id="u", speaker="e1", variants=variants, earliest="t")
    story, comparison = replace(story, analyses=analyses), replace(comparison, utterances=(one,))
    page = to_html(document(story, comparison, compose(story, comparison, language)))
    (ledger,) = re.findall(r'<figure class="versus utterance".*?</figure>', page, re.DOTALL)
    first, second = re.findall(r"<footer>(.*?)</footer>", ledger, re.DOTALL)
    assert told in re.sub(r"<[^>]+>", "", second)
    assert "·" not in re.sub(r"<[^>]+>", "", first)
    earliest = {"en": "earliest: Times", "ru": "раньше всех: Times"}[language]
    assert earliest in ledger
