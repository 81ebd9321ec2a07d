"""The terminal brief: readable, numbered, and unable to steer the terminal."""

import io
from dataclasses import replace

from rich.console import Console

from rashomon.brief.compose import compose
from rashomon.model.brief import Brief
from rashomon.render.export import document
from rashomon.render.telling import one_line
from rashomon.render.terminal import print_brief
from tests.brief_story import comparison, story

STORY, COMPARISON = story(), comparison()
BRIEF = compose(STORY, COMPARISON, "en")


def printed(brief: Brief = BRIEF) -> str:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    print_brief(document(STORY, COMPARISON, brief), console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_sentences_carry_the_numbers_of_their_articles() -> None:
    assert "with 212 passengers on board. [1 2 4] · disputed" in printed()
    assert "[4] Вестник · undated · Russian" in printed()


def test_markup_in_articles_is_shown_and_not_obeyed() -> None:
    first = BRIEF.sections[0]
    odd = replace(first.sentences[0], text="The [red]ferry[/red] ran \x1b[2J aground.")
    shown = printed(replace(BRIEF, sections=(replace(first, sentences=(odd,)),)))
    assert "[red]ferry[/red]" in shown
    assert "\x1b" not in shown


def test_control_characters_go_and_letters_stay() -> None:
    assert one_line("a\x07b\x1b\x9b\u202ec\n ж") == "abc ж"


def test_it_ends_with_the_question_to_the_reader() -> None:
    assert printed().rstrip().endswith("What did it miss?")
