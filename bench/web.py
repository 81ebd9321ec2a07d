"""How fast the reading room answers while its worker reads: story pages, lists and searches.

The room is served by a process of its own, as ``rashomon serve`` does it, over an archive of a year's
coverage. Requests are sent at planned moments, whether or not earlier ones were answered; an answer's time
counts from its planned moment, so that a stall is not hidden by the requests that it kept from being sent.
"""

import asyncio
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import httpx
import numpy as np

from bench.scale import Newsroom
from bench.store import LANGUAGES, OUTLETS, vocabulary
from bench.web_archive import opened, prepared
from rashomon.archive.adding import keep
from rashomon.encoders.models import load_encoder
from rashomon.model.article import RawDocument, Stated
from rashomon.store.sql import open_archive

STORIES, ARTICLES, ENCODER = 10_000, 200_000, "e5"
RATE, SECONDS, WARM_UP = 20, 30, 5
WAITING = 2_000
"""Documents that wait when the room is opened: more than the worker reads in the time."""
FLOORS = {"story": 150, "list": 100, "search": 100}
"""Milliseconds within which nineteen answers of twenty should be there, on two quiet cores."""
LARGEST = 250_000
"""Bytes of a story's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer: milliseconds since the planned moment, bytes and status."""

    kind: str
    milliseconds: float
    size: int
    status: int


def run(stories: int = STORIES, articles: int = ARTICLES, encoder: str = ENCODER) -> int:
    """Print how fast answers come and how large they are; 1 where one failed."""
    print(f"{stories:,} stories, {articles:,} articles, encoder {encoder}; {RATE} requests a second")
    source = prepared(stories, articles, load_encoder(encoder))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "archive.db"
        shutil.copyfile(source, place)
        _let_wait(place)
        with served(place, encoder) as (base, process):
            _open(base, stories)
            before, waited = _processor_seconds(process), _waiting(base)
            found = asyncio.run(asked(base, planned(stories)))
            spent = (_processor_seconds(process) - before) / (RATE * (WARM_UP + SECONDS))
            left = _waiting(base)
        print(table(found))
        print(
            f"{1000 * spent:.0f} ms of the room's processor time a request; meanwhile its worker, a process"
        )
        print(f"of its own, read {waited - left} documents; load of the machine {os.getloadavg()[0]:.1f}")
    wrong = [one for one in found if one.status != 200]
    print(f"{len(wrong)} answers failed" if wrong else "no answer failed")
    return int(bool(wrong))


def _let_wait(place: Path) -> None:
    """Leave documents for the worker: invented news of one event, each of an outlet of its own."""
    archive = open_archive(place)
    raws = (
        RawDocument(
            locator=f"waiting-{n}",
            media_type="text/plain",
            body=article.text.content.encode(),
            stated=Stated(outlet=f"Outlet {n % OUTLETS}"),
        )
        for n, article in enumerate(Newsroom(WAITING, seed=5).articles(WAITING))
    )
    keep(archive, raws, lambda: datetime.now(UTC))
    archive.close()


@contextmanager
def served(place: Path, encoder: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve an archive in a process of its own until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "rashomon.cli", "serve", "--archive", str(place), "--port", str(port)]
    process = subprocess.Popen([*command, "--encoder", encoder, "--quiet"])  # noqa: S603 - ours
    try:
        base = f"http://127.0.0.1:{port}"
        _until_up(base, process)
        yield base, process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def _until_up(base: str, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            httpx.get(f"{base}/healthz", timeout=30)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the room did not open")


def _open(base: str, stories: int) -> None:
    """Open every story once, as whoever had it compared did; its page is kept from then on."""
    with httpx.Client(base_url=base, timeout=60) as client:
        for story in opened(stories):
            client.get(f"/stories/{story}").raise_for_status()


def planned(stories: int) -> Iterator[tuple[str, str]]:
    """Yield kinds and addresses without end: story pages, lists and searches in turn."""
    rng = random.Random(3)  # noqa: S311 - no secret
    told = list(opened(stories))
    while True:
        yield "story", f"/stories/{rng.choice(told)}"
        yield "list", f"/?{urlencode(_filter(rng))}"
        yield "search", f"/search?{urlencode({'q': _words(rng)})}"


def _filter(rng: random.Random) -> dict[str, str]:
    """Return one of the filters that people use, mostly none."""
    day = datetime.now(UTC) - timedelta(days=rng.randrange(1, 100))
    return rng.choice(
        (
            {},
            {},
            {"language": rng.choice(LANGUAGES)},
            {"outlet": f"o{rng.randrange(OUTLETS)}"},
            {"since": f"{day:%Y-%m-%d}", "min_outlets": "3"},
            {"search": _words(rng)},
        )
    )


def _words(rng: random.Random) -> str:
    """Return one or two words of five letters and more, of which some stand in many articles."""
    known = [word for word in vocabulary() if len(word) >= 5]
    return " ".join(known[int(len(known) ** rng.random()) - 1] for _ in range(rng.choice((1, 1, 2))))


async def asked(base: str, plan: Iterator[tuple[str, str]]) -> list[Answered]:
    """Send the plan's requests at an even pace and return the answers of all but the first seconds."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=60) as client:
        begun = time.perf_counter() + 0.1
        moments = [begun + n / RATE for n in range(RATE * (WARM_UP + SECONDS))]
        under_way = []
        for moment, (kind, address) in zip(moments, plan, strict=False):
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            under_way.append(asyncio.create_task(_ask(client, moment, kind, address)))
        answers = await asyncio.gather(*under_way)
    return answers[RATE * WARM_UP :]


async def _ask(client: httpx.AsyncClient, moment: float, kind: str, address: str) -> Answered:
    try:
        answer = await client.get(address)
        status, size = answer.status_code, len(answer.content)
    except httpx.HTTPError:
        status, size = 0, 0
    taken = 1000 * (time.perf_counter() - moment)
    return Answered(kind=kind, milliseconds=taken, size=size, status=status)


def table(found: Sequence[Answered]) -> str:
    """Return the figures of each kind, with the floors that they should keep."""
    heads = ("answers", "p50 ms", "p95 ms", "p99 ms", "floor", "p50 kB", "p95 kB", "max kB")
    lines = [" " * 8 + "".join(f"{head:>9}" for head in heads)]
    by_kind: Mapping[str, list[Answered]] = defaultdict(list)
    for one in found:
        by_kind[one.kind].append(one)
    for kind, answers in by_kind.items():
        times = np.percentile([one.milliseconds for one in answers], (50, 95, 99))
        sizes = np.percentile([one.size / 1000 for one in answers], (50, 95, 100))
        cells = "".join(f"{x:>9.0f}" for x in (*times, FLOORS[kind], *sizes))
        lines.append(f"{kind:<8}{len(answers):>9}{cells}")
    return "\n".join(lines)


def _processor_seconds(process: "subprocess.Popen[bytes]") -> float:
    """Return the processor time that a process has taken (Linux)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _waiting(base: str) -> int:
    found: int = httpx.get(f"{base}/healthz", timeout=60).json()["counts"]["waiting"]
    return found


if __name__ == "__main__":
    sys.exit(run())
