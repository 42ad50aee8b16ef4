"""Builds that are killed at random moments, to what they leave behind and what the next build makes of it.

``python -m tests.interrupted --count 200`` kills any number.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments at every run, as far as clocks allow

from tests.projects import ARTICLE, make_project, write_article, write_catalog

ROOT = Path(__file__).parents[1]
FORMATS = ("docx", "pdf", "txt")
PATIENCE = 10.0  # seconds for processes to end that were left alone
DATES = ("2025-10-15", "2026-03-01")
AFTER, BETWEEN, ELSE = "after the end", "between files", "else"
# A build's length changes with what else the machine does: each kill tells whether it was guessed too long.
LEARNED = {AFTER: 0.85, BETWEEN: 1.0, ELSE: 1.03}
Files = dict[str, bytes]


@dataclass
class Siege:
    """Kill builds of a small project whose articles change between two states.

    Attributes:
        packs: Whether a pack of the articles is built in place of their editions.
        broken: Files that were neither whole in the old nor in the new state.
        leftovers: Temporary files that a finished build has not removed.
        wrong: Files that differ from a clean build's after a build was run again.
        orphans: Kills after which a process went on.
        moments: How many kills came before any file, between files, and after the last one.
    """

    folder: Path
    formats: tuple[str, ...] = FORMATS
    articles: int = 3
    packs: bool = False
    broken: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    orphans: int = 0
    moments: Counter[str] = field(default_factory=Counter)

    def run(self, count: int, seed: int) -> None:
        """Kill builds, and let each be followed by one that ends."""
        random = Random(seed)  # noqa: S311 - moments, no secrets
        slugs = [f"story-{number}" for number in range(self.articles)]
        make_project(self.folder, *slugs, arabic=True)
        if self.packs:
            _describe_pack(self.folder, slugs)
        clean: list[Files] = []
        for state in range(2):
            self._write(slugs, state)
            begin = time.monotonic()
            self._build(self.folder / f"clean-{state}")
            longest = time.monotonic() - begin
            clean.append(_files(self.folder / f"clean-{state}"))
        for number in range(count):
            if random.random() < 0.3:
                shutil.rmtree(self.folder / "dist", ignore_errors=True)
            self._write(slugs, number % 2)
            moment = self._kill(random.uniform(0.1, 1.0) * longest, clean, number % 2)
            longest *= LEARNED[moment]
            self._build(self.folder / "dist")
            self._compare(clean[number % 2])

    def _write(self, slugs: list[str], state: int) -> None:
        for slug in slugs:
            write_article(self.folder, slug, ARTICLE.replace(DATES[0], DATES[state]))

    def _kill(self, seconds: float, clean: list[Files], state: int) -> str:
        process = self._start(self.folder / "dist")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        ended = process.wait() != -signal.SIGKILL
        self._look(clean)
        self.orphans += not _is_over(process.pid)
        found = self._look(clean)
        new = sum(found.get(name) == data for name, data in clean[state].items())
        moment = AFTER if ended else BETWEEN if 0 < new < len(clean[0]) else ELSE
        self.moments[moment] += 1
        return moment

    def _look(self, clean: list[Files]) -> Files:
        found = {
            name: data for name, data in _files(self.folder / "dist").items() if not name.endswith(".tmp")
        }
        self.broken += [n for n, data in found.items() if data not in (clean[0].get(n), clean[1].get(n))]
        return found

    def _compare(self, clean: Files) -> None:
        found = _files(self.folder / "dist")
        self.leftovers += [name for name in found if name.endswith(".tmp")]
        self.leftovers += [path.name for path in (self.folder / "dist" / ".exporter").glob("*.tmp")]
        self.wrong += [name for name in found.keys() | clean.keys() if found.get(name) != clean.get(name)]

    def _build(self, out: Path) -> None:
        process = self._start(out)
        if process.wait():
            raise RuntimeError(f"a build ended with {process.returncode}")

    def _start(self, out: Path) -> subprocess.Popen[bytes]:
        words = ["pack", "build"] if self.packs else ["build"]
        command = [sys.executable, "-m", "exporter", *words, "-q", "-j", "2", "-o", str(out)]
        wishes = [word for name in self.formats for word in ("-f", name)]
        return subprocess.Popen(
            [*command, *wishes, "--project", str(self.folder)], cwd=ROOT, start_new_session=True
        )


def _describe_pack(folder: Path, slugs: list[str]) -> None:
    lines = ["title: A pack", "subtitle: Of papers", "lang: en", f"date: {DATES[0]}", "languages: [en, ar]"]
    (folder / "content" / "packs").mkdir()
    text = "\n".join([*lines, f"articles: [{', '.join(slugs)}]\n"])
    (folder / "content" / "packs" / "all.yaml").write_text(text, encoding="utf-8")
    write_catalog(folder, "pack.all", {("title", "A pack"): "ملف", ("summary", "Of papers"): "من أوراق"})


def _files(folder: Path) -> Files:
    """Return all files but the record, which holds times."""
    paths = (path for path in folder.rglob("*") if ".exporter" not in path.parts and path.is_file())
    found: Files = {}
    for path in paths:
        try:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        except FileNotFoundError:
            continue  # a temporary file that has just got its name
    return found


def _is_over(group: int) -> bool:
    """Wait until no process of a group is left; kill what does not end by itself."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    os.killpg(group, signal.SIGKILL)
    return False


def main() -> int:
    """Kill builds, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.interrupted")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packs", action="store_true", help="build a pack and not editions")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        siege = Siege(Path(name), packs=wishes.packs)
        siege.run(wishes.count, wishes.seed)
    moments = ", ".join(f"{count} {name}" for name, count in sorted(siege.moments.items()))
    print(f"{wishes.count} kills: {moments}")  # noqa: T201 - what the command is for
    print(  # noqa: T201 - the same
        f"truncated {len(siege.broken)}, left over {len(siege.leftovers)}, orphans {siege.orphans}, "
        f"different from a clean build {len(siege.wrong)}"
    )
    for name in (*siege.broken, *siege.leftovers, *siege.wrong):
        print(name)  # noqa: T201 - the same
    return 1 if siege.broken or siege.leftovers or siege.wrong or siege.orphans else 0


if __name__ == "__main__":
    sys.exit(main())
