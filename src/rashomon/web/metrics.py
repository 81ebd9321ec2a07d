"""What is seen of every request: figures for Prometheus, one log line, and an id in its answer.

Neither holds what was searched for, a token, a cookie or a full address: of a path only its route's template
is told, so that the number of series stays small, too.
"""

import logging
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.errors import StoreError
from rashomon.web.logs import REQUESTS
from rashomon.web.room import Room
from rashomon.web.worker_thread import STATES

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ELSEWHERE = "none"
"""Stands for the route of a request that has none."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_ID = re.compile(rb"[\w-]{8,64}", re.ASCII)
log = logging.getLogger(REQUESTS)


class Figures:
    """The counters of one application, in a registry of its own."""

    def __init__(self, room: Room) -> None:
        self.registry = CollectorRegistry()
        self.asked = Counter(
            "rashomon_http_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.took = Histogram(
            "rashomon_http_request_seconds",
            "Time from request to the end of its answer.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.registry.register(Stock(room))

    def text(self) -> bytes:
        """Return all figures in Prometheus' text form."""
        return generate_latest(self.registry)


class Stock:
    """What is there at the moment when it is asked for."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def describe(self) -> Iterator[Metric]:
        """Promise nothing beforehand, or registering would read the archive."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Read the worker's state, the comparisons under way, and what is stored."""
        worker = GaugeMetricFamily("rashomon_worker_state", "1 for the worker's state.", labels=("state",))
        for state in STATES:
            worker.add_metric((state,), float(state == self._room.worker.state))
        yield worker
        yield _gauge("comparisons", "Comparisons under way or waiting.", self._room.jobs.under_way())
        yield from self._stored()

    def _stored(self) -> Iterator[Metric]:
        try:
            with self._room.archive.reading() as reader:
                counts, places = reader.counts(), reader.subscriptions()
        except StoreError:
            yield _gauge("archive_readable", "Whether the archive can be read.", 0)
            return
        yield _gauge("archive_readable", "Whether the archive can be read.", 1)
        stored = GaugeMetricFamily("rashomon_stored", "What the archive holds, by kind.", labels=("kind",))
        for kind, count in counts.items():
            stored.add_metric((kind.replace(" ", "_"),), float(count))
        yield stored
        failing = sum(bool(health.error) and not place.paused for place, health in places)
        yield _gauge("sources_failing", "Sources whose last look failed.", failing)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"rashomon_{name}", about, value=float(value))


class RequestMeter:
    """Wraps the application, its guard included, and sees every request through."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through and tell of it when its answer is sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = _Seen(scope)
        try:
            await self.app(scope, receive, seen.sender(send))
        finally:
            self._tell(seen)

    def _tell(self, seen: "_Seen") -> None:
        took = time.perf_counter() - seen.began
        self._figures.asked.labels(seen.method, seen.route, seen.status).inc()
        self._figures.took.labels(seen.route).observe(took)
        told = seen.told() | {"ms": round(took * 1000, 1)}
        log.info("request", extra={"told": told})


class _Seen:
    """One request on its way."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.began = time.perf_counter()
        self.status = 500
        given = dict(scope["headers"]).get(b"x-request-id", b"")
        self.id = given.decode() if _ID.fullmatch(given) else secrets.token_hex(8)
        self.method = scope["method"] if scope["method"] in METHODS else "other"

    @property
    def route(self) -> str:
        return str(getattr(self._scope.get("route"), "path", ELSEWHERE))

    def told(self) -> dict[str, Any]:
        visitor = self._scope.get("state", {}).get("visitor")
        return {
            "id": self.id,
            "visitor": visitor.name if visitor else None,
            "method": self.method,
            "route": self.route,
            "status": self.status,
        }

    def sender(self, send: Send) -> Send:
        """Return what sends the answer with the request's id, and hears its status."""

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", self.id.encode())]
            await send(message)

        return heard
