"""Train the name-finding head on Universal NER with the states of the default encoder.

    python tools/train_ner.py UNER_FOLDER [OUT.npz]

Needs PyTorch (not a dependency of Rashomon) and a few minutes on two cores. UNER_FOLDER holds the
``*.iob2`` files of https://www.universalner.org (CC BY-SA 4.0). Prints figures for the held-out files.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from rashomon.analyze.names.ner import LABELS, WEIGHTS, Head, features, find_names, words
from rashomon.encoders.base import Encoded, Encoder
from rashomon.encoders.e5.encoder import E5Encoder

TRAIN = ("pt_bosque-ud-train", "pt_bosque-ud-dev", "sr_set-ud-train", "sr_set-ud-dev", "zh_gsd-ud-train",
         "en_ewt-ud-dev", "ru_pud-ud-test")  # fmt: skip
TEST = ("en_ewt-ud-test", "pt_bosque-ud-test", "sr_set-ud-test", "zh_gsd-ud-dev")
HIDDEN, EPOCHS, BATCH, RATE = 256, 6, 512, 1e-3
CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
Arrays = tuple[npt.NDArray[np.float16], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its names as (start, end, type), in code points."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read(path: Path) -> list[Example]:
    """Read one file of Universal NER."""
    out, text, tokens = [], "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            tokens.append((columns[1], columns[2]))
        elif not line and tokens:
            out.append(Example(text, tuple(_align(text, tokens))))
            tokens = []
    return out


def _align(text: str, tokens: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    at, within = 0, False
    for form, label in tokens:
        start = text.find(form, at, at + len(form) + 3)
        kept = label[2:] in {"PER", "ORG", "LOC"}
        if start < 0:  # half of a contraction: the text has it in another form
            within = within and kept
            continue
        at = start + len(form)
        if within and label[0] == "I" and out[-1][2] == label[2:]:
            out[-1] = (out[-1][0], at, label[2:])
        elif kept:
            out.append((start, at, label[2:]))
        within = kept
    return out


def varied(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Add what news has and the treebanks lack: headlines in title case and capital letters."""
    extra = []
    for example in examples:
        draw = chance.random()
        if draw < 0.06 and len(example.text.title()) == len(example.text):
            extra.append(Example(example.text.title(), example.names))
        elif draw < 0.08 and len(example.text.upper()) == len(example.text):
            extra.append(Example(example.text.upper(), example.names))
    return [*examples, *extra]


def cyrillic(example: Example) -> Example | None:
    """Write a Serbian sentence in its other script; None where letters and sounds don't pair one to one."""
    lowered = example.text.lower()
    if any(pair in lowered for pair in DIGRAPHS) or len(lowered) != len(example.text):
        return None
    letters = [CYRILLIC.get(c, c) for c in lowered]
    turned = (new.upper() if old.isupper() else new for new, old in zip(letters, example.text, strict=True))
    return Example("".join(turned), example.names)


def arrays(examples: Sequence[Example], encoder: Encoder) -> Arrays:
    """Return features and label numbers of every word."""
    rows: list[npt.NDArray[np.float32]] = []
    labels: list[int] = []
    for example, encoded in zip(examples, encoder.encode([e.text for e in examples]), strict=True):
        spans = words(example.text)
        if not spans or not len(encoded.offsets):
            continue
        rows.append(features(example.text, encoded, spans).astype(np.float16))
        labels.extend(_label(span, example) for span in spans)
    return np.concatenate(rows), np.array(labels)


def _label(word: tuple[int, int], example: Example) -> int:
    for start, end, kind in example.names:
        if start < word[1] and word[0] < end:
            return LABELS.index(("B-" if word[0] <= start else "I-") + kind)
    return 0


def train(data: Arrays) -> dict[str, npt.NDArray[np.float16]]:
    """Fit the head; returns its weights by name."""
    torch.manual_seed(0)
    torch.set_num_threads(2)
    rows, labels = torch.from_numpy(data[0]), torch.from_numpy(data[1])
    first, second = torch.nn.Linear(rows.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, len(LABELS))
    net = torch.nn.Sequential(
        torch.nn.Dropout(0.15), first, torch.nn.GELU(approximate="tanh"), torch.nn.Dropout(0.3), second
    )
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.01)
    steps = EPOCHS * (len(labels) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        for batch in torch.randperm(len(labels)).split(BATCH):
            loss = torch.nn.functional.cross_entropy(
                net(rows[batch].float()), labels[batch], label_smoothing=0.05
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {loss.item():.4f}", flush=True)
    kept = {"w1": first.weight.T, "b1": first.bias, "w2": second.weight.T, "b2": second.bias}
    return {name: value.detach().numpy().astype(np.float16) for name, value in kept.items()}


def score(examples: Sequence[Example], encoded: Sequence[Encoded], head: Head) -> tuple[float, float, float]:
    """Return precision, recall and F1 of names with exact borders and type."""
    right = found = gold = 0
    found_in = find_names([e.text for e in examples], encoded, head)
    for example, names in zip(examples, found_in, strict=True):
        mine = {(n.span.start, n.span.end, n.type) for n in names}
        right, found, gold = (
            right + len(mine & {*example.names}),
            found + len(mine),
            gold + len(example.names),
        )
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(folder: Path, out: Path) -> None:
    """Train, write the weights and print what they reach."""
    encoder, chance = E5Encoder(), random.Random(0)  # noqa: S311 - a seed, not a secret
    examples = [e for name in TRAIN for e in read(folder / f"{name}.iob2")]
    serbian = [cyrillic(e) for e in read(folder / "sr_set-ud-train.iob2")]
    data = arrays([*varied(examples, chance), *filter(None, serbian)], encoder)
    print("words and features:", data[0].shape, flush=True)
    weights = train(data)
    np.savez_compressed(out, allow_pickle=False, encoder=np.array(encoder.name), **weights)
    head = Head(encoder=encoder.name, **{k: v.astype(np.float32) for k, v in weights.items()})
    for name in TEST:
        test = read(folder / f"{name}.iob2")
        precision, recall, f1 = score(test, encoder.encode([e.text for e in test]), head)
        print(f"{name:22} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else WEIGHTS)
