"""Prodigy itself is sold, not published. Its tokens are spaCy's: a spaCy document made of ours reads as the text did,
and every span lies on its tokens."""

# requires heavy: spacy==3.8.18

import pathlib

import spacy
from spacy.tokens import Doc

import spans


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "prodigy", corpus, work / "prodigy.jsonl")
    vocab, found = spacy.blank("ru").vocab, {}
    for task in spans.lines(out):
        tokens = task["tokens"]
        doc = Doc(vocab, [it["text"] for it in tokens], [it["ws"] for it in tokens])
        assert doc.text == task["text"]
        for ours_token, token in zip(tokens, doc):
            assert (token.idx, token.i) == (ours_token["start"], ours_token["id"])
        found[doc.text] = []
        for it in task["spans"]:
            span = doc[it["token_start"] : it["token_end"] + 1]
            assert (span.start_char, span.end_char) == (it["start"], it["end"]), it
            found[doc.text].append((span.start_char, span.end_char, it["label"], span.text))
    counts = spans.same(ours, found, "prodigy")
    spans.same(ours, spans.take_in(metka, "prodigy", out, work / "back"), "back from our own")
    return counts
