"""UIMA CAS as XMI and JSON: dkpro-cassis reads what metka writes, and metka reads what dkpro-cassis writes."""
# requires: dkpro-cassis==0.12.0
# (The file is not called cassis.py: then `import cassis` would find itself.)

import json
import subprocess
from pathlib import Path

import cassis

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
RELATION = "webanno.custom.Relation"
MEASURE = ("value", "to", "bound", "unit", "of", "change", "period", "base")


def check(corpus_folder, metka_binary, workdir):
    """Raise AssertionError where both do not see the same."""
    work = Path(workdir)
    counts = both_ways(corpus_folder, metka_binary, work / "given")
    foreign(metka_binary, work / "foreign")
    return counts


def both_ways(corpus_folder, metka_binary, work):
    """What metka writes cassis reads; what cassis writes of that metka reads."""
    ours = spans_of(metka_binary, corpus_folder)
    assert ours, "there is nothing annotated"
    for name, load, save in (("xmi", load_xmi, save_xmi), ("json", load_json, save_json)):
        folder, again, back = work / name, work / f"{name}-again", work / f"{name}-corpus"
        run(metka_binary, "export", f"uima-{name}", corpus_folder, folder)
        held = {path: without_controls(it) if name == "xmi" else it for path, it in ours.items()}
        for path, (text, spans, ties) in held.items():
            cas = load((folder / path).with_suffix(f".{name}"), folder)
            assert cas.sofa_string == text, path
            same(path, seen(cas), spans)
            same(path, tied(cas), ties)
            target = (again / path).with_suffix(f".{name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            save(cas, target)
        run(metka_binary, "import", f"uima-{name}", again, back, "--strict")
        returned = spans_of(metka_binary, back)
        assert returned.keys() == held.keys(), (returned.keys(), held.keys())
        for path, document in held.items():
            assert returned[path][0] == document[0], path
            same(path, returned[path][1], document[1])
            same(path, returned[path][2], document[2])
    return len(ours), sum(len(spans) for _, spans, _ in ours.values())


CONTROLS = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\r\n"}


def without_controls(it):
    """The same as XML can hold it."""
    if isinstance(it, str):
        return it.translate(CONTROLS)
    return type(it)(map(without_controls, it)) if isinstance(it, (tuple, list)) else it


HARD = "\u200bДа 😀\r\nИван\u00a0Петров\tи и\u0301 👩\u200d🚀\r\n«<Ромашка> & Ко» — 5 млн ₽"


def foreign(metka, work):
    """Types that metka has never heard of, on a text where offsets easily go wrong."""
    text = HARD
    words = ["😀\r\nИван", "Петров", "и\u0301", "«<Ромашка> & Ко»"]
    system = cassis.TypeSystem()
    mark = system.create_type("my.own.Mark", supertypeName="uima.tcas.Annotation")
    system.create_feature(mark, "label", "uima.cas.String")
    system.create_feature(mark, "sure", "uima.cas.Double")
    system.create_feature(mark, "seen", "uima.cas.Boolean")
    cas = cassis.Cas(system)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    for number, word in enumerate(words):
        begin = text.index(word)
        label = f"L{number}" if number else None
        cas.add(mark(begin=begin, end=begin + len(word), label=label, sure=0.5, seen=True))
    for name, save in (("xmi", save_xmi), ("json", save_json)):
        folder, corpus = work / name, work / f"{name}-corpus"
        folder.mkdir(parents=True)
        save(cas, folder / f"a.{name}")
        run(metka, "import", f"uima-{name}", folder, corpus, "--strict")
        (found,) = spans_of(metka, corpus).values()
        fields = {"sure": "0.5", "seen": "true"}
        expected = [
            (text.index(word), text.index(word) + len(word), f"L{number}" if number else "Mark", word)
            for number, word in enumerate(words)
        ]
        assert found[0] == text, name
        same(name, [span[:4] for span in found[1]], expected)
        assert all(dict(span[5]) == fields for span in found[1]), found[1]


def load_xmi(path, folder):
    with open(folder / "TypeSystem.xml", "rb") as system, open(path, "rb") as xmi:
        return cassis.load_cas_from_xmi(xmi, cassis.load_typesystem(system))


def load_json(path, _):
    with open(path, "rb") as file:
        return cassis.load_cas_from_json(file)


def save_xmi(cas, path):
    cas.to_xmi(path)


def save_json(cas, path):
    cas.to_json(path)


def seen(cas):
    """The entities as cassis sees them."""
    return [entity(it) for it in cas.select(ENTITY)]


def entity(it):
    elements = it.fields.elements if it.fields else []
    fields = {name: value or "" for name, value in zip(elements[::2], elements[1::2])}
    if it.identifier is not None:
        fields["identifier"] = it.identifier
    measure = {name: getattr(it, f"measure_{name}") for name in MEASURE}
    stated = tuple(sorted((k, v) for k, v in measure.items() if v)) if measure["bound"] else ()
    return (it.begin, it.end, it.value, it.get_covered_text(), it.note or "", tuple(sorted(fields.items())), stated)


def tied(cas):
    return [(it.value, entity(it.Governor)[:4], entity(it.Dependent)[:4]) for it in cas.select(RELATION)]


def spans_of(metka, corpus):
    """What metka has: text, spans in one part, and relations between these, by document."""
    lines = run(metka, "export", "jsonl", corpus, "-").split("\n")
    documents = {}
    for line in map(json.loads, filter(None, lines)):
        spans = {it["id"]: span(it) for it in line["spans"] if "parts" not in it}
        ties = [
            (it["label"], spans[it["from"]][:4], spans[it["to"]][:4])
            for it in line.get("relations", [])
            if it["from"] in spans and it["to"] in spans
        ]
        documents[line["id"]] = (line["text"], list(spans.values()), ties)
    return documents


def span(it):
    measure = it.get("measure") or {}
    stated = tuple(sorted((k, v) for k, v in measure.items() if v))
    fields = tuple(sorted(it.get("fields", {}).items()))
    return (it["start"], it["end"], it["label"], it["text"], it.get("note", ""), fields, stated)


def same(where, found, expected):
    found, expected = sorted(found), sorted(expected)
    missing = [it for it in expected if it not in found]
    strange = [it for it in found if it not in expected]
    assert found == expected, f"{where}: missing {missing[:3]}, strange {strange[:3]}"


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True)
    assert done.returncode == 0, (command, done.stderr.decode())
    # Not as text: then line ends would be changed.
    return done.stdout.decode()
