"""Run a measurement: ``python -m bench story | cost | floors``."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import cost, story
from rashomon.sample import paths

SECONDS, MEGABYTES = 6.0, 1500.0
"""What one comparison of five articles may cost with a built encoder, on two cores."""
PATIENCE = 3
"""How many times a shared machine may take what a quiet one would, before a floor counts as missed."""


def run_story(names: list[str]) -> int:
    """Print the scorer's figures of every development story at hand."""
    cases = [c for c in story.present() if not names or c.name in names]
    if not cases:
        print("no reference readings on this machine")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = {c.name: story.figures(c, Path(folder) / f"{c.name}.json") for c in cases}
    print(story.table(found))
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
    cases = [c for c in story.present() if c.name == "seeds"]
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            lines = story.missed(story.figures(case, Path(folder) / "story.json"))
            print("\n".join(lines) or f"{case.name}: every floor holds")
            status |= bool(lines)
    return status


def main() -> int:
    """Parse the command line and run one measurement."""
    tasks = {"story": run_story, "cost": run_cost, "floors": run_floors}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=tasks)
    parser.add_argument("names", nargs="*", help="stories to score; all by default")
    args = parser.parse_args()
    return tasks[args.task](args.names)


if __name__ == "__main__":
    sys.exit(main())
