"""One check in a process of its own, for `run`: python -P one.py PEER CORPUS METKA WORK RESULT."""

import importlib.util
import json
import sys
import traceback
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(name, corpus, metka, work, result):
    # Behind everything that is installed: the file of a peer may be called like the package it asks.
    sys.path.append(str(HERE))
    Path(work).mkdir()
    said = outcome(name, corpus, metka, work)
    Path(result).write_text(json.dumps(said), encoding="utf-8")


def outcome(name, corpus, metka, work):
    try:
        spec = importlib.util.spec_from_file_location(f"peer_{name}", HERE / f"{name}.py")
        peer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(peer)
        documents, spans = peer.check(corpus, metka, work) or (0, 0)
        return {"documents": documents, "spans": spans}
    except unittest.SkipTest as why:
        return {"skipped": str(why)}
    except Exception as why:
        traceback.print_exc()
        kind = "" if isinstance(why, AssertionError) else f"{type(why).__name__}: "
        return {"differs": f"{kind}{why}"}


if __name__ == "__main__":
    main(*sys.argv[1:])
