"""A client of the reading room: the resources of its API, as the very types that the server sends.

>>> with Client("http://127.0.0.1:8765") as room:  # doctest: +SKIP
...     for story in room.stories(min_outlets=2):
...         print(story.title, room.document(story.id).brief.sections)
"""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from rashomon.errors import (
    ConfigError,
    FetchError,
    InputError,
    NotFound,
    RashomonError,
    Refused,
    StoreBusy,
    StoreError,
)
from rashomon.model.account import Account, AuditEntry, Role
from rashomon.model.archive import StoryRecord
from rashomon.model.glance import EntityRecord, OutletShare
from rashomon.render.schema import Document
from rashomon.web.access import AccountView, Audit, NewToken, People
from rashomon.web.article import ArticleView
from rashomon.web.entities import Entities, EntityView
from rashomon.web.followed import Sources, SourceView
from rashomon.web.history import History
from rashomon.web.orders import Add, Change, Compare, Decision, Follow, Nothing, Text
from rashomon.web.orders_access import Admit, ChangePerson, MakeToken
from rashomon.web.outcomes import Added, Comparison
from rashomon.web.outlets import Outlets, OutletView
from rashomon.web.problem import Problem
from rashomon.web.views import Hit, Hits, Stories, StoryView

__all__ = ["Client", "Text"]

R = TypeVar("R")
PATIENCE = 300.0
"""Seconds that a call waits in all for a comparison, or for a server that asks to come back later."""
LEAST_PAUSE, MOST_PAUSE = 0.5, 30.0
ERRORS: Mapping[int, type[RashomonError]] = {
    401: ConfigError,
    403: ConfigError,
    404: NotFound,
    409: Refused,
    500: StoreError,
}
LATER = frozenset({202, 429, 503})
"""What is asked for again after a while: not there yet, too often, the archive is in use."""


class Client:
    """Asks one reading room; ``token`` is what `rashomon user token` gave, ``patience`` is in seconds.

    Every call raises ``FetchError`` where the room does not answer, ``ConfigError`` where the token does
    not open what is asked for, ``NotFound``, ``InputError`` for what the room cannot use, ``Refused`` for
    what its archive forbids, ``StoreError``
    where its archive cannot be read, and ``StoreBusy`` where the patience was not enough.
    """

    def __init__(
        self,
        base: str,
        token: str | None = None,
        *,
        patience: float = PATIENCE,
        http: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http or httpx.Client(timeout=60, follow_redirects=True)
        self._base = base.rstrip("/") + "/api/v1"
        self._headers = {"authorization": f"Bearer {token}"} if token else {}
        self._patience, self._sleep = patience, sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def stories(self, **asked: str | int) -> Iterator[StoryRecord]:
        """Yield stories, the latest coverage first; ``since``, ``language``, ``outlet`` and so on filter."""
        return self._all("/stories", asked, Stories)

    def story(self, story: str) -> StoryView:
        """Return a story with its articles and decisions; a merged one is the one that it became."""
        return self._get(f"/stories/{_part(story)}", StoryView)

    def document(self, story: str, language: str = "") -> Document:
        """Return a story compared, as ``rashomon.story/1``; waits while it is being compared."""
        return self._get(f"/stories/{_part(story)}/document", Document, {"language": language})

    def article(self, article: str) -> ArticleView:
        """Return an article with its annotations and versions."""
        return self._get(f"/articles/{_part(article)}", ArticleView)

    def search(self, words: str, **asked: str | int) -> Iterator[Hit]:
        """Yield articles in which all words occur, the latest stored first; ``since`` and so on filter."""
        return self._all("/search", {"q": words, **asked}, Hits)

    def history(self, story: str, old: str = "", new: str = "") -> History:
        """Return the kept reports of a story and what changed between two of them, by their keys."""
        return self._get(f"/stories/{_part(story)}/history", History, {"old": old, "new": new})

    def outlets(self) -> tuple[OutletShare, ...]:
        """Return the outlets with the most stories."""
        return self._get("/outlets", Outlets).items

    def outlet(self, outlet: str) -> OutletView:
        """Return an outlet's part in the archive and its latest stories."""
        return self._get(f"/outlets/{_part(outlet)}", OutletView)

    def entities(self, name: str) -> tuple[EntityRecord, ...]:
        """Return the persons, organisations and places that bear a name, in any script."""
        return self._get("/entities", Entities, {"q": name}).items

    def entity(self, entity: str) -> EntityView:
        """Return a person, organisation or place: stories, quotations and how these differ."""
        return self._get(f"/entities/{_part(entity)}", EntityView)

    def sources(self) -> tuple[SourceView, ...]:
        """Return what is followed and how it fares."""
        return self._get("/sources", Sources).items

    def account(self) -> AccountView:
        """Return who asks, with their open sessions and tokens."""
        return self._get("/account", AccountView)

    def make_token(self, order: MakeToken) -> NewToken:
        """Make a token of one's own; its secret is told this once.

        This takes a log-in, an ``http`` that bears a session's cookie, for no token makes another.
        """
        return self._post("/account/tokens", order, NewToken)

    def revoke_token(self, token: int) -> None:
        """Revoke the token that is shown here, by its number."""
        self._send("DELETE", f"/account/tokens/{token}")

    def people(self) -> tuple[Account, ...]:
        """Return all accounts, for admins."""
        return self._get("/people", People).items

    def admit(self, name: str, password: str, role: Role | None = None) -> Account:
        """Add an account, for admins."""
        return self._post("/people", Admit(name=name, password=password, role=role), Account)

    def change_person(self, name: str, change: ChangePerson) -> Account:
        """Change what an account may, for admins."""
        return _read(self._send("PATCH", f"/people/{_part(name)}", change), Account)

    def audit(self) -> Iterator[AuditEntry]:
        """Yield what was done, the latest first, for admins."""
        return self._all("/audit", {}, Audit)

    def decide(self, story: str, decision: Decision) -> StoryView:
        """Carry out a decision (``rashomon.web.orders``) and return the story that came of it."""
        return self._post(f"/stories/{_part(story)}/decisions", decision, StoryView)

    def add(self, *, texts: Sequence[Text] = (), urls: Sequence[str] = ()) -> Added:
        """Have articles kept; the room's worker puts them into stories."""
        return self._post("/articles", Add(texts=tuple(texts), urls=tuple(urls)), Added)

    def follow(self, url: str, change: Change | None = None) -> SourceView:
        """Have a place of the web followed, in the way that ``change`` says."""
        return self._post("/sources", Follow(url=url, **_given(change)), SourceView)

    def change_source(self, source: str, change: Change) -> SourceView:
        """Change how a place is followed."""
        return _read(self._send("PATCH", f"/sources/{_part(source)}", change), SourceView)

    def unfollow(self, source: str) -> None:
        """Stop following a place."""
        self._send("DELETE", f"/sources/{_part(source)}")

    def compare(
        self, *, texts: Sequence[Text] = (), urls: Sequence[str] = (), language: str | None = None
    ) -> Comparison:
        """Have articles compared without being kept; waits until they are."""
        wanted = Compare(texts=tuple(texts), urls=tuple(urls), language=language)
        begun = self._send("POST", "/comparisons", wanted)
        name = begun.headers.get("location", "").rpartition("/")[2]
        return self._get(f"/comparisons/{name}", Comparison)

    def keep(self, comparison: str) -> Added:
        """Have the articles of a comparison kept."""
        return self._post(f"/comparisons/{_part(comparison)}/keep", Nothing(), Added)

    def drop(self, comparison: str) -> None:
        """Throw a comparison away."""
        self._send("DELETE", f"/comparisons/{_part(comparison)}")

    def _all(self, path: str, asked: Mapping[str, str | int], kind: type[Any]) -> Iterator[Any]:
        after: str | None = ""
        while after is not None:
            page = self._get(path, kind, {**asked, **({"after": after} if after else {})})
            yield from page.items
            after = page.after

    def _get(self, path: str, kind: type[R], asked: Mapping[str, str | int] | None = None) -> R:
        return _read(self._asked(lambda: self._http.get(self._base + path, **self._with(asked)), LATER), kind)

    def _post(self, path: str, order: msgspec.Struct, kind: type[R]) -> R:
        return _read(self._send("POST", path, order), kind)

    def _send(self, method: str, path: str, order: msgspec.Struct | None = None) -> httpx.Response:
        # Sent again under the same key, it is not done again.
        headers = {"idempotency-key": secrets.token_hex(16)} | self._headers
        body = b""
        if order is not None:
            headers["content-type"] = "application/json"
            body = msgspec.json.encode(order)
        return self._asked(
            lambda: self._http.request(method, self._base + path, content=body, headers=headers),
            LATER - {202},
        )

    def _with(self, asked: Mapping[str, str | int] | None) -> dict[str, Any]:
        return {"headers": self._headers, "params": dict(asked or {})}

    def _asked(self, ask: Callable[[], httpx.Response], later: frozenset[int]) -> httpx.Response:
        """Ask until there is an answer, as long as the patience lasts."""
        left = self._patience
        while True:
            try:
                answer = ask()
            except httpx.HTTPError as error:
                why = f"no answer ({error}); see that the room is served there"
                raise FetchError(f"{self._base}: {why}") from error
            if answer.status_code not in later:
                return _checked(answer)
            pause = _pause(answer)
            if pause > left:
                raise _too_late(answer)
            left -= pause
            self._sleep(pause)


def _pause(answer: httpx.Response) -> float:
    """Return the seconds after which the server asks to come back."""
    told = answer.headers.get("retry-after", "")
    return min(max(float(told), LEAST_PAUSE), MOST_PAUSE) if told.isdecimal() else LEAST_PAUSE


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    raise ERRORS.get(answer.status_code, InputError)(_detail(answer))


def _too_late(answer: httpx.Response) -> StoreError:
    if answer.status_code == 202:
        return StoreBusy(f"{answer.request.url}: is still being compared; ask again later")
    return StoreBusy(_detail(answer))


def _detail(answer: httpx.Response) -> str:
    try:
        return msgspec.json.decode(answer.content, type=Problem).detail
    except (msgspec.DecodeError, UnicodeDecodeError):
        return f"{answer.request.url}: status {answer.status_code}; see that a reading room is served there"


def _read(answer: httpx.Response, kind: type[R]) -> R:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = f"the answer cannot be read ({error}); is it of another version?"
        raise FetchError(f"{answer.request.url}: {why}") from error


def _part(name: str) -> str:
    return quote(name, safe="")


def _given(change: Change | None) -> dict[str, Any]:
    return msgspec.structs.asdict(change) if change else {}
