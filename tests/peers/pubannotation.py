"""bconv, which reads PubAnnotation, finds our denotations, and we read what it writes. A text of blanks alone it empties."""

# requires alone: bconv==1.2.1

import json
import pathlib

import bconv

import spans


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "pubannotation", corpus, work / "pub.json")
    found, theirs = {}, []
    for number, document in enumerate(json.loads(out.read_text(encoding="utf-8"))):
        one = work / f"{number}.json"
        one.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        read = bconv.load(str(one), fmt="pubanno_json", obj="obj")
        entities = [it for it in read.iter_entities() if len(it.spans) == 1]
        found[document["text"]] = [(it.start, it.end, it.metadata["obj"], it.text) for it in entities]
        theirs.append(json.loads(bconv.dumps(read, fmt="pubanno_json", obj="obj")))
    counts = spans.same(ours, found, "bconv")
    source = work / "theirs.json"
    source.write_text(json.dumps(theirs, ensure_ascii=False), encoding="utf-8")
    spans.same(ours, spans.take_in(metka, "pubannotation", out, work / "back"), "back from our own")
    emptied = {text if text.strip() else "": there for text, there in ours.items()}
    spans.same(emptied, spans.take_in(metka, "pubannotation", source, work / "theirs"), "theirs")
    return counts
