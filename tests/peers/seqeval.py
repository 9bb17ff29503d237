"""seqeval and nervaluate find in our tags the entities that we wrote, strictly by their scheme.

The entities are those of a CoNLL-U export of the same corpus, which has the same tokens; conllu.py looks after that one.
Tags of other schemes and broken tags are imported, and what comes out is what seqeval finds in them.
"""

# requires heavy: seqeval==1.2.2 nervaluate==1.2.1

import json
import subprocess
from pathlib import Path

NESTINGS = ["outermost", "innermost", "columns"]

# Right in IOB1, in BIOES, in BILOU, and broken ones.
OTHERS = [
    "I-PER I-PER O I-LOC B-LOC O",
    "B-PER E-PER O S-LOC S-LOC O",
    "B-PER I-PER E-PER O",
    "B-PER I-LOC I-LOC O I-ORG",
    "O E-PER B-PER I-PER O",
    "I-PER B-LOC I-PER O O",
]


def run(metka, *args, status=0):
    done = subprocess.run([metka, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == status, (args, done.stdout, done.stderr)


def sentences(path, columns):
    """Sentences of rows of the last `columns` cells; documents need not be told apart."""
    found = [[]]
    for line in path.read_text("utf-8").split("\n"):
        if not line or line.startswith("-DOCSTART-"):
            found.append([])
        else:
            cells = line.split()
            found[-1].append((cells[0], cells[-columns:]))
    return [sentence for sentence in found if sentence]


def conllu_entities(path):
    """(sentence, label, first, last) of the first column."""
    found, sentence, inside = [], -1, False
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# sent_id"):
            sentence += 1
        elif line and not line.startswith("#"):
            at = int(line.split("\t")[0]) - 1
            letter, _, label = line.rsplit("NER=", 1)[1].partition("-")
            if letter == "B":
                found.append((sentence, label, at, at))
            elif letter == "I":
                found[-1] = (*found[-1][:3], at)
    return found


def check_nervaluate(tags, expected):
    """Its own reader of tags against the entities that we wrote; it knows no BILOU."""
    from nervaluate.loaders import ListLoader

    read = ListLoader().load(tags)
    found = [(at, it.label, it.start, it.end) for at, all in enumerate(read) for it in all]
    assert sorted(found) == sorted(expected), set(found) ^ set(expected)


def check_export(corpus, metka, work, name, scheme, cells):
    from seqeval.scheme import Entities

    counts = 0
    for nesting in NESTINGS[:2]:
        ours, theirs = work / f"{name}-{nesting}.conllu", work / f"{name}-{nesting}"
        run(metka, "export", "conllu", "--nesting", nesting, corpus, ours)
        run(metka, "export", name, "--nesting", nesting, corpus, theirs)
        rows = sentences(theirs, 1)
        assert all(len(line.split()) in (0, cells) for line in theirs.read_text("utf-8").split("\n"))
        tags = [[tags[0] for _, tags in sentence] for sentence in rows]
        expected = conllu_entities(ours)
        strict = Entities(tags, scheme=scheme).entities
        found = [(at, it.tag, it.start, it.end - 1) for at, all in enumerate(strict) for it in all]
        assert found == expected, f"{name} {nesting}: {set(found) ^ set(expected)}"
        if name != "bilou":
            check_nervaluate(tags, expected)
        counts += len(found)
    return counts


def check_import(metka, work):
    from seqeval.metrics.sequence_labeling import get_entities

    for number, tags in enumerate(OTHERS):
        tags = tags.split()
        words = [f"w{at}" for at in range(len(tags))]
        source, corpus, out = (work / f"{number}{end}" for end in (".iob2", "", ".jsonl"))
        source.write_text("".join(f"{word}\t{tag}\n" for word, tag in zip(words, tags)), "utf-8")
        done = subprocess.run([metka, "import", "iob2", source, corpus], capture_output=True, text=True)
        assert done.returncode in (0, 1), done
        run(metka, "export", "jsonl", corpus, out)
        line = json.loads(out.read_text("utf-8"))
        found = sorted((it["label"], it["text"]) for it in line["spans"])
        entities = get_entities(tags)
        expected = sorted((label, " ".join(words[start : end + 1])) for label, start, end in entities)
        assert found == expected, (tags, found, expected)


def check(corpus, metka, work):
    from seqeval.scheme import BILOU, IOB2

    work = Path(work)
    schemes = [("conll2003", IOB2, 4), ("iob2", IOB2, 2), ("bilou", BILOU, 2)]
    counts = [check_export(corpus, metka, work, *scheme) for scheme in schemes]
    run(metka, "export", "iob2", "--nesting", "columns", corpus, work / "columns")
    check_import(metka, work)
    documents = (work / "iob2-outermost").read_text("utf-8").count("-DOCSTART-\tO\n")
    return documents, sum(counts)
