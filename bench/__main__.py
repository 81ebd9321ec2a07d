"""Run a measurement: ``python -m bench TASK``.

On whole stories: story, compare, cost, scale, floors. On the reading of single articles: speed. On files of
rows: attribution, entities, parallel, paraphrase, stance, stories, support, translations, with ``--gold`` for
the reference file and ``--out`` for the predictions; stories without ``--gold`` takes all its sets, and
compare with it takes a file of cases instead of its own. On what comes in: extraction (``--gold`` is its
reference file, with the pages in ``html`` beside it) and feeds (``--gold`` is a folder of feeds). On the
archive: store, stream (a number of articles) and crash (numbers of documents and of kills). On the reading
room: web (numbers of stories and of articles, and the encoder).
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from bench import (
    attribution,
    compare,
    cost,
    crash,
    entities,
    extraction,
    feeds,
    parallel,
    paraphrase,
    scale,
    speed,
    stance,
    store,
    stories,
    story,
    stream,
    support,
    translations,
    web,
)
from bench.task import Task, load, save, table
from rashomon.sample import paths

SECONDS, MEGABYTES = 6.0, 1500.0
"""What one comparison of five articles may cost with a built encoder, on two cores."""
PATIENCE = 3
"""How many times a shared machine may take what a quiet one would, before a floor counts as missed."""

FILES = (attribution, entities, parallel, paraphrase, stance, stories, support, translations)
TASKS = {module.TASK.name: module.TASK for module in FILES}


def run_story(names: list[str]) -> int:
    """Print the scorer's figures of every development story at hand."""
    with tempfile.TemporaryDirectory() as folder:
        there = [*story.present(), *story.restored(Path(folder))]
        cases = [c for c in there if not names or c.name in names]
        found = {c.name: story.figures(c, Path(folder) / f"{c.name}.json") for c in cases}
    print(story.table(found) if found else "no reference readings on this machine")
    return 0


def run_cost(_: list[str]) -> int:
    """Print what comparing the sample coverage costs, the second time."""
    inputs = [str(p) for p in paths()]
    cost.of_compare(inputs)
    spent = cost.of_compare(inputs)
    print(
        f"sample coverage, {len(inputs)} files: {spent.seconds:.1f} s, {spent.megabytes:.0f} MB at its peak"
    )
    return int(spent.seconds > PATIENCE * SECONDS or spent.megabytes > MEGABYTES)


def run_floors(_: list[str]) -> int:
    """Check the floors that hold on every machine, and those of the seeds where they are at hand."""
    status = run_cost([])
    low = compare.under_floor()
    print("\n".join(low) or "invented stories: every floor holds")
    status |= bool(low)
    cases = [c for c in story.present() if c.name == "seeds"]
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            lines = story.missed(story.figures(case, Path(folder) / "story.json"))
            print("\n".join(lines) or f"{case.name}: every floor holds")
            status |= bool(lines)
    return status


def run_task(task: Task, gold: Path | None, out: Path | None, shown: int) -> int:
    """Predict a file of rows, keep the predictions, print the figures and the most telling errors."""
    path = gold or task.default
    if not path.is_file():
        print(
            f"no file {path}" if gold else f"no development file of {task.name} on this machine; use --gold"
        )
        return int(gold is not None)
    rows = load(path)
    predicted = task.run(rows)
    if out:
        save(out, predicted)
    print(table(task.figures(rows, predicted)))
    for error in islice(task.errors(rows, predicted), shown):
        print(f"\n{error}")
    return 0


def run_speed(_: list[str]) -> int:
    """Print how fast single articles are read."""
    speed.run()
    return 0


def run_scale(names: list[str]) -> int:
    """Print how the cost of comparing grows with the number of articles; names are sizes."""
    scale.run([int(name) for name in names] or scale.SIZES)
    return 0


def run_store(_: list[str]) -> int:
    """Print what keeping and reading cost as the archive grows."""
    store.run()
    return 0


def run_web(names: list[str]) -> int:
    """Print how fast the reading room answers while its worker reads."""
    stories, articles = (int(name) for name in names[:2] or (web.STORIES, web.ARTICLES))
    return web.run(stories, articles, *names[2:3])


INCOMING = {"extraction": extraction.run, "feeds": feeds.run}
WHOLE: dict[str, Callable[[list[str]], int]] = {
    "story": run_story,
    "cost": run_cost,
    "scale": run_scale,
    "floors": run_floors,
    "speed": run_speed,
    "store": run_store,
    "stream": lambda names: stream.run(*map(int, names)),
    "crash": lambda names: crash.run(*map(int, names)),
    "web": run_web,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and run one measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("task", choices=[*WHOLE, "compare", *INCOMING, *TASKS])
    parser.add_argument("names", nargs="*", help="stories, cases or sizes; all by default")
    parser.add_argument("--gold", type=Path, help="file of reference rows; default: the development file")
    parser.add_argument("--out", type=Path, help="write the predictions to this file")
    parser.add_argument("--show-errors", type=int, default=0, metavar="N", help="show the N most telling")
    args = parser.parse_args(arguments)
    if args.task == stories.TASK.name and args.gold is None:
        return stories.run()
    if args.task == "compare":
        return compare.run(args.names, show_errors=bool(args.show_errors), file=args.gold)
    if args.task in INCOMING:
        return INCOMING[args.task](args.gold, args.out, args.show_errors)
    if args.task in WHOLE:
        return WHOLE[args.task](args.names)
    return run_task(TASKS[args.task], args.gold, args.out, args.show_errors)


if __name__ == "__main__":
    sys.exit(main())
