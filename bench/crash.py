"""Kill a worker at random moments while it takes in documents, and count what is lost or doubled.

Every kill is a real ``SIGKILL`` of a process that runs the command line; the next process goes on where the
archive stands. At the end the archive is compared with one that nobody disturbed.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rashomon.model.archive import Listing
from rashomon.store.sql import open_archive

DOCUMENTS, KILLS = 500, 50
SEED = 5
PLACES = ("Lintvik", "Oddnes", "Harsk", "Vellum", "Torsby", "Kvam", "Rill", "Askvik")
HAPPENED = (
    "a bridge was closed",
    "a ferry ran aground",
    "the council fell",
    "a school burned down",
    "rain fell",
)
SAID = ("said the mayor", "said the police", "said a witness", "said the harbour master")


def document(number: int, chance: random.Random) -> str:
    """Return an invented report; no two are alike."""
    place, event = PLACES[number % len(PLACES)], HAPPENED[number % len(HAPPENED)]
    lines = [f"{place}: {event} on day {number}", ""]
    for line in range(chance.randint(4, 9)):
        figure = chance.randint(2, 900)
        lines.append(
            f"In {place}, {event} and {figure} people were affected in part {line}, {chance.choice(SAID)}."
        )
    return "\n".join(lines)


def run(documents: int = DOCUMENTS, kills: int = KILLS) -> int:
    """Print how many documents were lost or doubled; 1 where any was."""
    chance = random.Random(SEED)  # noqa: S311 - chosen to be repeated
    with tempfile.TemporaryDirectory() as folder:
        coverage = Path(folder, "coverage")
        coverage.mkdir()
        for number in range(documents):
            text = document(number, chance)
            Path(coverage, f"{number:04}.txt").write_text(text, encoding="utf-8")
        calm, stormy = Path(folder, "calm.db"), Path(folder, "stormy.db")
        _start(coverage, calm).wait()
        done = _kill(coverage, stormy, kills, chance)
        _start(coverage, stormy).wait()
        lost, doubled, moved = _compared(calm, stormy)
        with_findings = len(list(open_archive(stormy).doctor()))
    print(
        f"{documents} documents, {done} kills: {lost} lost, {doubled} doubled, {moved} in another story, ",
        end="",
    )
    print(f"{with_findings} findings of the doctor")
    return int(bool(lost or doubled or with_findings))


def _start(coverage: Path, archive: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rashomon.cli", "add", str(coverage)]
    options = ["--archive", str(archive), "--encoder", "tiny", "--quiet"]
    return subprocess.Popen([*command, *options])  # noqa: S603 - our own command on our own files


def _kill(coverage: Path, archive: Path, kills: int, chance: random.Random) -> int:
    """Let processes live for random times up to what taking in a tenth needs; return how many were killed."""
    killed = 0
    for _ in range(kills):
        process = _start(coverage, archive)
        time.sleep(chance.uniform(0.3, 2.5))
        killed += process.poll() is None
        process.kill()
        process.wait()
    return killed


def _compared(calm: Path, stormy: Path) -> tuple[int, int, int]:
    expected, found = _held(calm), _held(stormy)
    lost = len(expected.keys() - found.keys())
    doubled = sum(count - 1 for count in Counter(a for a, _ in _pairs(stormy)).values())
    moved = sum(expected[a] != found[a] for a in expected.keys() & found.keys())
    return lost, doubled, moved


def _held(archive: Path) -> dict[str, str]:
    return dict(_pairs(archive))


def _pairs(archive: Path) -> list[tuple[str, str]]:
    """Return every current article with its story, as often as it is listed."""
    opened = open_archive(archive)
    with opened.reading() as reader:
        listing = reader.stories(Listing(limit=100_000))
        pairs = [(s.article.id, story.id) for story in listing.items for s in reader.articles(story.id)]
    opened.close()
    return pairs
