"""doccano's own importer takes our lines into its database, and what it exports of them comes back. It ties down old
versions of much: it wants an environment of its own."""

# requires alone: doccano==1.8.4 marshmallow==3.26.2 setuptools==65.5.0 numpy==1.26.4 scipy==1.13.1 scikit-learn==1.5.2

import importlib.util
import json
import os
import pathlib
import sys

import spans


def check(corpus, metka, workdir):
    work = pathlib.Path(workdir)
    ours = spans.said(metka, corpus, work / "ours.jsonl")
    out = spans.export(metka, "doccano", corpus, work / "doccano.jsonl")
    start(work)
    related = any("entities" in line for line in spans.lines(out))
    rows = list(through(out, related))
    found = {}
    for row in rows:
        text = row["text"]
        stretches = [(it["start_offset"], it["end_offset"], it["label"]) for it in row["entities"]]
        places = [(*spans.points(text, start, end), label) for start, end, label in stretches]
        found[text] = [(start, end, label, text[start:end]) for start, end, label in places]
    counts = spans.same(ours, found, "doccano")
    source = work / "theirs.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    spans.same(ours, spans.take_in(metka, "doccano", source, work / "theirs"), "theirs")
    spans.same(ours, spans.take_in(metka, "doccano", out, work / "back"), "back from our own")
    return counts


def start(work):
    """A database of doccano with nothing in it."""
    sys.path.insert(0, importlib.util.find_spec("backend").submodule_search_locations[0])
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
    os.environ["DATABASE_URL"] = f"sqlite:///{work / 'doccano.sqlite3'}"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def through(source, related):
    """What doccano exports of what it imported."""
    from data_export.models import ExportedExample
    from data_export.pipeline import labels
    from data_import.datasets import RelationExtractionDataset, SequenceLabelingDataset
    from data_import.pipeline.parsers import JSONLParser
    from data_import.pipeline.readers import FileName, Reader
    from django.contrib.auth.models import User
    from projects.models import ProjectType, SequenceLabelingProject

    user = User.objects.create(username="anna")
    project = SequenceLabelingProject.objects.create(
        name="x", project_type=ProjectType.SEQUENCE_LABELING, allow_overlapping=True, use_relation=related, created_by=user
    )
    reader = Reader([FileName(str(source), "x", "x")], JSONLParser(encoding="utf_8"))
    kind = RelationExtractionDataset if related else SequenceLabelingDataset
    dataset = kind(reader, project)
    dataset.save(user)
    assert not dataset.errors, dataset.errors
    examples = ExportedExample.objects.filter(project=project)
    kinds = [labels.Spans(examples), labels.Relations(examples)]
    for example in examples:
        row = example.to_dict()
        row["text"] = row.pop("data")
        for kind in kinds:
            row.update({key: [it.to_dict() for it in all_of_it] for key, all_of_it in kind.find_by(example.id).items()})
        yield row
