"""SLATE itself reads what we write, and we read what it writes."""

# requires: slate-nlp==1.1.3

import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace


def run(metka, *args):
    done = subprocess.run([metka, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, (args, done.stdout, done.stderr)


def spans_of(jsonl):
    """(label, covered text of each part, parts) of each span of a JSONL export, by document."""
    found = {}
    with open(jsonl, encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            spans = (span_of(it, line["text"]) for it in line["spans"])
            found[line["id"]] = sorted(span for span in spans if span[2])
    return found


def span_of(span, text):
    """Without the blanks at the ends, for which SLATE has no place."""
    parts = [trimmed(text, *part) for part in span.get("parts", [[span["start"], span["end"]]])]
    parts = [[start, end] for start, end in parts if start < end]
    return (span["label"], [" ".join(text[start:end].split()) for start, end in parts], parts)


def trimmed(text, start, end):
    covered = text[start:end]
    return start + len(covered) - len(covered.lstrip()), end - len(covered) + len(covered.rstrip())


def covered(document, span):
    """The words from the first place to the last, by SLATE's own lines and tokens."""
    (line, token, char), (last_line, last_token, last_char) = span.start, span.end
    words = []
    while (line, token) <= (last_line, last_token):
        if token >= len(document.tokens[line]):
            line, token, char = line + 1, 0, 0
            continue
        end = last_char + 1 if (line, token) == (last_line, last_token) else None
        words.append(document.tokens[line][token][char:end])
        token, char = token + 1, 0
    return " ".join(words)


def check(corpus, metka, work):
    from slate import data

    work = Path(work)
    run(metka, "export", "jsonl", corpus, work / "all.jsonl")
    run(metka, "export", "slate", corpus, work / "slate")
    ours = spans_of(work / "all.jsonl")
    config = SimpleNamespace(annotation="character", annotation_type="categorical")
    count = 0
    for name, spans in ours.items():
        if not (work / "slate" / name).read_text("utf-8").strip():
            continue  # SLATE opens no empty document.
        raw = str(work / "slate" / name)
        datum = data.Datum(raw, config, raw + ".annotations", [])
        found = sorted(
            (label, [covered(datum.doc, span) for span in item.spans])
            for item in datum.annotations
            for label in item.labels
        )
        expected = sorted((label, parts) for label, parts, _ in spans)
        assert found == expected, f"{name}: {found} {expected}"
        for item in datum.annotations:
            assert all(datum.doc.valid_pos(place) for span in item.spans for place in (span.start, span.end))
        count += len(found)
        os.remove(raw + ".annotations")
        datum.write_out()
    run(metka, "import", "slate", work / "slate", work / "back")
    run(metka, "export", "jsonl", work / "back", work / "back.jsonl")
    assert spans_of(work / "back.jsonl") == ours
    return len(ours), count
