"""A JSON-LD processor expands our pages to the terms of the Web Annotation vocabulary."""

# requires: PyLD==3.3.0

import json
import pathlib
import shutil
from urllib.parse import quote

from pyld import jsonld

import spans

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
BASE = "http://example.org/corpus/"

# The terms that an export uses, as the vocabulary defines them: nothing is loaded from the network.
NODES = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
NAMES = {"motivation": "motivatedBy", "purpose": "hasPurpose"}
WORDS = ["start", "end", "exact", "prefix", "suffix", "tagging", "linking", "commenting", "Annotation", "TextualBody"]
WORDS += ["TextPositionSelector", "TextQuoteSelector"]
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    **{term: {"@id": OA + name, "@type": "@id"} for term, name in NODES.items()},
    **{term: {"@id": OA + name, "@type": "@vocab"} for term, name in NAMES.items()},
    **{term: OA + term for term in WORDS},
}


def load(url, _options):
    assert url == "http://www.w3.org/ns/anno.jsonld", url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "web-annotation", corpus, work / "wa")
    found = {}
    theirs = work / "theirs-pages"
    for path in out.rglob("*.jsonld"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8-sig")
        page = json.loads(path.read_text(encoding="utf-8"))
        options = {"base": BASE + path.name, "documentLoader": load}
        [expanded] = jsonld.expand(page, options)
        source = BASE + quote(path.with_suffix(".txt").name, safe="")
        found[text] = list(tags(expanded, text, source))
        assert jsonld.to_rdf(page, options)["@default"], path
        target = theirs / path.relative_to(out)
        target.parent.mkdir(parents=True, exist_ok=True)
        compacted = jsonld.compact([expanded], "http://www.w3.org/ns/anno.jsonld", options)
        target.write_text(json.dumps(compacted, ensure_ascii=False), encoding="utf-8")
        shutil.copy(path.with_suffix(".txt"), target.with_suffix(".txt"))
    counts = spans.same(ours, found, "expanded")
    spans.same(ours, spans.take_in(metka, "web-annotation", out, work / "back"), "back from our own")
    spans.same(ours, spans.take_in(metka, "web-annotation", theirs, work / "theirs"), "what the processor writes")
    return counts


def tags(page, text, source):
    """Each tag on one place: start, end, label and words."""
    for note in page[AS + "items"][0]["@list"]:
        if note[OA + "motivatedBy"] != [{"@id": OA + "tagging"}] or len(note[OA + "hasTarget"]) > 1:
            continue
        [target] = note[OA + "hasTarget"]
        assert target[OA + "hasSource"] == [{"@id": source}], target
        position, quoted = target[OA + "hasSelector"]
        start, end = (position[OA + key][0]["@value"] for key in ("start", "end"))
        exact, before, after = (quoted[OA + key][0]["@value"] for key in ("exact", "prefix", "suffix"))
        assert text[:start].endswith(before) and text[end:].startswith(after) and text[start:end] == exact
        tag = note[OA + "hasBody"][0]
        assert tag[OA + "hasPurpose"] == [{"@id": OA + "tagging"}]
        yield start, end, tag[CONTEXT["value"]][0]["@value"], exact
