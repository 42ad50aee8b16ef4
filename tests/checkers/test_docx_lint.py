from __future__ import annotations

import io
import zipfile

import pytest

from exporter.writers.docx import write_docx
from tests.checkers.docx_lint import lint_docx
from tests.editions import sample_edition

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"
FIELD_END = '</w:r><w:r><w:fldChar w:fldCharType="end"/>'
INK = '<w:color w:val="1E2024"/>'
EMPTY = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
DRAWING = (
    '<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing><wp:inline>'
    '<wp:docPr id="1" name="x" descr="x"/></wp:inline></w:drawing></w:r></w:p>'
)
FAULTS = [
    ("bookmark-unclosed", DOCUMENT, '<w:bookmarkEnd w:id="3"/>', ""),
    ("bookmark-id-twice", DOCUMENT, 'w:id="4"', 'w:id="3"'),
    ("bookmark-name-twice", DOCUMENT, "_seg_0000000002", "_seg_0000000001"),
    ("bookmark-name", DOCUMENT, "_seg_0000000002", "_seg-2"),
    ("field-unclosed", DOCUMENT, '<w:fldChar w:fldCharType="end"/>', "<w:tab/>"),
    ("field-without-result", DOCUMENT, f"<w:t>1</w:t>{FIELD_END}", f"<w:tab/>{FIELD_END}"),
    ("field-target", DOCUMENT, "PAGEREF _seg_", "PAGEREF _gone_"),
    ("link-anchor", DOCUMENT, 'w:anchor="_seg_', 'w:anchor="_gone_'),
    ("space-lost", DOCUMENT, ' xml:space="preserve"> (', "> ("),
    ("raw-control", DOCUMENT, "<w:t>Extradition", "<w:t>Extra\ndition"),
    ("foreign-namespace", DOCUMENT, "<w:cantSplit/>", '<x:y xmlns:x="urn:x"/><w:cantSplit/>'),
    ("unwanted-sdt", DOCUMENT, "<w:sectPr>", "<w:sdt/><w:sectPr>"),
    ("unwanted-del", DOCUMENT, "<w:sectPr>", "<w:del/><w:sectPr>"),
    ("note-missing", "word/footnotes.xml", '<w:footnote w:id="2">', '<w:footnote w:id="7">'),
    ("note-without-reference", "word/footnotes.xml", '<w:footnote w:id="2">', '<w:footnote w:id="7">'),
    ("cell-without-paragraph", DOCUMENT, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
    ("table-touches", DOCUMENT, "</w:tbl>", "</w:tbl><w:tbl/>"),
    ("table-ragged", DOCUMENT, "</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>"),
    ("style-missing", DOCUMENT, '<w:pStyle w:val="Quote"/>', '<w:pStyle w:val="Gone"/>'),
    ("numbering-missing", DOCUMENT, '<w:numId w:val="2"/>', '<w:numId w:val="99"/>'),
    ("numbering-incomplete", NUMBERING, '<w:numFmt w:val="bullet"/>', ""),
    ("complex-script-twin", STYLES, "<w:bCs/>", ""),
    ("complex-script-font", STYLES, ' w:cs="Times New Roman"', ""),
    ("letter-spacing", STYLES, INK, f'{INK}<w:spacing w:val="5"/>'),
    ("alignment", DOCUMENT, '<w:jc w:val="right"/>', '<w:jc w:val="end"/>'),
    ("missing-relation", DOCUMENT, 'r:id="rIdLink1"', 'r:id="rIdGone"'),
    ("external-relation", RELATIONS, "relationships/hyperlink", "relationships/attachedTemplate"),
    ("link-address", RELATIONS, "https://example.org", "javascript:x"),
    ("missing-part", RELATIONS, "styles.xml", "gone.xml"),
    ("drawing-id-twice", DOCUMENT, "<w:sectPr>", "{drawing}<w:sectPr>"),
    ("a11y-title", "docProps/core.xml", "A visit that resets relations", ""),
    ("a11y-language", "docProps/core.xml", "<dc:language>en</dc:language>", ""),
    ("a11y-heading-skips", DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'),
    ("a11y-alt", DOCUMENT, 'descr="Hmeimim air base"', 'descr=""'),
    ("a11y-table-header", DOCUMENT, "<w:tblHeader/>", ""),
    ("a11y-contrast", STYLES, '<w:color w:val="5A6068"/>', '<w:color w:val="AAAAAA"/>'),
    ("a11y-empty-paragraph", DOCUMENT, "<w:sectPr>", f"{EMPTY}<w:sectPr>"),
]  # fmt: skip
RTL_FAULTS = [
    ("run-direction", DOCUMENT, "<w:rtl/>", ""),
    ("run-font-hint", DOCUMENT, '<w:rFonts w:hint="cs"/>', ""),
    ("table-direction", DOCUMENT, "<w:bidiVisual/>", ""),
    ("section-direction", DOCUMENT, "<w:rtlGutter/>", ""),
    ("section-direction", DOCUMENT, "<w:bidi/><w:rtlGutter/>", ""),
]


def planted(tag: str, part: str, before: str, after: str) -> bytes:
    """Return a file in which the first ``before`` of a part is ``after``."""
    source = zipfile.ZipFile(io.BytesIO(write_docx(sample_edition(tag))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert before in text.decode()
                text = text.decode().replace(before, after.replace("{drawing}", DRAWING), 1).encode()
            target.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(("rule", "part", "before", "after"), FAULTS)
def test_a_fault_is_found(rule: str, part: str, before: str, after: str) -> None:
    data = planted("en", part, before, after)

    rules = {finding.rule for finding in lint_docx(data)}

    assert rule in rules


@pytest.mark.parametrize(("rule", "part", "before", "after"), RTL_FAULTS)
def test_a_fault_of_direction_is_found(rule: str, part: str, before: str, after: str) -> None:
    data = planted("ar", part, before, after)

    rules = {finding.rule for finding in lint_docx(data)}

    assert rule in rules
