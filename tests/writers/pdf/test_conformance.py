from __future__ import annotations

from pathlib import Path

import pytest

from tests.checkers import pdfua_rules, qpdf, require, verapdf
from tests.writers.pdf.samples import LANGUAGES, write_everything


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("conformance")
    paths = []
    for language in LANGUAGES:
        path = folder / f"everything.{language}.pdf"
        path.write_bytes(write_everything(language))
        paths.append(path)
    return paths


@pytest.mark.checker
@pytest.mark.parametrize("flavour", verapdf.FLAVOURS)
def test_every_construct_conforms_in_every_language(files: list[Path], flavour: verapdf.Flavour) -> None:
    require(verapdf)

    failures = verapdf.verapdf(files, flavour)

    assert failures == []


@pytest.mark.checker
def test_every_construct_is_sound_syntax(files: list[Path]) -> None:
    require(qpdf)

    reports = [qpdf.qpdf_check(path) for path in files]

    assert reports == [""] * len(files)


def test_a_second_validator_finds_nothing(files: list[Path]) -> None:
    require(pdfua_rules)

    findings = [finding for path in files for finding in pdfua_rules.pdfua(path)]

    assert findings == []
