"""bioc, which reads brat, finds our annotations of any number of parts, our relations and our notes, and we read what
it writes. It knows no normalisations, takes a tab in a covered text for the next field, and has no room for empty values."""

# requires: bioc==2.1

import re
from pathlib import Path

from bioc import brat

import spans


def check(corpus, metka, work):
    work = Path(work)
    ours = {line["id"]: expected(line) for line in spans.lines(spans.export(metka, "jsonl", corpus, work / "ours.jsonl"))}
    out = spans.export(metka, "brat", corpus, work / "brat")
    again = work / "again"
    for path, (text, *said) in ours.items():
        source, target = out / path, again / path
        document = brat.loads(read(source), annotations(source))
        assert document.text == text, path
        same(path, found(document), [without_tabs(it) for it in said])
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as body:
            with open(target.with_suffix(".ann"), "w", encoding="utf-8", newline="") as lines:
                brat.dump(document, body, lines)
    spans.run(metka, "import", "--strict", "brat", again, work / "back")
    back = {line["id"]: expected(line) for line in spans.lines(spans.export(metka, "jsonl", work / "back", work / "back.jsonl"))}
    assert back.keys() == ours.keys()
    for path, (text, *said) in ours.items():
        assert back[path][0] == text, path
        same(f"{path}, back", back[path][1:], [without_tabs(it) for it in said])
    return len(ours), sum(len(marks) for _, marks, *_ in ours.values())


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def annotations(path):
    """The lines that bioc can read."""
    lines = read(path.with_suffix(".ann")).split("\n")
    return "\n".join(line for line in lines if line.count("\t") < 3)


def without_tabs(said):
    return [it for it in said if not any("\t" in str(cell) for cell in it)]


def expected(line):
    """The text, (label, parts, words) of annotations, (label, from, to) of relations, (words, note) of notes."""
    marks = {it["id"]: mark(line["text"], it) for it in line["spans"]}
    ties = [(it["label"], marks[it["from"]][2], marks[it["to"]][2]) for it in line.get("relations", [])]
    notes = [(marks[it["id"]][2], " ".join(it["note"].split("\n"))) for it in line["spans"] if it.get("note")]
    return line["text"], list(marks.values()), ties, notes


def mark(text, span):
    """As brat has it: a part never goes across a line end, and the words of parts are joined by blanks."""
    parts = [tuple(at) for at in span.get("parts", [(span["start"], span["end"])])]
    parts = [(start + it.start(), start + it.end()) for start, end in parts for it in re.finditer(r"[^\r\n]+", text[start:end])]
    return span["label"], tuple(parts), " ".join(text[start:end] for start, end in parts)


def found(document):
    entities = {it.id: entity(it) for it in document.entities}
    ties = [(it.type, *(entities[it.arguments[role]][2] for role in ("Arg1", "Arg2"))) for it in document.relations]
    notes = [(entities[it.refid][2], it.text) for it in document.notes]
    return list(entities.values()), ties, notes


def entity(it):
    parts = tuple(sorted((part.begin, part.end) for part in it.locations))
    return it.type, parts, it.text


def same(where, found, expected):
    for there, ours in zip(found, expected, strict=True):
        assert sorted(there) == sorted(ours), f"{where}: {set(there) ^ set(ours)}"
