"""What each peer requires, as it stands in comments of its file, and that requirements.txt says the same.

    # requires: NAME==VERSION …        small; goes into the environment that most peers share
    # requires heavy: NAME==VERSION …  the same, but large: left out by `run --light`
    # requires alone: NAME==VERSION …  does not get on with the others: has an environment of its own
"""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PINS = HERE / "requirements.txt"
HEAD = re.compile(r"^# requires( heavy| alone)?: (.+)$", re.MULTILINE)


@dataclass
class Peer:
    name: str
    packages: list
    heavy: bool
    alone: bool


def peers():
    """All there are, by name."""
    found = (peer(path) for path in sorted(HERE.glob("*.py")))
    return [it for it in found if it.packages]


def peer(path):
    heads = HEAD.findall(path.read_text(encoding="utf-8"))
    lines = [(kind.strip(), words.split()) for kind, words in heads]
    packages = [word for _, words in lines for word in words]
    assert all("==" in word for word in packages), f"{path}: a version is missing"
    kinds = {kind for kind, _ in lines}
    return Peer(path.stem, packages, bool(kinds & {"heavy", "alone"}), "alone" in kinds)


def requirements(all_of_them):
    """requirements.txt, for pip: what is shared; the rest as remarks."""
    shared = {package for it in all_of_them if not it.alone for package in it.packages}
    alone = [f"# {it.name} alone: {' '.join(it.packages)}" for it in all_of_them if it.alone]
    head = "# What the checks here state, put together by `tests/peers/run --pin`."
    return "\n".join([head, *sorted(shared, key=str.lower), *alone]) + "\n"


def pin(all_of_them):
    PINS.write_text(requirements(all_of_them), encoding="utf-8")


def pinned(all_of_them):
    return PINS.exists() and PINS.read_text(encoding="utf-8") == requirements(all_of_them)
