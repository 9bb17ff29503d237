"""Label Studio's own converter reads our tasks by our configuration, and we read its short export."""

# requires heavy: label-studio-sdk==1.0.20

import json
import pathlib
from collections import Counter

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

import spans


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "label-studio", corpus, work / "tasks.json")
    config = (work / "tasks.config.xml").read_text(encoding="utf-8")
    tasks = json.loads(out.read_text(encoding="utf-8"))
    interface = LabelInterface(config)
    interface.validate()
    for task in tasks:
        regions = [it for it in task["annotations"][0]["result"] if it["type"] != "relation"]
        assert all(interface.validate_region(it) for it in regions), regions
    converter = Converter(config, str(work))
    short = work / "short"
    converter.convert_to_json_min(str(out), str(short), is_dir=False)
    found = {}
    for row in json.loads((short / "result.json").read_text(encoding="utf-8")):
        found[row["text"]] = [
            (it["start"], it["end"], it["labels"][0], row["text"][it["start"] : it["end"]]) for it in row.get("label", [])
        ]
    counts = spans.same(ours, found, "JSON-MIN")
    conll(converter, out, work / "conll", ours)
    spans.same(ours, spans.take_in(metka, "label-studio", out, work / "back"), "back from our own")
    spans.same(ours, spans.take_in(metka, "label-studio", short / "result.json", work / "theirs"), "theirs")
    return counts


def conll(converter, source, folder, ours):
    """The labels in its CoNLL are ours; its tokens are English."""
    converter.convert_to_conll2003(str(source), str(folder), is_dir=False)
    rows = (folder / "result.conll").read_text(encoding="utf-8").split("\n")
    tags = Counter(row.rsplit(" ", 1)[1].split("-")[-1] for row in rows if " B-" in row)
    labels = {label for all_of_it in ours.values() for _, _, label, _ in all_of_it}
    assert tags and set(tags) <= labels, tags
