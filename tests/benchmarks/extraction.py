"""Texts set by us and by the peers to the share of words that programs read out of the files.

Rows of programs that are not installed are left out; pdf.js is the folder in ``EXPORTER_PDFJS``
that holds ``node_modules/pdfjs-dist``.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from tests.words import words

Extractor: TypeAlias = Callable[[Path], str]
Tool: TypeAlias = Callable[[str, list[str]], bytes]

TEXTS = Path(__file__).parent / "texts"
NAMES = ("ar-news", "ar-vocalised", "ar-mixed", "en", "ru")
FONTS = {"en": "PT Serif", "ru": "PT Serif", "ar": "Amiri"}

# A divided word is one word, with whichever hyphen the line ends.
_DIVISION = re.compile(r"(?<=\w)(?:[-\u00ad\u2010]\s*\n\s*|[\u0002\u00ad\ufffe]\s*)(?=\w)")
_STRUCTURE_TEXT = re.compile(r'^( *)"(.*?)"\n', re.MULTILINE | re.DOTALL)
_PDFJS = """
const pdfjs = await import(process.argv[2] + '/node_modules/pdfjs-dist/legacy/build/pdf.mjs');
const data = new Uint8Array((await import('fs')).readFileSync(process.argv[3]));
const file = await pdfjs.getDocument({data, verbosity: 0}).promise;
for (let number = 1; number <= file.numPages; number++) {
  const text = await (await file.getPage(number)).getTextContent();
  console.log(text.items.map(item => item.str + (item.hasEOL ? '\\n' : '')).join(''));
}
"""


def main() -> None:
    """Set every text with every tool and print a table for each tool."""
    with tempfile.TemporaryDirectory() as name:
        files = {tool: dict(_set_texts(tool, Path(name))) for tool in _tools()}
        for tool, paths in files.items():
            print(f"\n{tool:24}" + "".join(f"{text:>14}" for text in paths))
            for program, extract in _extractors(Path(name)).items():
                shares = [exact_words(_source(text), extract(path)) for text, path in paths.items()]
                print(f"{program:24}" + "".join(f"{share:14.1f}" for share in shares))


def exact_words(said: str, found: str) -> float:
    """Return the percentage of words found exactly and in order, once those that lines divide are joined."""
    expected, got = words(said), words(_DIVISION.sub("", found))
    blocks = SequenceMatcher(None, expected, got, autojunk=False).get_matching_blocks()
    return 100 * sum(block.size for block in blocks) / len(expected)


def _source(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def _set_texts(tool: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for name in NAMES:
        path = folder / f"{name}.{tool}.pdf"
        path.write_bytes(_tools()[tool](name[:2], _source(name).splitlines()))
        yield name, path


def _tools() -> dict[str, Tool]:
    tools: dict[str, Tool] = {"exporter": _exporter, "typst": _typst, "weasyprint": _weasyprint}
    return {name: tool for name, tool in tools.items() if find_spec(name)}


def _exporter(language: str, text: list[str]) -> bytes:
    from tests.benchmarks.job_pdf import set_by_exporter

    return set_by_exporter(language, text)[0]


def _typst(language: str, text: list[str]) -> bytes:
    from tests.benchmarks.job_pdf import set_by_typst

    return set_by_typst(language, text)[0]


def _weasyprint(language: str, text: list[str]) -> bytes:
    from html import escape

    direction = "rtl" if language == "ar" else "ltr"
    style = f'font: 11pt/1.45 "{FONTS[language]}"; text-align: justify; hyphens: auto'
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text)
    page = f"<html lang={language} dir={direction}><title>t</title><body style='{style}'>{body}"
    weasyprint: Any = importlib.import_module("weasyprint")
    data: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return data


def _extractors(folder: Path) -> dict[str, Extractor]:
    programs: dict[str, tuple[Extractor, bool]] = {
        "poppler pdftotext": (read_by_poppler, bool(shutil.which("pdftotext"))),
        "pdfium": (read_by_pdfium, bool(find_spec("pypdfium2"))),
        "pdf.js": (lambda path: _pdfjs(path, folder), bool(os.environ.get("EXPORTER_PDFJS"))),
        "mupdf": (_mupdf, bool(find_spec("pymupdf"))),
        "pypdf": (read_by_pypdf, bool(find_spec("pypdf"))),
        "pdfminer.six": (_pdfminer, bool(find_spec("pdfminer"))),
        "pdfinfo -struct-text": (read_by_structure, bool(shutil.which("pdfinfo"))),
    }
    return {name: extract for name, (extract, here) in programs.items() if here}


def read_by_poppler(path: Path) -> str:
    """Return what Poppler's pdftotext reads."""
    return _output("pdftotext", "-enc", "UTF-8", str(path), "-")


def read_by_structure(path: Path) -> str:
    """Return what pdfinfo reads; contents of one element follow each other, and are one text."""
    found, end, depth = "", -1, ""
    for match in _STRUCTURE_TEXT.finditer(_output("pdfinfo", "-struct-text", str(path))):
        same = (match.start(), match[1]) == (end, depth)
        found += match[2] if same else f"\n{match[2]}"
        end, depth = match.end(), match[1]
    return found


def _pdfjs(path: Path, folder: Path) -> str:
    script = folder / "extract.mjs"
    script.write_text(_PDFJS, encoding="utf-8")
    return _output("node", str(script), str(Path(os.environ["EXPORTER_PDFJS"]).resolve()), str(path))


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def read_by_pdfium(path: Path) -> str:
    """Return what pdfium reads."""
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def _mupdf(path: Path) -> str:
    pymupdf: Any = importlib.import_module("pymupdf")
    return "\n".join(page.get_text() for page in pymupdf.open(path))


def read_by_pypdf(path: Path) -> str:
    """Return what pypdf reads."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(path)


if __name__ == "__main__":
    main()
