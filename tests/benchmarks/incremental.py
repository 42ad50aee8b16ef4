"""Print how long a project takes that was built before: nothing changed, and one article changed."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import ROOT, best, run
from tests.projects import ARABIC, ARTICLE, write_article, write_catalog

MODEL = "syria-russia-moscow-2025"
RUSSIAN = {
    ("title", "A visit"): "Визит",
    ("summary", "The new leadership met its old adversary."): "Новое руководство встретилось с противником.",
    ("heading", "Talks"): "Переговоры",
    ("paragraph", "They spoke about the [bases][1]."): "Они говорили о [базах][1].",
    ("header", "Base"): "База",
    ("header", "Place"): "Место",
    ("cell", "Air"): "Авиация",
    ("cell", "West"): "Запад",
}
RUSSIAN_PLURAL = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
RUSSIAN_HEADER = (
    "Language: ru",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    f"Plural-Forms: nplurals=3; plural={RUSSIAN_PLURAL};",
)


def main() -> None:
    """Build a generated project, and then build it again and again."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.incremental")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--real", action="store_true", help="copies of the project's own long article")
    parser.add_argument("--folder", type=Path, help="keep the project there, and use it again")
    wishes = parser.parse_args()
    if wishes.folder:
        time_rebuilds(wishes.folder, wishes.articles, wishes.rounds, real=wishes.real)
        return
    with tempfile.TemporaryDirectory() as name:
        time_rebuilds(Path(name), wishes.articles, wishes.rounds, real=wishes.real)


def time_rebuilds(folder: Path, articles: int, rounds: int, *, real: bool) -> None:
    """Print wall and processor seconds of a first build, of none, and of one article."""
    if not (folder / "content").exists():
        make_project(folder, articles, real=real)
    first = _Build(folder)
    editions = len(first.files)
    print(f"first: {editions} files, {first.built} built: {first.seconds:.1f} s")
    same = [_Build(folder) for _ in range(rounds)]
    if any(build.built or len(build.files) != editions for build in same):
        raise RuntimeError("an unchanged project was built again")
    print(f"unchanged: {editions} files: {_times(same)} (target 1.5)")
    changed = [_change_one(folder, number) for number in range(rounds)]
    if any(build.built != 9 or len(build.files) != editions for build in changed):
        raise RuntimeError("not the nine editions of the changed article alone were built")
    print(f"one article changed: 9 of {editions} files built: {_times(changed)}")


def make_project(folder: Path, articles: int, *, real: bool) -> None:
    """Write articles with catalogs in Arabic and Russian."""
    for number in range(articles):
        if real:
            _copy_model(folder, f"story-{number}")
        else:
            _write_small(folder, f"story-{number}")


def _write_small(folder: Path, slug: str) -> None:
    write_article(folder, slug, ARTICLE)
    write_catalog(folder, slug, ARABIC)
    entries = ['msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in RUSSIAN_HEADER)]
    entries += [f'msgctxt "{role}"\nmsgid "{old}"\nmsgstr "{new}"\n' for (role, old), new in RUSSIAN.items()]
    place = folder / "locales" / "ru" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{slug}.po").write_text("\n".join(entries), encoding="utf-8")


def _copy_model(folder: Path, slug: str) -> None:
    shutil.copytree(ROOT / "content" / MODEL, folder / "content" / slug)
    for tag in ("ar", "ru"):
        place = folder / "locales" / tag / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "locales" / tag / "LC_MESSAGES" / f"{MODEL}.po", place / f"{slug}.po")


class _Build:
    """Run the command once, and keep what it took."""

    def __init__(self, folder: Path) -> None:
        command: list[str | Path] = [sys.executable, "-m", "exporter", "build", "--json", "--project", folder]
        before = os.times()
        finished = run(command)
        after = os.times()
        self.seconds = finished.seconds
        self.processor = sum(after[2:4]) - sum(before[2:4])
        self.files = json.loads(finished.output)["files"]
        self.built = sum(not file["unchanged"] for file in self.files)


def _change_one(folder: Path, number: int) -> _Build:
    path = folder / "content" / f"story-{number}" / "article.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ndate: ", f"\n# {number + len(text)}\ndate: ", 1), encoding="utf-8")
    return _Build(folder)


def _times(builds: list[_Build]) -> str:
    wall, processor = (best([build.seconds for build in builds]), best([b.processor for b in builds]))
    return f"{wall:.2f} s, {processor:.2f} s of processor time"


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # every installed package has its byte code
    main()
