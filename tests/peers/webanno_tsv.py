"""WebAnno TSV: web-anno-tsv reads what metka writes, and metka reads what web-anno-tsv writes."""
# requires: web-anno-tsv==0.0.1
#
# The reader works sentence by sentence and gives an annotation over two of them in pieces; it does not undo escapes, so
# texts with control characters or a backslash and labels with a reserved character are not for it. It knows no relations.

import json
import subprocess
from pathlib import Path

from web_anno_tsv import Annotation, open_web_anno_tsv
from web_anno_tsv.web_anno_tsv import AnnotatedSentence, Span


def check(corpus_folder, metka_binary, workdir):
    """Raise AssertionError where both do not see the same."""
    work = Path(workdir)
    work.mkdir(parents=True, exist_ok=True)
    run(metka_binary, "export", "webanno-tsv", corpus_folder, work / "tsv")
    ours = spans_of(metka_binary, corpus_folder)
    assert ours, "there is nothing annotated"
    known = {path: it for path, it in ours.items() if is_plain(it[0])}
    again = work / "again"
    for path, (text, spans) in known.items():
        sentences = list(placed(text, (work / "tsv" / path).with_suffix(".tsv")))
        found = [
            (start + it.start, start + it.stop, it.label, it.text)
            for start, sentence in sentences
            for it in sentence.annotations
        ]
        expected = [
            piece
            for start, sentence in sentences
            for piece in pieces(text, spans, start, start + len(sentence.text))
        ]
        same(path, found, expected)
        target = (again / path).with_suffix(".tsv")
        target.parent.mkdir(parents=True, exist_ok=True)
        # It lays sentences one character apart, whatever stood between them.
        with open_web_anno_tsv(str(target), "w", overwrite=True) as file:
            for _, sentence in sentences:
                file.write(sentence)
    if known:
        run(metka_binary, "import", "webanno-tsv", again, work / "corpus", "--strict")
    returned = spans_of(metka_binary, work / "corpus") if known else {}
    for path in known:
        expected, start = [], 0
        for _, sentence in placed(known[path][0], (work / "tsv" / path).with_suffix(".tsv")):
            for it in sentence.annotations:
                expected.append((start + it.start, start + it.stop, it.label, it.text))
            start += len(sentence.text) + 1
        # The same stretch twice in one sentence is one annotation.
        same(path, returned[path][1], set(expected))
    own(metka_binary, work)
    back(metka_binary, work, ours)
    return len(known), sum(len(spans) for _, spans in known.values())


def back(metka, work, ours):
    """What metka writes, metka reads, of every document."""
    run(metka, "import", "webanno-tsv", work / "tsv", work / "back", "--strict")
    returned = spans_of(metka, work / "back")
    for path, (text, spans) in ours.items():
        assert returned[path][0] == text, path
        same(path, returned[path][1], spans)


def own(metka, work):
    """A text where offsets easily go wrong."""
    text = "Да 😀 Иван\u00a0Петров и й — «Ромашка»."
    words = ["Да", "😀", "Иван\u00a0Петров", "и", "й", "—", "«Ромашка»", "."]
    tokens, at = [], 0
    for word in words:
        at = text.index(word, at)
        tokens.append(Span(text=word, start=at, stop=at + len(word), is_token=True))
        at += len(word)
    covered = ["😀 Иван", "Петров", "Ромашка", "Иван\u00a0Петров и й"]
    annotations = [
        Annotation(label=f"L{number}", text=it, start=text.index(it), stop=text.index(it) + len(it))
        for number, it in enumerate(covered)
    ]
    folder = work / "own"
    folder.mkdir()
    with open_web_anno_tsv(str(folder / "a.tsv"), "w") as file:
        file.write(AnnotatedSentence(text=text, tokens=tokens, annotations=annotations))
        file.write(AnnotatedSentence(text=text, tokens=tokens, annotations=annotations))
    run(metka, "import", "webanno-tsv", folder, work / "own-corpus", "--strict")
    ((found, spans),) = spans_of(metka, work / "own-corpus").values()
    assert found == f"{text}\n{text}", found
    expected = [
        (it.start + shift, it.stop + shift, it.label, it.text)
        for shift in (0, len(text) + 1)
        for it in annotations
    ]
    same("own", spans, expected)


def is_plain(text):
    """Nothing in it is escaped."""
    return not any(c == "\\" or (c < " " and c != "\n") for c in text)


def placed(text, path):
    """The sentences of a file, and where in the text they begin."""
    at = 0
    with open_web_anno_tsv(str(path)) as sentences:
        for sentence in sentences:
            at = text.index(sentence.text, at)
            yield at, sentence
            at += len(sentence.text)


def pieces(text, spans, begin, end):
    for start, stop, label, _ in spans:
        start, stop = max(start, begin), min(stop, end)
        while start < stop and text[start].isspace():
            start += 1
        while start < stop and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            yield (start, stop, label, text[start:stop])


def spans_of(metka, corpus):
    """What metka has: text and spans in one part, by document."""
    lines = run(metka, "export", "jsonl", corpus, "-").split("\n")
    return {
        line["id"]: (
            line["text"],
            [(it["start"], it["end"], it["label"], it["text"]) for it in line["spans"] if "parts" not in it],
        )
        for line in map(json.loads, filter(None, lines))
    }


def same(where, found, expected):
    found, expected = sorted(found), sorted(expected)
    missing = [it for it in expected if it not in found]
    strange = [it for it in found if it not in expected]
    assert found == expected, f"{where}: missing {missing[:3]}, strange {strange[:3]}"


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True)
    assert done.returncode == 0, (command, done.stderr.decode())
    # Not as text: then line ends would be changed.
    return done.stdout.decode()
