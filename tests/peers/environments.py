"""Where the packages of the peers are installed: one environment for most, one more for each that wants to be alone.

What was installed is noted in the environment, so that the next run installs nothing.
"""

import subprocess
import sys
import time
import venv
from dataclasses import dataclass

SHARED = "shared"
NOTE = "installed.txt"
# What would need a compiler and half an hour where there is no wheel.
BUILT = "blis,cymem,lxml,murmurhash,numpy,opencv-python,pandas,preshed,pyarrow,scikit-learn,scipy,spacy,srsly,thinc"


@dataclass
class Missing:
    """A peer cannot be installed."""

    why: str


def for_peers(peers, folder, deadline):
    """The Python of each peer by its name, or Missing."""
    shared = [peer for peer in peers if not peer.alone]
    found = together(shared, folder / SHARED, deadline) if shared else {}
    for peer in (it for it in peers if it.alone):
        found |= together([peer], folder / peer.name, deadline)
    return found


def together(peers, folder, deadline):
    """Peers in one environment: in one go, and one by one when that fails."""
    packages = sorted({package for peer in peers for package in peer.packages})
    why = installed(packages, folder, deadline)
    if why is None:
        return {peer.name: python(folder) for peer in peers}
    if len(peers) == 1:
        return {peers[0].name: Missing(why)}
    whys = {peer.name: installed(peer.packages, folder, deadline) for peer in peers}
    return {name: python(folder) if why is None else Missing(why) for name, why in whys.items()}


def python(folder):
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def installed(packages, folder, deadline):
    """None when all is there at the end, else why it is not."""
    note = folder / NOTE
    there = note.read_text(encoding="utf-8").split() if note.exists() else []
    mark = f"python-{sys.version_info.major}.{sys.version_info.minor}"
    if mark in there and set(packages) <= set(there):
        return None
    if mark not in there:
        there = [mark]
        try:
            venv.create(folder, clear=True, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as why:
            return f"no environment can be made: {why}"
    named = {package.split("==")[0]: package for package in [*there[1:], *packages]}
    wanted = sorted(named.values())
    why = pip(python(folder), wanted, deadline - time.monotonic())
    if why is None:
        note.write_text("\n".join([mark, *wanted]), encoding="utf-8")
    return why


def pip(python, packages, seconds):
    command = [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--retries", "1", "--timeout", "20", "--only-binary", BUILT, *packages]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        return "no time left to install it"
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
    return None if done.returncode == 0 else (errors or [f"pip ends with {done.returncode}"])[-1]
