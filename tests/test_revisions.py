"""What counts as an edit of an article, and what the edit changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.revisions import changes, trivial

HEAD = "Bridge closed at Lower Marl"
BODY = "Twelve people were hurt when the bridge gave way. The mayor spoke of a miracle."


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("Updated 12:03", "Updated 14:41", "en"),
        ("Published on 4 May 2031, 12:03", "Published on 4 May 2031, 14:41", "en"),
        ("1,204 views", "88,310 views", "en"),
        ("56 comments", "57 comments", "en"),
        ("Comments (56)", "Comments (57)", "en"),
        ("Share this", "Share this on any service", "en"),
        ("04.05.2031 12:03", "04.05.2031 14:41", "und"),
        ("12:03", "", "und"),
        ("Просмотров: 120", "Просмотров: 995", "ru"),
        ("120 просмотров", "995 просмотров", "ru"),
        ("Обновлено: 12:03", "Обновлено: 14:41", "ru"),
        ("120次浏览", "995次浏览", "zh"),
    ],
)
def test_what_the_page_says_of_itself_is_no_edit(old: str, new: str, language: str) -> None:
    assert trivial(f"{HEAD}\n\n{old}\n\n{BODY}", f"{HEAD}\n\n{new}\n\n{BODY}", language)


def test_spaces_and_the_shapes_of_signs_are_no_edit() -> None:
    assert trivial(f'{HEAD}\n"No," he said - twice.', f"{HEAD}\n\n\n“No,”  he said – twice.\n", "en")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Twelve people", "Thirteen people"),
        ("12 people", "13 people"),
        ("at 12:03 the bridge gave way", "at 12:30 the bridge gave way"),
        ("The mayor", "The former mayor"),
        ("Dead: 12", "Dead: 13"),
        ("Updated 12:03", "Updated 14:41: the mayor has resigned"),
        ("Views differ on the bridge", "Views agree on the bridge"),
        ("A miracle.", "A miracle?"),
    ],
)
def test_what_the_article_says_is_an_edit(old: str, new: str) -> None:
    assert not trivial(f"{HEAD}\n\n{old}\n\n{BODY}", f"{HEAD}\n\n{new}\n\n{BODY}", "en")


def test_a_headline_is_never_the_pages_own() -> None:
    assert not trivial(f"Updated 12:03\n{BODY}", f"Updated 14:41\n{BODY}", "en")


def test_changes_cite_both_versions() -> None:
    old = "Twelve people were hurt. The mayor spoke."
    new = "Thirteen people were hurt, two badly. The mayor spoke."
    found = [
        (c.before and old[c.before.start : c.before.end], c.after and new[c.after.start : c.after.end])
        for c in changes(old, new)
    ]
    assert found == [("Twelve", "Thirteen"), (None, ", two badly")]


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_what_is_outside_the_changes_is_equal(old: str, new: str) -> None:
    left, right = list(old), list(new)
    for change in changes(old, new):
        if change.before:
            left[change.before.start : change.before.end] = [""] * len(change.before)
        if change.after:
            right[change.after.start : change.after.end] = [""] * len(change.after)
    assert "".join("".join(left).split()) == "".join("".join(right).split())


def test_long_texts_that_share_nothing_are_compared_in_bounded_time() -> None:
    begun = time.process_time()
    old, new = "a " * 30_000, "b " * 30_000
    [change] = changes(f"x {old} y", f"x {new} y")
    assert change.before is not None
    assert time.process_time() - begun < 5
