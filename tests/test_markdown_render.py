"""The Markdown report: complete, with footnotes, and safe to show."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rashomon.brief.compose import compose
from rashomon.render.export import document
from rashomon.render.markdown import escape, markdown
from tests.brief_story import comparison, story

STORY, COMPARISON = story(), comparison()
BRIEF = compose(STORY, COMPARISON, "en")
REPORT = markdown(document(STORY, COMPARISON, BRIEF))


def test_every_part_has_its_heading() -> None:
    for heading in (
        "What's happening",
        "Accounts differ",
        "Left out by",
        "Who is quoted",
        "Could not be told",
    ):
        assert f"## {heading}" in REPORT
    assert BRIEF.feedback_question in REPORT


def test_every_mark_has_a_footnote_with_outlet_and_passage() -> None:
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", REPORT))
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", REPORT, re.MULTILINE))
    assert marks == notes.keys()
    assert notes["1"].startswith("Herald, 43–127: “The ferry Aurora")


def test_silence_is_told_by_name() -> None:
    assert "*not in: Times*" in REPORT


def test_parts_that_are_empty_are_left_out() -> None:
    bare = markdown(
        document(STORY, replace(COMPARISON, timeline=()), replace(BRIEF, disputed=(), shared_lines=()))
    )
    assert "Accounts differ" not in bare
    assert "Timeline" not in bare


def test_it_speaks_the_readers_language() -> None:
    assert "## Что происходит" in markdown(document(STORY, COMPARISON, compose(STORY, COMPARISON, "ru")))


def test_labels_are_the_readers_and_sentences_the_briefs() -> None:
    russian = markdown(document(STORY, COMPARISON, BRIEF), "ru")
    assert "## Что происходит" in russian
    assert "не упоминают: Times" in russian
    assert "- Сколько? " in russian
    assert "Автор не назван." in russian
    english = set(
        re.findall(r"^## .*$|Which number\?|not in: |one source|They name no author", REPORT, re.MULTILINE)
    )
    assert len(english) > 6
    assert [label for label in english if label in russian] == []
    for section in BRIEF.sections:
        assert all(escape(sentence.text) in russian for sentence in section.sentences)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_escaped_text_becomes_neither_tag_nor_emphasis_nor_link(text: str) -> None:
    html = MarkdownIt("commonmark").render(f"x {escape(text)}")
    assert set(re.findall(r"<(\w+)", html)) <= {"p"}


def test_hostile_text_stays_text() -> None:
    attack = "<script>alert(1)</script> [a](javascript:b) # c"
    html = MarkdownIt("commonmark").render(escape(attack))
    assert "<script" not in html
    assert "<a" not in html
    assert "<h1" not in html
