"""spaCy takes our examples, makes a DocBin of them, and we read what it writes of its documents."""

# requires heavy: spacy==3.8.18

import json
import pathlib
import subprocess
import sys

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

import spans

CONVERTER = pathlib.Path(__file__).parents[2] / "docs/convert/to_docbin.py"


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "spacy", corpus, work / "spacy.jsonl")
    nlp = spacy.blank("ru")
    for text, said in spans.lines(out):
        # spaCy refuses overlapping entities and keys it does not know.
        Example.from_dict(nlp.make_doc(text), said)
        stretches = said["entities"] + said.get("spans", {}).get("sc", [])
        found = sorted((start, end, label, text[start:end]) for start, end, label in stretches)
        assert found == ours[text], found
    docbin(out, work / "corpus.spacy", ours, nlp)
    spans.same(ours, spans.take_in(metka, "spacy", out, work / "back"), "back from our own")
    to_json(metka, ours, work, nlp)
    return len(ours), sum(map(len, ours.values()))


def docbin(source, target, ours, nlp):
    told = subprocess.run(
        [sys.executable, CONVERTER, source, target], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    left_out = sum("cuts a token" in line for line in told.stderr.splitlines())
    found = 0
    for doc in DocBin().from_disk(target).get_docs(nlp.vocab):
        all_of_it = {(it.start_char, it.end_char, it.label_, it.text) for it in doc.spans["sc"]}
        assert all_of_it <= set(ours[doc.text]), all_of_it
        assert {(it.start_char, it.end_char, it.label_, it.text) for it in doc.ents} <= all_of_it
        found += len(doc.spans["sc"])
    assert found + left_out == sum(map(len, ours.values())), (found, left_out)
    assert found > left_out, "spaCy finds most of it"


def to_json(metka, ours, work, nlp):
    """What `Doc.to_json` writes comes in as it is."""
    written, expected = [], {}
    for text, stretches in ours.items():
        doc = nlp.make_doc(text)
        all_of_it = [doc.char_span(start, end, label=label) for start, end, label, _ in stretches]
        doc.spans["sc"] = [it for it in all_of_it if it is not None]
        written.append(json.dumps(doc.to_json(), ensure_ascii=False))
        expected[text] = sorted((it.start_char, it.end_char, it.label_, it.text) for it in doc.spans["sc"])
    source = work / "theirs.jsonl"
    source.write_text("\n".join(written), encoding="utf-8")
    spans.same(expected, spans.take_in(metka, "spacy", source, work / "theirs"), "theirs")
