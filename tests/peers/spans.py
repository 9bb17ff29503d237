"""What the checks have in common: what metka itself says of a corpus, and its export and import."""

import json
import pathlib
import subprocess


def export(metka, name, corpus, out, *flags):
    """`metka export`; the path that was written."""
    subprocess.run([metka, "export", *flags, name, str(corpus), str(out)], check=True, capture_output=True)
    return out


def take_in(metka, name, source, corpus):
    """`metka import`; what is then said of each document."""
    subprocess.run([metka, "import", "--strict", name, str(source), str(corpus)], check=True, capture_output=True)
    return said(metka, corpus, pathlib.Path(f"{corpus}.said.jsonl"))


def said(metka, corpus, out):
    """Of each document, by its text: start, end, label and words of each annotation of one part, sorted."""
    documents = {}
    lines = export(metka, "jsonl", corpus, out).read_text(encoding="utf-8").splitlines()
    for line in map(json.loads, lines):
        spans = [it for it in line["spans"] if "parts" not in it]
        documents[line["text"]] = sorted((it["start"], it["end"], it["label"], it["text"]) for it in spans)
    return documents


def same(expected, found, what):
    """Both say the same of the same documents."""
    assert expected.keys() == found.keys(), f"{what}: other documents"
    for text, spans in expected.items():
        there = sorted(found[text])
        assert spans == there, f"{what}: {set(spans) ^ set(there)}"


def points(text, start, end):
    """UTF-16 offsets in code points."""
    units = text.encode("utf-16-le")
    return tuple(len(units[: 2 * at].decode("utf-16-le")) for at in (start, end))
