"""JSON lines of `metka export spacy` to the DocBin that `spacy train` reads.

    pip install spacy
    python to_docbin.py corpus.jsonl corpus.spacy [--lang ru] [--align strict|contract|expand]

`entities` go to `doc.ents`. Everything, nested stretches too, goes to `doc.spans["sc"]`, which is where spaCy's span
categorizer looks. What does not begin and end with a token of spaCy is told and left out; `--align` moves it to the
nearest tokens instead.
"""

import argparse
import json
import sys

import spacy
from spacy.tokens import DocBin

KEY = "sc"


def doc_of(nlp, text, said, align):
    """The document, and the stretches that spaCy's tokens have no place for."""
    doc = nlp.make_doc(text)
    lost = []

    def spans(stretches):
        for start, end, label in stretches:
            span = doc.char_span(start, end, label=label, alignment_mode=align)
            if span is None:
                lost.append((label, text[start:end]))
            else:
                yield span

    entities = list(spans(said["entities"]))
    nested = [span for key in said.get("spans", {}).values() for span in spans(key)]
    # Moved to whole tokens, two entities may share one: the longer stays in doc.ents.
    doc.set_ents(spacy.util.filter_spans(entities))
    doc.spans[KEY] = entities + nested
    return doc, lost


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--align", default="strict", choices=["strict", "contract", "expand"])
    asked = parser.parse_args()
    nlp = spacy.blank(asked.lang)
    docs, lost = DocBin(), 0
    with open(asked.source, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            doc, without = doc_of(nlp, *json.loads(line), asked.align)
            docs.add(doc)
            lost += len(without)
            for label, words in without:
                print(f"{asked.source}:{number}: {label} {words!r} cuts a token", file=sys.stderr)
    docs.to_disk(asked.target)
    print(f"{len(docs)} documents, {lost} stretches left out", file=sys.stderr)


if __name__ == "__main__":
    main()
