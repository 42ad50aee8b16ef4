from __future__ import annotations

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from exporter.model.pack import PackFile
from exporter.writers.docx import write_pack_docx
from tests.checkers.docx_lint import lint_docx
from tests.packs import sample_pack

FILES = [("en",), ("ru",), ("ar",), ("ar-SY",), ("en", "ar", "ru"), ("ar", "en")]


def file_of(*tags: str, facing: bool = False) -> PackFile:
    return PackFile(tuple(sample_pack(tag, repeat=2) for tag in tags), facing)


@pytest.mark.parametrize("facing", [False, True])
@pytest.mark.parametrize("tags", FILES)
def test_the_lint_finds_nothing(tags: tuple[str, ...], facing: bool) -> None:
    data = write_pack_docx(file_of(*tags, facing=facing))

    findings = lint_docx(data)

    assert findings == []


@pytest.mark.parametrize("tags", FILES)
def test_the_schema_checker_finds_nothing(
    tags: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("docx") / "pack.docx"
    file.write_bytes(write_pack_docx(file_of(*tags)))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))

    assert [str(error) for error in result.errors] == []
