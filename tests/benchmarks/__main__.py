"""Print every figure that the README claims, ours beside the peers'."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from exporter.compiled import in_use
from tests.benchmarks.extraction import main as print_extraction
from tests.benchmarks.long_pdf import LANGUAGES, time_long_pdf, time_pack, time_scale, write_corpus
from tests.benchmarks.measure import ROOT, best, run, run_module

WHAT = ("help", "cold", "pdf", "scale", "pack", "docx", "extraction")
ARTICLE = "syria-russia-moscow-2025"
TYPST_JOB = "import sys, typst; [typst.compile(p, output=p[:-3] + 'pdf') for p in sys.argv[1:]]"


def main() -> None:
    """Run what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("what", nargs="*", choices=[*WHAT, []], default=[])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    wishes = parser.parse_args()
    what = wishes.what or WHAT
    print("engine:", "compiled" if in_use() else "plain Python, for it is not compiled as it is now")
    if "help" in what:
        time_help(wishes.rounds)
    if "cold" in what:
        time_cold_start(wishes.rounds)
    if "pdf" in what:
        time_long_pdf(wishes.pages, min(wishes.rounds, 3))
    if "scale" in what:
        time_scale()
    if "pack" in what:
        time_pack(min(wishes.rounds, 3))
    if "docx" in what:
        time_long_docx(wishes.pages)
    if "extraction" in what:
        print_extraction()


def time_help(rounds: int) -> None:
    """Compare the command's help with bare Python."""
    bare = best([run([sys.executable, "-c", "pass"]).seconds for _ in range(rounds)])
    shown = best([run([sys.executable, "-m", "exporter", "--help"]).seconds for _ in range(rounds)])
    print(f"help: {shown:.3f} s, bare Python {bare:.3f} s: {shown - bare:.3f} s more (target 0.15)")


def time_cold_start(rounds: int) -> None:
    """Compare all nine editions of the article, from a cold start, with pandoc and Typst."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare_peer(folder)
        ours, theirs = [], []
        for _ in range(rounds):  # in turn, so that both see the same machine
            ours.append(_build_ours(folder / "dist"))
            theirs.append(_build_peer(folder))
    mine, peers = best(ours), best(theirs)
    print(f"cold: nine editions {mine:.2f} s, pandoc + typst {peers:.2f} s: {mine / peers:.2f} (target 0.8)")


def _build_ours(out: Path) -> float:
    command: list[str | Path] = [sys.executable, "-m", "exporter", "build", ARTICLE, "--force", "-qo", out]
    for language in LANGUAGES:
        command += ["-l", language]
    return run(command).seconds


def _prepare_peer(folder: Path) -> None:
    import exporter
    from tests.benchmarks.peers import pandoc_markdown

    project = exporter.load(ROOT)
    for language in LANGUAGES:
        edition = exporter.localize(project, ARTICLE, language)
        (folder / f"{language}.md").write_text(pandoc_markdown(edition), encoding="utf-8")
    for picture in (ROOT / "content" / ARTICLE).glob("*.png"):
        shutil.copy(picture, folder)


def _build_peer(folder: Path) -> float:
    """Make DOCX and text with pandoc, PDF with pandoc's Typst output and Typst."""
    seconds = 0.0
    for language in LANGUAGES:
        for suffix, target in (("docx", "docx"), ("txt", "plain"), ("typ", "typst")):
            command = [_pandoc(), "-s", f"{language}.md", "-t", target, "-o", f"{language}.{suffix}"]
            seconds += run(command, cwd=folder).seconds
    files = [f"{language}.typ" for language in LANGUAGES]
    return seconds + run([sys.executable, "-c", TYPST_JOB, *files], cwd=folder).seconds


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def time_long_docx(pages: int) -> None:
    """Compare one long DOCX in each language with pandoc, from a cold start."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus = write_corpus(language, pages, folder)
            ours = run_module("tests.benchmarks.job_docx", language, corpus, str(folder / "book.md"))
            theirs = run([_pandoc(), "-s", "book.md", "-o", "book.docx"], cwd=folder)
        seconds, megabytes = map(float, ours.output.split())
        mine = f"exporter {seconds:.2f} s, {megabytes:.0f} MB"
        peer = f"pandoc {theirs.seconds:.2f} s, {theirs.megabytes:.0f} MB"
        print(f"docx {language}: {mine}; {peer}: {seconds / theirs.seconds:.2f} (target 0.5)")


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # every installed package has its byte code
    main()
