"""Events on their way: rhythm, webhooks, mail, failures, and being killed."""

import json
import multiprocessing
import random
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as told_otherwise
from standardwebhooks import Webhook

from rashomon.archive.adding import keep
from rashomon.archive.delivering import PAUSES, Courier, Send, beside
from rashomon.archive.noticing import event_id
from rashomon.archive.rhythm import checked, due, gathered, opens
from rashomon.archive.sending import by_mail, courier, webhook
from rashomon.archive.watchlists import TargetOrder, WatchlistOrder, begin, hush, rehearse, tell
from rashomon.archive.worker import worker
from rashomon.config import settings
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError, FetchError, NotFound, StoreError
from rashomon.fetch import mailing
from rashomon.fetch.posting import LIMITS, Poster
from rashomon.model.article import RawDocument
from rashomon.model.watch import Event, Message, Target, Waiting
from rashomon.store.sql import SQLArchive, open_archive
from tests.alerts_child import deliver
from tests.store_making import HOUR, NOON
from tests.web_room import CHEESE
from tests.web_room import Web as Nowhere
from tests.web_server import Web, answer, served

BASE = "https://room.example/"
HOOK = Target(id="t1", owner="iris", kind="webhook", address="https://desk.example/hook", made_at=NOON)
TOLD = TargetOrder(kind="webhook", address="https://desk.example/hook")


def watched(archive: SQLArchive, told: TargetOrder = TOLD, events: int = 1) -> Target:
    """Begin a watchlist that tells there, and let so many things happen to it."""
    with archive.writing() as writer:
        made = begin(writer, WatchlistOrder(name="Bridges"), "iris", NOON)
        target = tell(writer, made, told, NOON)
    happen(archive, events)
    return target


def happen(archive: SQLArchive, events: int, at: datetime = NOON, first: int = 0) -> None:
    with archive.writing() as writer:
        for number in range(first, first + events):
            facts = {"outlet": "Herald", "article": f"Bridge {number} closed"}
            event = Event(
                id=event_id("new_article", str(number)),
                kind="new_article",
                at=at,
                title="Bridges",
                story="s1",
                article=f"a{number}",
                facts=facts,
            )
            writer.note_event(event, writer.watchlists())


def messages(archive: SQLArchive) -> list[Message]:
    with archive.reading() as reader:
        return list(reader.messages("iris").items)[::-1]


@dataclass
class Post:
    """A courier whose sender fails as it is told to; ``at`` is its clock."""

    archive: SQLArchive
    at: datetime = NOON
    failures: list[Exception] = field(default_factory=list)
    sent: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def send(self, message: Message, _target: Target, events: Sequence[Event]) -> None:
        self.sent.append((message.id, tuple(event.id for event in events)))
        if self.failures:
            raise self.failures.pop(0)

    def deliver(self) -> int:
        made = Courier(
            archive=self.archive,
            send={"webhook": self.send, "email": self.send},
            clock=lambda: self.at,
            chance=lambda: 0.5,
        )
        return made.deliver()


# Rhythm


def at(clock: str, day: int = 4) -> datetime:
    return datetime.fromisoformat(f"2031-03-{day:02}T{clock}:00+00:00")


def test_digests_gather_until_their_hour() -> None:
    hourly, daily = replace(HOOK, pace="hourly"), replace(HOOK, pace="daily", zone="Europe/Berlin")
    assert gathered(HOOK, at("12:34")) == at("12:34")
    assert gathered(hourly, at("12:34")) == at("13:00")
    assert gathered(daily, at("12:34")) == at("06:00", 5)
    assert gathered(daily, at("05:59")) == at("06:00")
    assert gathered(replace(daily, quiet_from="22:00", quiet_until="09:30"), at("12:34")) == at("08:30", 5)


def test_quiet_hours_are_of_the_readers_own_zone_summer_or_winter() -> None:
    night = replace(HOOK, quiet_from="22:00", quiet_until="07:00", zone="Europe/Berlin")
    assert opens(night, at("21:30")) == at("06:00", 5)
    assert opens(night, at("20:59")) == at("20:59")
    before_summer = datetime(2031, 3, 29, 22, tzinfo=UTC)
    assert opens(night, before_summer) == datetime(2031, 3, 30, 5, tzinfo=UTC)
    noon = replace(HOOK, quiet_from="12:00", quiet_until="13:00")
    assert (opens(noon, at("12:30")), opens(noon, at("13:00"))) == (at("13:00"), at("13:00"))
    assert not due(Waiting(target=noon, since=at("11:00"), events=1), at("12:59"))
    assert due(Waiting(target=noon, since=at("12:10"), events=1), at("13:00"))


@given(
    st.datetimes(datetime(2031, 1, 1), datetime(2031, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.times(),
    st.sampled_from(["UTC", "Europe/Riga", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]),
)
def test_the_end_of_quiet_hours_is_never_quiet_and_never_far(
    moment: datetime, start: Any, end: Any, zone: str
) -> None:
    quiet_from, quiet_until = checked(f"{start:%H:%M}", f"{end:%H:%M}")
    target = replace(HOOK, quiet_from=quiet_from, quiet_until=quiet_until, zone=zone)
    opened = opens(target, moment)
    assert moment <= opened <= moment + timedelta(hours=25)
    assert opens(target, opened) == opened


# Targets


def test_one_address_is_one_target_with_one_secret(archive: SQLArchive) -> None:
    with archive.writing() as writer:
        lists = [begin(writer, WatchlistOrder(name=name), "iris", NOON) for name in ("a", "b")]
        first, second = (
            tell(writer, one, told_otherwise(TOLD, pace=p), NOON)
            for one, p in zip(lists, ("hourly", "daily"), strict=True)
        )
        assert (first.id, first.secret) == (second.id, second.secret)
        assert [t.pace for t in writer.targets("iris")] == ["daily"]
        kept = [writer.watchlist(one.id) for one in lists]
        hush(writer, kept[0], first.id)
        assert len(writer.targets("iris")) == 1
        hush(writer, kept[1], first.id)
        assert writer.targets("iris") == ()
        with pytest.raises(NotFound):
            hush(writer, kept[1], first.id)


@pytest.mark.parametrize(
    "told",
    [
        told_otherwise(TOLD, address="ftp://desk.example/"),
        told_otherwise(TOLD, address="http://user@desk.example/"),
        told_otherwise(TOLD, kind="email", address="a@b.example\nBcc: c@d.example"),
        told_otherwise(TOLD, kind="email", address="nobody"),
        told_otherwise(TOLD, pace="never"),
        told_otherwise(TOLD, zone="../etc/passwd"),
        told_otherwise(TOLD, zone="Mars/Olympus"),
        told_otherwise(TOLD, quiet_from="22:00"),
        told_otherwise(TOLD, quiet_from="25:00", quiet_until="07:00"),
    ],
)
def test_what_cannot_be_told_is_refused(archive: SQLArchive, told: TargetOrder) -> None:
    with pytest.raises((ConfigError, FetchError)), archive.writing() as writer:
        tell(writer, begin(writer, WatchlistOrder(name="x"), "iris", NOON), told, NOON)


# Delivering


def test_what_happened_is_sent_once(archive: SQLArchive) -> None:
    watched(archive, events=3)
    post = Post(archive)
    assert (post.deliver(), post.deliver()) == (1, 0)
    assert [len(events) for _, events in post.sent] == [3]
    assert [m.state for m in messages(archive)] == ["sent"]


def test_a_digest_waits_and_comes_as_one_message(archive: SQLArchive) -> None:
    watched(archive, told_otherwise(TOLD, pace="hourly"), events=2)
    post = Post(archive, at=NOON + timedelta(minutes=10))
    assert post.deliver() == 0
    happen(archive, 2, post.at, first=2)
    post.at = NOON + HOUR
    assert post.deliver() == 1
    assert [len(events) for _, events in post.sent] == [4]


def test_quiet_hours_hold_back_even_what_is_tried_again(archive: SQLArchive) -> None:
    watched(archive, told_otherwise(TOLD, quiet_from="12:01", quiet_until="15:00"))
    post = Post(archive, failures=[FetchError("no answer", retry_after=120.0)])
    post.deliver()
    assert messages(archive)[0].next_at == NOON + 3 * HOUR
    happen(archive, 1, first=1)
    for hours in (1, 2):
        post.at = NOON + hours * HOUR
        assert post.deliver() == 0
    post.at = NOON + 3 * HOUR
    assert post.deliver() == 2


def test_a_message_is_tried_ever_more_rarely_and_then_given_up(archive: SQLArchive) -> None:
    watched(archive)
    post = Post(archive, failures=[FetchError("no answer", retry_after=0.0)] * 20)
    pauses = []
    while (message := (post.deliver(), messages(archive)[0])[1]).state == "waiting":
        assert message.next_at
        pauses.append((message.next_at - post.at).total_seconds())
        post.at = message.next_at
    assert pauses == list(PAUSES)
    assert (message.state, message.attempts, message.error) == ("given up", len(PAUSES) + 1, "no answer")
    assert len({name for name, _ in post.sent}) == 1
    with archive.writing() as writer:
        writer.send_again(message.id, "iris", post.at)
    post.failures.clear()
    assert post.deliver() == 1


def test_what_makes_no_sense_to_try_again_is_given_up_at_once(archive: SQLArchive) -> None:
    watched(archive)
    Post(archive, failures=[FetchError("gone", status=410)]).deliver()
    assert [(m.state, m.error) for m in messages(archive)] == [("given up", "gone")]


def test_a_target_that_fails_keeps_no_other_and_a_bug_is_no_end(archive: SQLArchive) -> None:
    watched(archive, events=60)
    watched(archive, told_otherwise(TOLD, kind="email", address="iris@desk.example"), events=0)
    happen(archive, 60, first=60)
    post = Post(archive, failures=[RuntimeError("oh\nno")])
    post.deliver()
    states = sorted((m.state, m.attempts, m.error or "") for m in messages(archive))
    assert ("waiting", 1, "RuntimeError: oh no") in states
    assert any(state == "sent" for state, *_ in states)


def test_a_courier_stands_beside_and_survives_an_archive_that_fails(
    archive: SQLArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds, twice = list[int](), Signal()

    def failing(_self: Courier) -> int:
        rounds.append(1)
        if len(rounds) == 2:
            twice.set()
        raise StoreError("locked")

    monkeypatch.setattr("rashomon.archive.delivering.EVERY", 0.001)
    monkeypatch.setattr(Courier, "deliver", failing)
    with beside(Courier(archive=archive, send={}, clock=lambda: NOON)):
        assert twice.wait(30)
    with beside(None):
        pass


def test_a_test_is_told_like_everything_else(archive: SQLArchive) -> None:
    watched(archive, events=0)
    with archive.writing() as writer:
        rehearse(writer, writer.watchlists()[0], NOON)
    assert Post(archive).deliver() == 1


# Webhooks


@pytest.fixture
def hook() -> Iterator[Web]:
    with served() as web:
        yield web


def posting(archive: SQLArchive, hook: Web, path: str = "/hook", **bounds: Any) -> tuple[Courier, Target]:
    """Return a courier that really posts, to a path of a server on this machine."""
    target = watched(archive, told_otherwise(TOLD, address=hook.url(path)))
    poster = Poster(allow=["localhost"], limits=replace(LIMITS, **bounds))
    send: Send = webhook(poster, BASE, lambda: datetime.now(UTC))
    return Courier(archive=archive, send={"webhook": send}, clock=lambda: NOON), target


def test_a_webhook_is_signed_as_the_standard_has_it(archive: SQLArchive, hook: Web) -> None:
    hook.routes["/hook"] = answer("", "204 No Content")
    made, target = posting(archive, hook)
    bodies: list[bytes] = []
    post = Poster.post

    def listened(self: Poster, url: str, body: bytes, headers: Any) -> None:
        bodies.append(body)
        post(self, url, body, headers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Poster, "post", listened)
        assert made.deliver() == 1
    ((path, headers),) = hook.asked
    told = Webhook(target.secret).verify(bodies[0], headers)
    assert (path, headers["content-length"]) == ("/hook", str(len(bodies[0])))
    assert told == json.loads(bodies[0])
    event = told["data"]["events"][0]
    assert (told["type"], event["text"], event["url"]) == (
        "rashomon.events",
        "Herald: Bridge 0 closed",
        "https://room.example/articles/a0",
    )
    assert headers["webhook-id"] == messages(archive)[0].id


@pytest.mark.parametrize("status", ["500 Internal Server Error", "404 Not Found", "429 Too Many Requests"])
def test_a_webhook_that_fails_is_tried_again_under_the_same_id(
    archive: SQLArchive, hook: Web, status: str
) -> None:
    hook.routes["/hook"] = answer("no", status, Retry_After="900" if status.startswith("429") else "")
    made, _ = posting(archive, hook)
    assert made.deliver() == 0
    message = messages(archive)[0]
    assert message.error
    assert status[:3] in message.error
    assert message.next_at
    pause = (message.next_at - NOON).total_seconds()
    assert pause == 900 if status.startswith("429") else 8 <= pause <= 12
    hook.routes["/hook"] = answer()
    later = replace(made, clock=lambda: NOON + HOUR)
    assert later.deliver() == 1
    assert len({headers["webhook-id"] for _, headers in hook.asked}) == 1


def test_a_webhook_that_says_it_is_gone_is_believed(archive: SQLArchive, hook: Web) -> None:
    hook.routes["/hook"] = answer("", "410 Gone")
    posting(archive, hook)[0].deliver()
    assert messages(archive)[0].state == "given up"


def test_a_redirect_into_a_private_network_is_not_followed(archive: SQLArchive, hook: Web) -> None:
    hook.routes["/hook"] = answer("", "307 Temporary Redirect", Location=hook.url("/inner", "127.0.0.1"))
    posting(archive, hook)[0].deliver()
    assert hook.paths() == ["/hook"]
    assert "redirect" in str(messages(archive)[0].error)


def test_a_webhook_at_a_private_address_is_refused_for_good(archive: SQLArchive, hook: Web) -> None:
    watched(archive, told_otherwise(TOLD, address=hook.url("/hook", "127.0.0.1")))
    send = webhook(Poster(), BASE, lambda: NOON)
    Courier(archive=archive, send={"webhook": send}, clock=lambda: NOON).deliver()
    assert hook.asked == []
    message = messages(archive)[0]
    assert message.state == "given up"
    assert "no public address" in str(message.error)


def test_a_webhook_that_says_nothing_is_left_after_its_time(archive: SQLArchive, hook: Web) -> None:
    hook.routes["/hook"] = b""
    hook.held.add("/hook")
    made, _ = posting(archive, hook, total=0.2)
    assert made.deliver() == 0
    message = messages(archive)[0]
    assert (message.state, message.attempts) == ("waiting", 1)
    assert "not taken within 0.2 seconds" in str(message.error)


def test_a_webhook_that_nobody_serves_is_tried_again(archive: SQLArchive) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    watched(archive, told_otherwise(TOLD, address=f"http://localhost:{port}/"))
    send = webhook(Poster(allow=["localhost"]), BASE, lambda: NOON)
    Courier(archive=archive, send={"webhook": send}, clock=lambda: NOON).deliver()
    assert messages(archive)[0].state == "waiting"


# Mail


@dataclass
class Mailbox:
    """What a mail server on this machine takes, and what it answers."""

    mails: list[bytes] = field(default_factory=list)
    refusal: str = ""

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(envelope.content)
        return "250 OK"


@contextmanager
def mailbox(refusal: str = "") -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox(refusal=refusal)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


def mailing_courier(archive: SQLArchive, url: str, language: str = "en", events: int = 2) -> Courier:
    told = TargetOrder(kind="email", address="iris@desk.example", language=language)
    watched(archive, told, events)
    send = by_mail(mailing.server(url), "Rashomon <room@room.example>", BASE)
    return Courier(archive=archive, send={"email": send}, clock=lambda: NOON)


def test_mail_tells_in_plain_text_with_links(archive: SQLArchive) -> None:
    with mailbox() as (box, port):
        assert mailing_courier(archive, f"smtp+plain://127.0.0.1:{port}", "ru").deliver() == 1
    mail = message_from_bytes(box.mails[0], policy=policy.default)
    assert (mail["To"], mail["From"]) == ("iris@desk.example", "Rashomon <room@room.example>")
    assert mail["Subject"] == "Rashomon: новых событий: 2"
    assert mail["Message-ID"] == f"<{messages(archive)[0].id}@room.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    body = str(mail.get_content())
    assert "Herald: Bridge 1 closed\nhttps://room.example/articles/a1" in body.replace("\r\n", "\n")


def test_mail_waits_where_the_server_is_down_and_is_given_up_where_nobody_has_the_address(
    archive: SQLArchive,
) -> None:
    with mailbox("550 nobody of that name") as (_, port):
        pass
    down = mailing_courier(archive, f"smtp+plain://127.0.0.1:{port}", events=1)
    assert down.deliver() == 0
    assert messages(archive)[0].state == "waiting"
    with mailbox("550 nobody of that name") as (_, port):
        send = by_mail(mailing.server(f"smtp+plain://127.0.0.1:{port}"), "room@room.example", BASE)
        assert replace(down, send={"email": send}, clock=lambda: NOON + HOUR).deliver() == 0
    message = messages(archive)[0]
    assert (message.state, message.attempts) == ("given up", 2)
    assert "550 nobody of that name" in str(message.error)


def test_mail_goes_nowhere_unencrypted_unless_that_was_asked_for(archive: SQLArchive) -> None:
    with mailbox() as (box, port):
        assert mailing_courier(archive, f"smtp://iris:secret@127.0.0.1:{port}").deliver() == 0
        assert box.mails == []
    assert "STARTTLS" in str(messages(archive)[0].error)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://host:99999"])
def test_a_mail_server_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError, match=r"smtp://user:password@host:587"):
        mailing.server(url)


def test_settings_say_what_can_be_sent(archive: SQLArchive) -> None:
    mine = {
        "RASHOMON_SMTP_URL": "smtps://a%40b:c@mail.example",
        "RASHOMON_PUBLIC_URL": "https://room.example",
    }
    with pytest.raises(ConfigError, match="RASHOMON_MAIL_FROM"):
        courier(archive, settings(mine), lambda: NOON)
    made = courier(archive, settings(mine | {"RASHOMON_MAIL_FROM": "a@b.example"}), lambda: NOON)
    assert set(made.send) == {"webhook", "email"}
    assert mailing.server(mine["RASHOMON_SMTP_URL"]) == mailing.Server(
        scheme="smtps",
        host="mail.example",
        port=465,
        user="a@b",
        password="c",  # noqa: S106
    )
    watched(archive, told_otherwise(TOLD, kind="email", address="iris@desk.example"))
    courier(archive, settings({}), lambda: NOON).deliver()
    assert "RASHOMON_SMTP_URL" in str(messages(archive)[0].error)


# Killed


KILLS, EVENTS = 12, 40


def test_killed_at_any_point_everything_is_sent_and_only_under_its_own_id(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - no secret
    place = tmp_path / "archive.db"
    with closing(open_archive(place)) as archive:
        watched(archive, events=0)
    sent: list[tuple[str, tuple[str, ...]]] = []
    for _ in range(KILLS):
        sent += _child(place, rng.randrange(1, 2 * EVENTS // KILLS))
    sent += _child(place)
    by_message = dict(sent)
    assert len(set(sent)) == len(by_message)  # sent again, a message is the same
    told = [event for events in by_message.values() for event in events]
    assert sorted(told) == sorted(event_id("test", str(n)) for n in range(EVENTS))
    with closing(open_archive(place)) as archive:
        assert [m.state for m in messages(archive)] == ["sent"] * len(by_message)
        assert list(archive.doctor()) == []


def _child(place: Path, killed_after: int | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Let a process deliver, kill it with SIGKILL when it has sent so many, and return what it sent."""
    context = multiprocessing.get_context("fork")
    hear, say = context.Pipe(duplex=False)
    child = context.Process(target=deliver, args=(str(place), EVENTS, say))
    child.start()
    say.close()
    heard: list[tuple[str, tuple[str, ...]]] = []
    while len(heard) != killed_after:
        try:
            heard.append(hear.recv())
        except EOFError:
            break
    if killed_after:
        child.kill()
    child.join()
    while hear.poll():
        try:
            heard.append(hear.recv())
        except EOFError:
            break
    return heard


# Beside the worker


def test_a_webhook_that_hangs_holds_up_no_reading(archive: SQLArchive) -> None:
    asked, release, stop = Signal(), Signal(), Signal()
    watched(archive)

    def hanging(*_: object) -> None:
        asked.set()
        release.wait(60)

    courier = Courier(archive=archive, send={"webhook": hanging}, clock=lambda: NOON)
    works = worker(archive, TinyEncoder(), Nowhere(), lambda: NOON, courier)
    read = list[str]()

    def heard(batch: Any) -> None:
        read.extend(batch.lines())
        stop.set()

    raw = RawDocument(locator="cheese", media_type="text/plain", body=CHEESE.encode())
    keep(archive, [raw], lambda: NOON)
    with beside(courier):
        assert asked.wait(60)
        works.courier = None
        works.stand(stop, heard)  # ends although the webhook still hangs
        release.set()
    assert read == ["read 1 documents: 1 new articles, 1 new stories"]
    assert messages(archive)[0].state == "sent"


def test_one_round_delivers_what_it_noticed(archive: SQLArchive) -> None:
    watched(archive, events=0)
    post = Post(archive)
    courier = Courier(archive=archive, send={"webhook": post.send}, clock=lambda: NOON)
    raw = RawDocument(locator="cheese", media_type="text/plain", body=CHEESE.encode())
    keep(archive, [raw], lambda: NOON)
    worker(archive, TinyEncoder(), Nowhere(), lambda: NOON, courier).round(lambda _: None)
    assert len(post.sent) == 1
