"""The `datasets` library loads our lines with our list of tags, and seqeval finds our entities in them."""

# requires heavy: datasets==5.2.0 seqeval==1.2.2

import json
import pathlib
from collections import Counter

from datasets import ClassLabel, Features, Sequence, Value, load_dataset
from seqeval.metrics.sequence_labeling import get_entities

import spans


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "hugging-face", corpus, work / "hf.jsonl")
    names = json.loads((work / "hf.labels.json").read_text(encoding="utf-8"))
    features = Features(
        {"id": Value("string"), "tokens": Sequence(Value("string")), "ner_tags": Sequence(ClassLabel(names=names))}
    )
    loaded = load_dataset("json", data_files=str(out), features=features, split="train", cache_dir=str(work / "cache"))
    blank = lambda words: "".join(words.split())
    theirs, words_of_theirs = Counter(), Counter()
    for row in loaded:
        tags = [names[number] for number in row["ner_tags"]]
        for label, first, last in get_entities(tags):
            words = blank("".join(row["tokens"][first : last + 1]))
            theirs[label, words] += 1
            words_of_theirs[words] += 1
    everything = Counter((label, blank(words)) for all_of_it in ours.values() for _, _, label, words in all_of_it)
    assert theirs and theirs <= everything, theirs - everything
    stayed = (it for all_of_it in ours.values() for it in outermost(all_of_it))
    stayed = Counter(blank(words) for _, _, _, words in stayed)
    assert words_of_theirs == stayed, (words_of_theirs - stayed, stayed - words_of_theirs)
    assert sorted(blank("".join(sum((row["tokens"] for row in loaded), [])))) == sorted(blank("".join(ours)))
    renamed(metka, corpus, work)
    back(metka, out, work, theirs)
    return len(ours), sum(theirs.values())


def renamed(metka, corpus, work):
    """The list of tags has the labels by their new names."""
    out = spans.export(metka, "hugging-face", corpus, work / "renamed.jsonl", "--map", "PER=Человек,LOC=")
    names = json.loads((work / "renamed.labels.json").read_text(encoding="utf-8"))
    used = {tag for line in spans.lines(out) for tag in line["ner_tags"]}
    assert "B-Человек" in used and used <= set(names), used - set(names)
    assert not {"B-PER", "B-LOC"} & set(names), names


def back(metka, source, work, expected):
    """What `datasets` writes comes in: its lines, with tags as words."""
    lines = load_dataset("json", data_files=str(source), split="train", cache_dir=str(work / "cache"))
    lines.to_json(work / "theirs.jsonl", force_ascii=False)
    returned = spans.take_in(metka, "hugging-face", work / "theirs.jsonl", work / "back")
    found = Counter((label, "".join(words.split())) for there in returned.values() for _, _, label, words in there)
    # Lines of the same text are told apart by their number alone: each is a document, and all are counted.
    assert found <= expected and set(found) == set(expected), (found - expected, expected - found)


def outermost(stretches):
    """Of those that share text the longest, and of those that cover the same one."""
    stayed = []
    for it in sorted(stretches, key=lambda it: it[0] - it[1]):
        if all(it[1] <= other[0] or other[1] <= it[0] for other in stayed):
            stayed.append(it)
    return stayed
