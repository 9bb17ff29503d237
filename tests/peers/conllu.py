"""The conllu package reads what we write: the tokens make the text again, and the tags are our annotations.

What it writes in turn is imported, and comes out as it went in.
"""

# requires: conllu==6.0.0

import json
import subprocess
from pathlib import Path

ESCAPES = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}


def run(metka, *args):
    done = subprocess.run([metka, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, (args, done.stdout, done.stderr)


def spans_of(jsonl):
    """The text of each document of a JSONL export, and (start, end, label) of each span of one part."""
    found = {}
    with open(jsonl, encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            whole = [it for it in line["spans"] if "parts" not in it]
            spans = ((*trimmed(line["text"], it["start"], it["end"]), it["label"]) for it in whole)
            found[line["id"]] = (line["text"], sorted(it for it in spans if it[0] < it[1]))
    return found


def trimmed(text, start, end):
    """Without the blanks at the ends, which have no token."""
    covered = text[start:end]
    return start + len(covered) - len(covered.lstrip()), end - len(covered) + len(covered.rstrip())


def unescape(text):
    parts, at = [], 0
    while at < len(text):
        escaped = text[at] == "\\" and at + 1 < len(text)
        parts.append(ESCAPES[text[at + 1]] if escaped else text[at])
        at += 2 if escaped else 1
    return "".join(parts)


def space_after(misc):
    if misc.get("SpaceAfter") == "No":
        return ""
    return unescape(misc["SpacesAfter"]) if misc.get("SpacesAfter") is not None else " "


def documents(sentences):
    """The text and the spans of each document, column by column."""
    found, name = {}, None
    for sentence in sentences:
        name = sentence.metadata.get("newdoc id", name)
        text, spans = found.get(name, ("", []))
        if "spaces" in sentence.metadata:
            text += unescape(sentence.metadata["spaces"])
        opened = {}
        for token in sentence:
            misc = token["misc"]
            text += unescape(misc.get("SpacesBefore") or "")
            start, text = len(text), text + token["form"]
            for key in (key for key in misc if key.startswith("NER")):
                letter, _, label = misc[key].partition("-")
                if letter == "B":
                    opened[key] = len(spans)
                    spans.append((start, len(text), unescape(label)))
                elif letter == "I":
                    begun = spans[opened[key]]
                    spans[opened[key]] = (begun[0], len(text), begun[2])
            text += space_after(misc)
        found[name] = (text, spans)
    return {name: (text, sorted(spans)) for name, (text, spans) in found.items()}


def check(corpus, metka, work):
    import conllu

    work = Path(work)
    run(metka, "export", "jsonl", corpus, work / "all.jsonl")
    run(metka, "export", "conllu", "--nesting", "columns", corpus, work / "all.conllu")
    ours = spans_of(work / "all.jsonl")
    with open(work / "all.conllu", encoding="utf-8", newline="\n") as file:
        sentences = list(conllu.parse_incr(file))
    theirs = documents(sentences)
    assert ours.keys() == theirs.keys()
    for name, (text, spans) in ours.items():
        assert theirs[name][0] == text, f"{name}: the text"
        assert theirs[name][1] == spans, f"{name}: {set(theirs[name][1]) ^ set(spans)}"
    for sentence in filter(None, sentences):
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))

    with open(work / "theirs.conllu", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(sentence.serialize() for sentence in sentences)
    run(metka, "import", "conllu", work / "theirs.conllu", work / "back")
    run(metka, "export", "jsonl", work / "back", work / "back.jsonl")
    assert spans_of(work / "back.jsonl") == ours
    return len(ours), sum(len(spans) for _, spans in ours.values())
