"""What a person keeps as one story is one story, for good, whatever the machine would have made of it."""

from pathlib import Path

from rashomon.archive.adding import add, keep, one_story
from rashomon.archive.documents import home_of, particulars, restored
from rashomon.archive.worker import worker
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.archive import MACHINE, Document, Home, Listing, StoryRecord
from rashomon.model.article import RawDocument, Stated
from rashomon.store.sql import SQLArchive
from tests.web_room import CHEESE, FERRY, HARBOUR, NOON, Visit, Web

FAIR = (
    "Dairy fair of Orvall ends\n\n"
    "The dairy fair of Orvall ended on Sunday. A goat cheese by Tilde Farn won its first prize."
)
HOME = Home(story="s0123456789abcd", who="iris")


def read(archive: SQLArchive) -> None:
    worker(archive, TinyEncoder(), Web(), lambda: NOON).read(lambda _: None)


def kept(archive: SQLArchive, folder: Path, home: Home | None, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [str(folder / f"{name}.txt") for name in texts]
    assert sum(n for n in add(archive, paths, Web(), lambda: NOON, home) if isinstance(n, int)) == len(texts)
    read(archive)


def stories(archive: SQLArchive) -> dict[str, int]:
    """Return how many articles each story has."""
    with archive.reading() as reader:
        return {story.id: story.articles for story in reader.stories(Listing()).items}


def deciders(archive: SQLArchive, story: str) -> set[str]:
    with archive.reading() as reader:
        return {a.decided_by for a in reader.standing(reader.members(story)).values()}


def test_a_home_is_written_down_with_the_document_and_changes_nothing_of_it() -> None:
    raw = RawDocument(
        locator="a",
        media_type="text/plain",
        body=b"x",
        url="u",
        stated=Stated(outlet="Post"),
        retrieved_at=NOON,
    )
    told = particulars(raw, HOME)
    document = Document(
        id="d", locator="a", media_type="text/plain", retrieved_at=NOON, sha256="", stated=told
    )
    assert home_of(document) == HOME
    assert restored(document, b"x") == raw


def test_what_nobody_wants_together_has_no_home() -> None:
    raw = RawDocument(locator="a", media_type="text/plain", body=b"x")
    document = Document(
        id="d", locator="a", media_type="text/plain", retrieved_at=NOON, sha256="", stated=particulars(raw)
    )
    assert home_of(document) is None


def test_texts_of_two_events_are_one_story_if_a_person_keeps_them_so(
    archive: SQLArchive, tmp_path: Path
) -> None:
    kept(archive, tmp_path, HOME, harbour=HARBOUR, cheese=CHEESE)
    assert stories(archive) == {HOME.story: 2}
    assert deciders(archive, HOME.story) == {"iris"}


def test_the_machine_goes_on_from_there_and_never_takes_them_away(
    archive: SQLArchive, tmp_path: Path
) -> None:
    kept(archive, tmp_path, HOME, harbour=HARBOUR, cheese=CHEESE)
    kept(archive, tmp_path, None, ferry=FERRY, fair=FAIR)
    found = stories(archive)
    assert sum(found.values()) == 4
    assert found[HOME.story] >= 2
    assert deciders(archive, HOME.story) <= {"iris", MACHINE}


def test_the_same_names_lead_to_the_same_story(archive: SQLArchive, tmp_path: Path) -> None:
    home = one_story("iris", ["coverage"])
    kept(archive, tmp_path, home, harbour=HARBOUR)
    kept(archive, tmp_path, one_story("iris", ["coverage"]), cheese=CHEESE)
    assert stories(archive) == {home.story: 2}


def test_what_the_story_was_merged_into_takes_what_comes_later(archive: SQLArchive, tmp_path: Path) -> None:
    kept(archive, tmp_path, HOME, harbour=HARBOUR)
    with archive.writing() as writer:
        writer.open_story(StoryRecord(id="other", title="All of Lintvik", opened_at=NOON, title_by="iris"))
        writer.merge(HOME.story, "other", "iris", NOON)
    kept(archive, tmp_path, HOME, cheese=CHEESE)
    assert stories(archive) == {"other": 2}


def test_a_comparison_that_is_kept_stays_one_story(visit: Visit) -> None:
    made = visit.post("/compare", outlet=["Post", "Ledger"], text=[HARBOUR, CHEESE], follow=False)
    visit.wait()
    visit.post(made.headers["location"], kind="keep")
    read(visit.archive)
    (story,) = visit.stories()
    assert deciders(visit.archive, story) == {"iris"}


def test_the_sample_is_one_story(visit: Visit) -> None:
    visit.post("/sample")
    read(visit.archive)
    assert list(stories(visit.archive).values()) == [13]


def test_an_undated_article_does_not_reopen_a_story_of_long_ago(archive: SQLArchive) -> None:
    told = (Stated(published="2030-03-04T10:00:00Z"), Stated())
    raws = [
        RawDocument(locator=text[:5], media_type="text/plain", body=text.encode(), stated=stated)
        for text, stated in zip((HARBOUR, FERRY), told, strict=True)
    ]
    keep(archive, raws, lambda: NOON, HOME)
    read(archive)
    with archive.reading() as reader:
        assert reader.story(HOME.story).state == "quiet"
