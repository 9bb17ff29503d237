"""pandas with pyarrow reads the tables of `metka export parquet` and `metka facts --parquet` (feature `parquet`)."""

# requires heavy: pandas==3.1.1 pyarrow==26.0.1

import json
import subprocess
import unittest
from decimal import Decimal
from pathlib import Path

import pandas
import pyarrow.parquet

HARD = "😀 Глава «Ростеха»\r\nИван Петров вложил 1,5 млн ₽\u00a0и е\u0301щё."


def span(label, words, **more):
    start = HARD.index(words)
    return {"start": start, "end": start + len(words), "label": label, **more}


def hard():
    """A document with what makes offsets go wrong, nested, crossing and in parts."""
    money = {"value": "1500000.10", "bound": "AtLeast", "unit": "RUB", "of": "вложений"}
    first, last = HARD.index("Глава"), HARD.index("вложил")
    spans = [
        span("POS", "Глава «Ростеха»", id="T1", note="заметка\nв две строки"),
        span("ORG", "«Ростеха»", id="T2"),
        span("EVENT", "Петров вложил", id="T3"),
        span("MONEY", "1,5 млн ₽", id="T4", measure=money),
        {"id": "T5", "label": "DOC", "start": first, "end": last + 6, "parts": [[first, first + 5], [last, last + 6]]},
    ]
    return {
        "id": "папка/hard.txt",
        "text": HARD,
        "annotator": "anna",
        "status": "Done",
        "seconds": 7,
        "spans": spans,
        "relations": [{"id": "R1", "label": "Heads", "from": "T1", "to": "T2"}],
        "notes": ["о документе"],
    }


def run(metka, *args):
    done = subprocess.run([metka, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, f"{args}: {done.stderr}"
    return done.stdout


def tables(metka, corpus, out):
    run(metka, "export", "parquet", corpus, out)
    names = ["documents", "spans", "relations", "measures"]
    return [pandas.read_parquet(out / f"{name}.parquet") for name in names]


def expected(metka, corpus):
    return [json.loads(line) for line in run(metka, "export", "jsonl", corpus, "-").split("\n") if line]


def covered(text, row):
    parts = json.loads(row.parts) if isinstance(row.parts, str) else [[row.start, row.end]]
    return [text[start:end] for start, end in parts]


def compare(metka, corpus, out):
    documents, spans, relations, measures = tables(metka, corpus, out)
    texts = dict(zip(documents.document, documents.text))
    for row in documents.itertuples():
        assert row.chars == len(row.text), row.document
    for row in spans.itertuples():
        assert " … ".join(covered(texts[row.document], row)) == row.text, row
    lines = expected(metka, corpus)
    assert texts == {line["id"]: line["text"] for line in lines}
    wanted = sorted((line["id"], it["id"], it["start"], it["end"], it["label"]) for line in lines for it in line["spans"])
    columns = ["document", "id", "start", "end", "label"]
    assert wanted == sorted(spans[columns].itertuples(index=False, name=None))
    wanted = sorted((line["id"], it["label"], it["from"], it["to"]) for line in lines for it in line.get("relations", []))
    columns = ["document", "label", "from", "to"]
    assert wanted == sorted(relations[columns].itertuples(index=False, name=None))
    wanted = {(line["id"], it["id"]): it["measure"] for line in lines for it in line["spans"] if it.get("measure")}
    assert len(wanted) == len(measures)
    for row in measures.to_dict("records"):
        measure = wanted[row.pop("document"), row.pop("span")]
        assert measure == {name: None if pandas.isna(value) else value for name, value in row.items()}
    return spans, measures


def types(out):
    """Offsets are 32 bits, texts are text, not bytes."""
    schema = pyarrow.parquet.read_schema(out / "spans.parquet")
    assert str(schema.field("start").type) == "int32", schema
    assert str(schema.field("text").type) in ("string", "large_string"), schema
    assert not schema.field("label").nullable and schema.field("note").nullable, schema


def facts(metka, corpus, measures, out):
    run(metka, "facts", corpus, "--annotated", "--parquet", out)
    table = pandas.read_parquet(out)
    stated = measures.value.dropna()
    assert sorted(table.value.dropna()) == sorted(stated)
    assert sum(map(Decimal, table.value.dropna())) == sum(map(Decimal, stated))


def check(corpus_folder, metka_binary, workdir):
    metka, work = str(metka_binary), Path(workdir)
    formats = subprocess.run([metka, "formats", "--lang", "en"], capture_output=True, text=True).stdout
    if "built without Parquet" in formats:
        raise unittest.SkipTest("metka was built without the feature parquet")
    spans, measures = compare(metka, corpus_folder, work / "seeds")
    counts = spans.document.nunique(), len(spans)
    assert len(spans)
    (work / "hard.jsonl").write_text(json.dumps(hard(), ensure_ascii=False) + "\n", encoding="utf-8")
    run(metka, "import", "jsonl", work / "hard.jsonl", work / "hard")
    spans, measures = compare(metka, work / "hard", work / "tables")
    assert len(spans) == 5 and list(measures.value) == ["1500000.10"]
    assert spans.note.dropna().tolist() == ["заметка\nв две строки"]
    types(work / "tables")
    facts(metka, work / "hard", measures, work / "facts.parquet")
    return counts
