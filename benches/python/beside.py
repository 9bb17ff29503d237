#!/usr/bin/env python3
"""metka segment and metka suggest beside razdel and natasha: one run, one thread, the same text.

    python3 -m venv .venv && .venv/bin/pip install -r benches/python/requirements.txt
    cargo build --release
    .venv/bin/python benches/python/beside.py [--metka PATH] [FILE…]

Without FILE the bundled texts are repeated up to 10 MB. What is not installed is named and passed over. natasha is
slow, so it and razdel read the first part only (--part, in MB); MB/s can be compared all the same. metka is measured as a
program, with start, reading and writing JSON; the libraries from text in memory to results in memory.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = pathlib.Path(__file__).resolve().parents[2]


def text_of(files, size):
    files = files or sorted((ROOT / "seeds").glob("*/*.txt"))
    once = "\n".join(pathlib.Path(file).read_text("utf-8") for file in files) + "\n"
    return once * (size // len(once.encode()) + 1)


def cut(text, size):
    """The first `size` bytes or so, up to a line end."""
    part = text.encode()[:size].decode(errors="ignore")
    return part[: part.rfind("\n") + 1]


def measure(work, runs):
    best = None
    for _ in range(runs):
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best


def tell(name, size, seconds):
    print(f"{name:44} {size / 1e6:8.1f} MB {seconds:8.2f} s {size / 1e6 / seconds:9.2f} MB/s", flush=True)


def metka(program, text, runs):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text.txt"
        path.write_text(text, "utf-8")
        environment = {**os.environ, "HOME": folder}
        for name, args in [
            ("metka segment --json", ["segment", "--json"]),
            ("metka suggest, figures and names", ["suggest", "--only", "figures", "--only", "names"]),
            ("metka suggest, all", ["suggest"]),
        ]:
            command = [program, *args, "--threads", "1", str(path)]

            def work():
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

            tell(name, len(text.encode()), measure(work, runs))


def razdel(text):
    try:
        import razdel
    except ImportError as why:
        return print(f"razdel: not measured: {why}")
    lines = text.split("\n")
    size = len(text.encode())
    tell("razdel sentences", size, measure(lambda: [list(razdel.sentenize(line)) for line in lines], 1))
    tell("razdel tokens", size, measure(lambda: [list(razdel.tokenize(line)) for line in lines], 1))


def natasha(text):
    try:
        from natasha import Doc, MoneyExtractor, MorphVocab, NewsEmbedding, NewsNERTagger, Segmenter
    except ImportError as why:
        return print(f"natasha: not measured: {why}")
    lines = [line for line in text.split("\n") if line.strip()]
    size = len(text.encode())
    money = MoneyExtractor(MorphVocab())
    tell("natasha money", size, measure(lambda: [list(money(line)) for line in lines], 1))
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def names():
        for line in lines:
            doc = Doc(line)
            doc.segment(segmenter)
            doc.tag_ner(tagger)

    tell("natasha names (segments included)", size, measure(names, 1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--metka", default=str(ROOT / "target/release/metka"))
    parser.add_argument("--size", type=float, default=10, help="MB")
    parser.add_argument("--part", type=float, default=0.2, help="MB for natasha; razdel gets ten times that")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    text = cut(text_of(args.files, int(args.size * 1e6)), int(args.size * 1e6))
    if pathlib.Path(args.metka).exists():
        metka(args.metka, text, args.runs)
    else:
        print(f"metka: not measured: no {args.metka}")
    razdel(cut(text, int(args.part * 1e7)))
    natasha(cut(text, int(args.part * 1e6)))


if __name__ == "__main__":
    main()
