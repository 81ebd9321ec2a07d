"""The conductor of the archive: what is looked at, kept, read and placed; nothing is lost or doubled."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rashomon import engine
from rashomon.archive import intake
from rashomon.archive.adding import add
from rashomon.archive.collecting import Collector, Look
from rashomon.archive.deciding import part
from rashomon.archive.intake import Batch
from rashomon.archive.sources import describe, from_list, place, to_list
from rashomon.archive.telling import tell
from rashomon.archive.worker import Worker, worker
from rashomon.encoders.base import Encoded, Progress
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError, FetchError, NotFound
from rashomon.fetch.request import Fetched, Request
from rashomon.incoming import Outcome
from rashomon.ingest.failure import Failure
from rashomon.ingest.folder import Stamp
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Health, Listing, Subscription
from rashomon.model.article import Article, RawDocument
from rashomon.store.sql import SQLArchive

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
FEED = "https://lintvik.example/feed"
STORM = (
    "A storm flooded the harbour of Lintvik on Monday. Two people were hurt when a crane fell on a ferry. "
    "The mayor, Odd Bakke, said that the harbour would stay closed until Thursday. "
)


def rss(*items: str) -> bytes:
    inner = "".join(items)
    return f'<rss version="2.0"><channel><title>Lintvik Post</title>{inner}</channel></rss>'.encode()


def item(number: int, text: str) -> str:
    link = f"https://lintvik.example/{number}"
    return f"<item><title>News {number}</title><link>{link}</link><description>{text}</description></item>"


def page(text: str) -> bytes:
    head = "<head><title>Storm</title></head>"
    return f"<html>{head}<body><article><p>{text * 3}</p></article></body></html>".encode()


@dataclass
class Web:
    """A web that answers from a dict, counts what it is asked, and honours validators."""

    pages: dict[str, bytes | FetchError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        found = self.pages.get(request.url, FetchError(f"{request.url}: status 404", status=404))
        if isinstance(found, FetchError):
            raise found
        etag = str(hash(found))
        unchanged = request.etag == etag
        return Fetched(
            request=request,
            url=request.url,
            status=304 if unchanged else 200,
            retrieved_at=NOON,
            body=b"" if unchanged else found,
            media_type="text/html" if b"<html" in found else "application/rss+xml",
            etag=etag,
        )

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        for request in requests:
            try:
                yield request, self.fetch(request)
            except FetchError as error:
                yield request, error


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def works(archive: SQLArchive, web: Web) -> Worker:
    return worker(archive, TinyEncoder(), web, lambda: NOON)


def follow(archive: SQLArchive, subscription: Subscription) -> None:
    with archive.writing() as writer:
        writer.subscribe(subscription)


def health(archive: SQLArchive) -> Health:
    with archive.reading() as reader:
        return reader.subscriptions()[0][1]


def counts(archive: SQLArchive) -> dict[str, int]:
    with archive.reading() as reader:
        return dict(reader.counts())


def looked(archive: SQLArchive, web: Web, at: datetime = NOON) -> int:
    return sum(look.new for look in Collector(archive, web, lambda: at).look())


def keep(archive: SQLArchive, web: Web, *locators: str | Path) -> list[Failure]:
    found = add(archive, [str(locator) for locator in locators], web, lambda: NOON)
    return [one for one in found if isinstance(one, Failure)]


def batches(works: Worker) -> list[Batch]:
    told: list[object] = []
    works.read(told.append)
    return [one for one in told if isinstance(one, Batch)]


def test_a_summary_is_fetched_whole_and_only_once(archive: SQLArchive, web: Web, works: Worker) -> None:
    web.pages = {FEED: rss(item(1, "A storm.")), "https://lintvik.example/1": page(STORM)}
    follow(archive, place(FEED, "feed", "Lintvik Post"))
    assert looked(archive, web) == 1
    batches(works)
    with archive.reading() as reader:
        stored = reader.articles(reader.stories(Listing()).items[0].id)[0]
    assert "Odd Bakke" in stored.article.text.content
    assert stored.article.complete
    later = NOON + timedelta(hours=1)
    assert looked(archive, web, later) == 0
    web.pages[FEED] = rss(item(1, "A storm."), item(2, "Another storm."))
    web.pages["https://lintvik.example/2"] = page("The storm is over. " + STORM)
    assert looked(archive, web, later + timedelta(hours=1)) == 1
    assert web.asked.count("https://lintvik.example/1") == 1


def test_a_place_is_left_alone_until_its_interval_is_over(archive: SQLArchive, web: Web) -> None:
    web.pages = {FEED: rss(item(1, STORM * 9))}
    follow(archive, replace(place(FEED, "feed"), interval=600))
    looked(archive, web)
    looked(archive, web, NOON + timedelta(seconds=599))
    assert web.asked == [FEED]
    looked(archive, web, NOON + timedelta(seconds=600))
    assert web.asked == [FEED, FEED]


def test_a_page_that_may_come_later_keeps_the_look_open(archive: SQLArchive, web: Web) -> None:
    one = "https://lintvik.example/1"
    web.pages = {FEED: rss(item(1, "A storm.")), one: FetchError("busy", retry_after=60)}
    follow(archive, place(FEED, "feed"))
    assert looked(archive, web) == 0
    assert health(archive).etag is None
    web.pages[one] = page(STORM)
    assert looked(archive, web, NOON + timedelta(hours=1)) == 1
    assert health(archive).etag is not None


def test_a_page_that_will_never_come_leaves_its_summary(archive: SQLArchive, web: Web, works: Worker) -> None:
    web.pages = {FEED: rss(item(1, STORM))}
    follow(archive, place(FEED, "feed"))
    looked(archive, web)
    batches(works)
    with archive.reading() as reader:
        stored = reader.articles(reader.stories(Listing()).items[0].id)[0]
    assert not stored.article.complete  # nobody may call a summary silent


def test_a_broken_place_says_so_and_costs_no_other(archive: SQLArchive, web: Web) -> None:
    web.pages = {FEED: rss(item(1, STORM * 9))}
    follow(archive, place(FEED, "feed", "A"))
    follow(archive, place("https://gone.example/feed", "feed", "B"))
    assert looked(archive, web) == 1
    with archive.reading() as reader:
        states = {place.name: health for place, health in reader.subscriptions()}
    assert states["A"].error is None
    assert "404" in (states["B"].error or "")
    assert states["B"].failures == 1


def test_a_folder_is_looked_at_for_what_has_changed(archive: SQLArchive, web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(STORM, encoding="utf-8")
    follow(archive, describe(str(folder), web.fetch))
    assert looked(archive, web) == 1
    (folder / "two.txt").write_text("Calm. " + STORM, encoding="utf-8")
    assert looked(archive, web, NOON + timedelta(hours=1)) == 1


def outlets(archive: SQLArchive) -> set[str]:
    with archive.reading() as reader:
        return {
            one.article.source.name
            for story in reader.stories(Listing()).items
            for one in reader.articles(story.id)
        }


def test_files_of_a_folder_are_of_the_outlets_that_their_names_tell(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "harbour-post.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps({"text": STORM}), encoding="utf-8")
    (tmp_path / "more.json").write_text(
        json.dumps([{"text": "Calm. " + STORM}, {"text": STORM}]), encoding="utf-8"
    )
    follow(archive, describe(str(tmp_path), web.fetch))
    looked(archive, web)
    batches(works)
    told, kept = outlets(archive), counts(archive)["articles"]
    assert (told, kept) == ({"harbour-post", "one", "more:1", "more:2"}, 4)
    keep(archive, web, tmp_path)
    batches(works)
    assert (outlets(archive), counts(archive)["articles"]) == (told, kept)


def test_a_folder_that_a_person_named_is_of_that_outlet(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(STORM, encoding="utf-8")
    follow(archive, replace(describe(str(tmp_path), web.fetch), name="Harbour Post"))
    looked(archive, web)
    batches(works)
    assert outlets(archive) == {"Harbour Post"}


def test_a_clock_that_ran_ahead_puts_off_no_look(archive: SQLArchive, web: Web, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORM, encoding="utf-8")
    follow(archive, describe(str(tmp_path), web.fetch))
    assert looked(archive, web, NOON.replace(year=NOON.year + 70)) == 1
    (tmp_path / "two.txt").write_text("Calm. " + STORM, encoding="utf-8")
    assert looked(archive, web, NOON) == 1
    assert health(archive).checked_at == NOON
    assert list(Collector(archive, web, lambda: NOON).look()) == []


def test_a_file_of_a_folder_that_cannot_be_read_is_named_until_it_can(
    archive: SQLArchive, web: Web, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(STORM, encoding="utf-8")
    (folder / "blank.txt").write_text("", encoding="utf-8")
    (folder / "ring.txt").symlink_to("ring.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    follow(archive, describe(str(folder), web.fetch))

    def look(hours: int) -> Look:
        (found,) = Collector(archive, web, lambda: NOON + timedelta(hours=hours), stamps).look()
        return found

    stamps: dict[str, Mapping[str, Stamp]] = {}
    first = look(0)
    assert (first.new, first.failed) == (1, True)
    assert first.lines()[0] == f"{first.subscription.name}: 1 new documents"
    for name, why in (("blank", "empty"), ("ring", "cannot be read: "), ("nowhere", "cannot be read: ")):
        assert any(line.startswith(f"{folder / name}.txt: {why}") for line in first.lines())
        assert f"{folder / name}.txt" in (health(archive).error or "")
    assert health(archive).failures == 0
    again = look(1)
    assert (again.new, again.lost) == (0, first.lost)
    (folder / "blank.txt").write_text("Calm. " + STORM, encoding="utf-8")
    for name in ("ring", "nowhere"):
        (folder / f"{name}.txt").unlink()
    last = look(2)
    assert (last.new, last.failed, health(archive).error) == (1, False, None)


def test_what_is_left_out_of_a_folder_is_told_and_makes_it_no_failing_place(
    archive: SQLArchive, web: Web, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(STORM, encoding="utf-8")
    (folder / "two.pdf").write_bytes(b"%PDF-")
    (folder / "story.json").write_text('{"schema": "rashomon.story/1"}', encoding="utf-8")
    follow(archive, describe(str(folder), web.fetch))
    (found,) = Collector(archive, web, lambda: NOON).look()
    assert (found.new, found.failed, health(archive).error) == (1, False, None)
    assert [line.partition(": ")[0] for line in found.notices] == [str(folder), str(folder / "story.json")]
    assert set(found.notices) < set(found.lines())


def test_what_a_followed_feed_lost_is_told(archive: SQLArchive, web: Web) -> None:
    whole = rss(item(1, STORM * 9), item(2, STORM * 9))
    web.pages[FEED] = whole[: whole.rindex(b"harbour")]
    follow(archive, replace(describe(FEED, web.fetch), full_text=False))
    (found,) = Collector(archive, web, lambda: NOON).look()
    assert (found.new, found.failed) == (1, False)
    assert any(
        "damaged, read as far as it goes; its last entry may lack text" in line for line in found.lines()
    )
    web.pages[FEED] = whole[:60]
    (found,) = Collector(archive, web, lambda: NOON + timedelta(hours=1)).look()
    assert found.failed
    assert "damaged" in (health(archive).error or "")


def test_a_folder_within_a_folder_that_may_not_be_entered_is_named(
    archive: SQLArchive, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in" / "shut").mkdir(parents=True)
    (tmp_path / "in" / "one.txt").write_text(STORM, encoding="utf-8")
    scan = os.scandir

    def scanned(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scanned)
    follow(archive, describe(str(tmp_path / "in"), web.fetch))
    (found,) = Collector(archive, web, lambda: NOON).look()
    assert found.new == 1
    assert found.lost == (f"{tmp_path / 'in' / 'shut'}: cannot be read: Permission denied",)


def test_a_visit_that_is_still_to_come_was_now(
    archive: SQLArchive, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = RawDocument(
        locator="a", media_type="text/plain", body=b"Calm.", retrieved_at=NOON.replace(year=2999)
    )
    monkeypatch.setattr("rashomon.archive.collecting.read", lambda _, **__: [late])
    follow(archive, describe(str(tmp_path), web.fetch))
    assert looked(archive, web) == 1
    with archive.reading() as reader:
        (document,) = reader.documents("waiting", 10).items
    assert document.retrieved_at == NOON


def test_adding_again_changes_nothing(archive: SQLArchive, web: Web, works: Worker, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORM, encoding="utf-8")
    keep(archive, web, tmp_path / "one.txt")
    assert [b.articles for b in batches(works)] == [1]
    before = counts(archive)
    keep(archive, web, tmp_path / "one.txt")
    assert batches(works) == []
    assert counts(archive) == before


def test_one_bad_document_is_set_aside_with_its_reason(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "menu.html").write_text("<html><body><nav>Home</nav></body></html>", encoding="utf-8")
    keep(archive, web, tmp_path / "good.txt", tmp_path / "menu.html")
    (batch,) = batches(works)
    assert batch.articles == 1
    with archive.reading() as reader:
        (aside,) = reader.documents("quarantined", 10).items
    assert "menu.html" in (aside.reason or "")


def test_each_line_of_a_file_of_articles_stands_for_itself(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    lines = ['{"text": "%s", "outlet": "A"}' % STORM, '{"txt": 1}', '{"text": "%s", "outlet": "B"}' % STORM]  # noqa: UP031
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    failures = keep(archive, web, tmp_path / "many.jsonl")
    assert [f.locator.rpartition(":")[2] for f in failures] == ["2"]
    assert sum(b.articles for b in batches(works)) == 2


def test_a_document_that_ends_its_reader_is_tried_alone_and_then_set_aside(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, tmp_path / "a.txt", tmp_path / "b.txt")
    begin = engine.begin

    def deadly(found: list[Article], encoder: TinyEncoder) -> object:
        if any(article.text.content.startswith("a.") for article in found):
            raise SystemExit  # stands for whatever ends a process
        return begin(found, encoder)

    monkeypatch.setattr(engine, "begin", deadly)
    for _ in range(3):
        with pytest.raises(SystemExit):
            batches(works)
    batches(works)
    with archive.reading() as reader:
        (aside,) = reader.documents("quarantined", 10).items
        assert len(reader.stories(Listing()).items) == 1
    assert "a.txt" in (aside.reason or "")


def test_an_edited_page_is_a_new_version_in_the_same_story(
    archive: SQLArchive, web: Web, works: Worker
) -> None:
    url = "https://lintvik.example/1"
    web.pages = {url: page(STORM)}
    keep(archive, web, url)
    batches(works)
    web.pages = {url: page(STORM.replace("Two people were", "Five people were badly"))}
    keep(archive, web, url)
    batches(works)
    with archive.reading() as reader:
        (story,) = reader.stories(Listing()).items
        (current,) = reader.articles(story.id)
        versions = reader.versions(current.article.id)
    assert "Five" in current.article.text.content
    assert [v.current for v in versions] == [False, True]
    assert current.revises == versions[0].article.id


def test_a_report_is_made_once_under_the_storys_lasting_name(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(STORM, encoding="utf-8")
    keep(archive, web, tmp_path / "one.txt")
    batches(works)
    with archive.reading() as reader:
        (story,) = reader.stories(Listing()).items
    told = tell(archive, story.id, TinyEncoder(), NOON)
    assert told.story.id == story.id
    with archive.reading() as reader:
        saved = reader.report(story.id)
    assert saved is not None
    assert tell(archive, story.id, TinyEncoder(), NOON + timedelta(days=1)) == told
    with pytest.raises(NotFound):
        tell(archive, "s0", TinyEncoder(), NOON)


def test_only_what_a_story_holds_can_be_parted_from_it(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "two.txt").write_text("Ministers met in Oslo to talk about fish quotas.", encoding="utf-8")
    keep(archive, web, tmp_path / "one.txt", tmp_path / "two.txt")
    batches(works)
    with archive.reading() as reader:
        one, two = (reader.articles(s.id)[0] for s in reader.stories(Listing()).items)
    assert one.story is not None
    with pytest.raises(NotFound, match=two.article.id):
        part(archive, one.story, [two.article.id], "anna", NOON)


def test_what_a_page_offers_is_followed(web: Web) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    front = b"<html><head>" + link + b"</head><body></body></html>"
    web.pages = {"https://lintvik.example/": front, FEED: rss(item(1, STORM))}
    found = describe("https://lintvik.example/", web.fetch)
    assert (found.kind, found.url, found.name) == ("feed", FEED, "Lintvik Post")
    with pytest.raises(ConfigError, match="http"):
        describe("lintvik.example", web.fetch)


def test_lists_of_sources_come_back_as_they_went() -> None:
    places = (
        replace(place(FEED, "feed", "Lintvik Post", language="nb"), owner="Bakke & Sons", interval=3600),
        replace(place("https://b.example/map.xml", "sitemap", "B"), full_text=False, paused=True),
    )
    assert tuple(from_list(to_list(places), "list.opml")) == places


def test_while_a_batch_is_stored_the_next_is_read(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, tmp_path / "a.txt", tmp_path / "b.txt")
    reading = works.intake.run(NOON)
    assert next(reading).articles == 1
    with archive.reading() as reader:
        assert [d.attempts for d in reader.documents("waiting", 10).items] == [1]
    reading.close()
    with archive.reading() as reader:
        assert [d.attempts for d in reader.documents("waiting", 10).items] == [0]
    assert [b.articles for b in batches(works)] == [1]


def test_the_next_documents_are_begun_before_the_last_articles_are_drawn(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, tmp_path / "a.txt", tmp_path / "b.txt")
    begin, order = engine.begin, list[str]()

    def noted(found: list[Article], encoder: TinyEncoder) -> Iterator[Analysis]:
        order.append(f"begun {found[0].text.content[0]}")
        return map(drawn, begin(found, encoder))

    def drawn(analysis: Analysis) -> Analysis:
        order.append(f"drawn {analysis.article.text.content[0]}")
        return analysis

    monkeypatch.setattr(engine, "begin", noted)
    batches(works)
    assert order == ["begun a", "begun b", "drawn a", "drawn b"]


def test_what_ends_while_models_load_is_no_attempt_at_a_document_begun_before(
    archive: SQLArchive, web: Web, tmp_path: Path
) -> None:
    class Ending(TinyEncoder):
        def encode(self, *_: object) -> list[Encoded]:
            raise SystemExit

    (tmp_path / "a.txt").write_text(STORM, encoding="utf-8")
    keep(archive, web, tmp_path / "a.txt")
    ending = worker(archive, Ending(), web, lambda: NOON).intake
    for _ in range(4):
        with pytest.raises(SystemExit):
            next(ending.run(NOON))
    with archive.reading() as reader:
        assert [d.attempts for d in reader.documents("waiting", 10).items] == [1]


def test_what_cannot_be_read_costs_none_of_what_was_begun_behind_it(
    archive: SQLArchive, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Choosy(TinyEncoder):
        def encode(self, texts: Sequence[str], progress: Progress | None = None) -> list[Encoded]:
            if texts[0].startswith("a."):
                raise ValueError("a text that no encoder takes")
            return super().encode(texts, progress)

    monkeypatch.setattr(intake, "BATCH", 1)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, *(tmp_path / f"{name}.txt" for name in "abc"))
    told = batches(worker(archive, Choosy(), web, lambda: NOON))
    assert [(b.articles, b.failed) for b in told] == [(0, True), (1, False), (1, False)]
    with archive.reading() as reader:
        (aside,) = reader.documents("quarantined", 10).items
    assert "a.txt" in (aside.reason or "")


def test_an_article_that_comes_twice_is_placed_once_though_both_are_begun(
    archive: SQLArchive, web: Web, works: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    url = "https://lintvik.example/1"
    for served in (page(STORM), page(STORM).replace(b"<head>", b"<head><!-- again -->")):
        web.pages = {url: served}
        keep(archive, web, url)
    assert [b.articles for b in batches(works)] == [1, 0]
    with archive.reading() as reader:
        (story,) = reader.stories(Listing()).items
        (stored,) = reader.articles(story.id)
        assert len(reader.assignments(stored.article.id)) == 1
        assert len(reader.documents_of(stored.article.id)) == 2


def test_a_file_that_is_no_text_is_kept_to_be_set_aside_and_costs_no_other(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(b"\0\1\2")
    (tmp_path / "b.txt").write_text(STORM, encoding="utf-8")
    assert list(add(archive, [str(tmp_path / "a.json"), str(tmp_path / "b.txt")], web, lambda: NOON)) == [2]
    (batch,) = batches(works)
    reason = f"{tmp_path / 'a.json'}: not a text but binary data; save it as text in UTF-8"
    assert (batch.articles, batch.failures) == (1, (reason,))
    with archive.reading() as reader:
        assert [d.reason for d in reader.documents("quarantined", 10).items] == [reason]


def test_documents_read_alone_after_a_reading_broke_off_are_told_as_one(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, *(tmp_path / f"{name}.txt" for name in "abc"))
    with archive.writing() as writer:
        writer.attempt(d.id for d in writer.documents("waiting", 10).items)
    assert [line.partition(":")[0] for batch in batches(works) for line in batch.lines()] == [
        "read 3 documents"
    ]


def test_reading_again_tells_how_much_there_is(
    archive: SQLArchive, web: Web, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name}. {STORM}", encoding="utf-8")
    keep(archive, web, tmp_path / "a.txt", tmp_path / "b.txt")
    batches(works)
    newer = worker(archive, TinyEncoder(), web, lambda: NOON)
    newer.intake.placer.version = "newer"
    told: list[tuple[int, int]] = []
    assert newer.again(lambda done, total: told.append((done, total)), print, documents=False) == 2
    assert told == [(1, 2), (2, 2)]
