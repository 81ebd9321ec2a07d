# ruff: noqa: F811 - fixtures of the store's suite
"""What every backend of the store does about rulings and feedback."""

from dataclasses import replace

import pytest

from rashomon.errors import NotFound, StoreError
from rashomon.model.archive import MACHINE, Entry
from rashomon.model.feedback import Feedback, FeedbackKind
from rashomon.model.ruling import Ruling
from rashomon.model.selector import select
from rashomon.model.text import Span
from rashomon.store.contract.archive import Archive, Writer
from tests.store_making import HOUR, NOON, article, kept, opened, put, told
from tests.test_store import archive, form, make, server  # noqa: F401

URL = "https://herald.example/bridge"


def ruling(writer: Writer, story: str, *articles: str, who: str = "iris") -> Ruling:
    passages = tuple(select(writer.article(name).article, Span(4, 10)) for name in articles)
    return writer.rule(
        Ruling(
            story=story,
            verdict="no_quote",
            passages=passages,
            value="x",
            was="y",
            who=who,
            at=NOON,
            reason="why",
        )
    )


def said(story: str, kind: FeedbackKind = "wrong") -> Feedback:
    return Feedback(
        story=story, kind=kind, text="The bridge is open.", words="It is not.", who="rolf", at=NOON
    )


def test_a_ruling_comes_back_as_it_was_given(archive: Archive) -> None:
    with archive.writing() as w:
        given = ruling(w, "s1", told(w, 1, "s1", "The bridge is closed."))
    with archive.reading() as r:
        assert r.rulings("s1") == (given,)
        assert r.ruling(given.id) == given
        assert r.all_rulings().items == (given,)
        with pytest.raises(NotFound, match="no ruling 9"):
            r.ruling(9)


def test_rulings_are_peoples(archive: Archive) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
        with pytest.raises(StoreError, match="rulings are people's"):
            ruling(w, "s1", name, who=MACHINE)
        given = ruling(w, "s1", name)
        with pytest.raises(StoreError, match="rulings are people's"):
            w.withdraw(given.id, MACHINE, NOON)


def test_a_ruling_is_taken_back_once_and_never_deleted(archive: Archive) -> None:
    with archive.writing() as w:
        given = ruling(w, "s1", told(w, 1, "s1", "The bridge is closed."))
        undone = w.withdraw(given.id, "rolf", NOON + HOUR)
        assert undone == replace(given, undone_at=NOON + HOUR, undone_by="rolf")
        with pytest.raises(StoreError, match="taken back already, by rolf"):
            w.withdraw(given.id, "iris", NOON + HOUR)
    with archive.reading() as r:
        assert r.rulings("s1") == (undone,)


def test_a_ruling_is_found_by_newer_versions_of_its_articles(archive: Archive) -> None:
    with archive.writing() as w:
        w.open_story(opened("s1"))
        old, new = article("The bridge is closed."), article("The bridge is open again.")
        for number, made in enumerate((old, new)):
            entry = Entry(article=made, url=URL, assignment=put("s1", made.id))
            kept(w, number, entry, at=NOON + number * HOUR)
            if made is old:
                given = ruling(w, "s1", old.id)
        assert [stored.article.id for stored in w.articles("s1")] == [new.id]
        assert w.rulings("s1") == (given,)


def test_rulings_go_with_their_articles_and_stories_lead_to_each_other(archive: Archive) -> None:
    with archive.writing() as w:
        first, other = told(w, 1, "s1", "The bridge is closed."), told(w, 2, "s2", "The bridge is shut.")
        both = ruling(w, "s1", first, other)
        one = ruling(w, "s2", other)
        assert w.rulings("s1") == (both,)
        assert w.rulings("s2") == (one, both)
        w.merge("s2", "s1", "iris", NOON)
        assert w.rulings("s1") == w.rulings("s2") == (one, both)


def test_a_ruling_on_nothing_that_is_stored_is_refused(archive: Archive) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
        with pytest.raises(NotFound):
            ruling(w, "s9", name)
        foreign = select(article("The ferry is late."), Span(0, 3))
        with pytest.raises(NotFound, match="no article"):
            w.rule(Ruling(story="s1", verdict="strike", passages=(foreign,), who="iris", at=NOON))
    with archive.reading() as r:
        assert r.all_rulings().items == ()


def test_lists_are_paged_the_latest_first(archive: Archive) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
        given = [ruling(w, "s1", name) for _ in range(5)]
        reported = [w.keep_feedback(said("s1")) for _ in range(3)]
    with archive.reading() as r:
        first = r.all_rulings(3)
        assert [*first.items, *r.all_rulings(3, first.after).items] == given[::-1]
        page = r.feedback(limit=2)
        assert [*page.items, *r.feedback(limit=2, after=page.after).items] == reported[::-1]


def test_feedback_is_answered_and_what_was_said_stays(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        first, second = w.keep_feedback(said("s1")), w.keep_feedback(said("s1", "unclear"))
        answered = replace(
            first,
            state="declined",
            answer="It is.",
            answered_by="iris",
            answered_at=NOON + HOUR,
            words="else",
        )
        w.answer_feedback(answered)
        with pytest.raises(NotFound, match="no feedback 9"):
            w.answer_feedback(replace(answered, id=9))
    with archive.reading() as r:
        assert r.one_feedback(first.id) == replace(answered, words="It is not.")
        assert r.feedback(("open",)).items == (second,)
        assert r.feedback(("accepted", "declined"), story="s1").items == (r.one_feedback(first.id),)
