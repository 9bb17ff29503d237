"""What the checks have in common: what metka itself says of a corpus, and its export and import."""

import json
import pathlib
import subprocess


def run(*command):
    """What it prints, as it stands: line ends too."""
    done = subprocess.run([str(part) for part in command], capture_output=True)
    assert done.returncode == 0, f"{command}: {done.stderr.decode()}"
    return done.stdout.decode()


def export(metka, name, corpus, out, *flags):
    """`metka export`; the path that was written."""
    run(metka, "export", *flags, name, corpus, out)
    return out


def take_in(metka, name, source, corpus):
    """`metka import`; what is then said of each document."""
    run(metka, "import", "--strict", name, source, corpus)
    return said(metka, corpus, pathlib.Path(f"{corpus}.said.jsonl"))


def said(metka, corpus, out):
    """Of each document, by its text: start, end, label and words of each annotation of one part, sorted."""
    documents = {}
    for line in lines(export(metka, "jsonl", corpus, out)):
        spans = [it for it in line["spans"] if "parts" not in it]
        documents[line["text"]] = sorted((it["start"], it["end"], it["label"], it["text"]) for it in spans)
    return documents


def lines(path):
    """What stands in a file of JSON lines; str.splitlines() would divide them inside of words as well."""
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def same(expected, found, what):
    """Both say the same of the same documents. How many documents and annotations that are."""
    assert expected.keys() == found.keys(), f"{what}: other documents"
    for text, spans in expected.items():
        there = sorted(found[text])
        assert spans == there, f"{what}: {set(spans) ^ set(there)}"
    return len(expected), sum(map(len, expected.values()))


def points(text, start, end):
    """UTF-16 offsets in code points."""
    units = text.encode("utf-16-le")
    return tuple(len(units[: 2 * at].decode("utf-16-le")) for at in (start, end))
