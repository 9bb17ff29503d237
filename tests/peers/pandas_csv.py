"""pandas reads our tables, with the spans of our JSON lines, and what it writes is imported."""

# requires heavy: pandas==3.1.1

import json
import subprocess
from pathlib import Path


def run(metka, *args):
    done = subprocess.run([metka, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, (args, done.stdout, done.stderr)


def plain(cell):
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    return cell.removeprefix("'")


def read(folder, name):
    import pandas

    # As it stands: no cell is a number, and none is missing.
    return pandas.read_csv(folder / f"{name}.csv", dtype=str, na_filter=False).map(plain)


def documents_of(jsonl):
    found = {}
    with open(jsonl, encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            found[line["id"]] = line
    return found


def compare(folder, lines):
    """Row by row what the tables and the JSON lines say. The number of spans."""
    texts = {row.document: row.text for row in read(folder, "documents").itertuples()}
    assert texts == {name: line["text"] for name, line in lines.items()}
    ours = sorted(
        (name, it["id"], it["label"], it["start"], it["end"], it["text"], it.get("note", ""))
        for name, line in lines.items()
        for it in line["spans"]
    )
    theirs = sorted(
        (row.document, row.id, row.label, int(row.start), int(row.end), row.text, row.note)
        for row in read(folder, "spans").itertuples()
    )
    assert theirs == ours, set(theirs) ^ set(ours)
    for document, _, _, start, end, text, _ in theirs:
        assert texts[document][start:end] == text or " … " in text, (document, start, end)
    relations = sorted(
        (name, it["label"], it["from"], it["to"]) for name, line in lines.items() for it in line.get("relations", [])
    )
    table = read(folder, "relations")
    assert sorted(table[["document", "label", "from", "to"]].itertuples(index=False, name=None)) == relations
    measures = sorted(
        (name, it["id"], it["measure"]["value"] or "", it["measure"]["unit"])
        for name, line in lines.items()
        for it in line["spans"]
        if it.get("measure")
    )
    table = read(folder, "measures")
    assert sorted(table[["document", "span", "value", "unit"]].itertuples(index=False, name=None)) == measures
    return len(ours)


def check(corpus, metka, work):
    import pandas

    work = Path(work)
    run(metka, "export", "jsonl", corpus, work / "all.jsonl")
    run(metka, "export", "csv", corpus, work / "csv")
    lines = documents_of(work / "all.jsonl")
    count = compare(work / "csv", lines)
    # A cell that a spreadsheet would compute is none of ours, unless it is a number.
    for name in ["documents", "spans", "relations", "measures"]:
        cells = pandas.read_csv(work / "csv" / f"{name}.csv", dtype=str, na_filter=False).to_numpy().ravel()
        for cell in cells:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or cell[1:].replace(".", "", 1).isdigit(), cell

    # What pandas writes comes in, its columns in another order.
    (work / "theirs").mkdir()
    for name in ["documents", "spans", "relations", "measures"]:
        table = pandas.read_csv(work / "csv" / f"{name}.csv", dtype=str, na_filter=False)
        table[table.columns[::-1]].to_csv(work / "theirs" / f"{name}.csv", index=False, quoting=1)
    run(metka, "import", "csv", work / "theirs", work / "back")
    run(metka, "export", "csv", work / "back", work / "again")
    compare(work / "again", lines)
    return len(lines), count
