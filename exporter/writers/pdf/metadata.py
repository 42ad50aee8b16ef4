"""What a document says about itself to the Info dictionary, XMP and the catalog."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.writers.pdf.objects import text_string

if TYPE_CHECKING:
    from exporter.model.inlines import Direction


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """Describe a document.

    Attributes:
        title: Shown in the window's title bar.
        author: Empty when nobody is named.
        subject: The summary.
        keywords: Each one is a keyword.
        language: BCP 47 tag.
        date: Of creation and change, at midnight UTC, so that the bytes stay the same.
        producer: Program and version.
        direction: In which pages are turned.
        others: Tags of further languages.
        facing: Whether even and odd pages are meant to be seen side by side.
    """

    title: str
    language: str
    date: dt.date
    producer: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    direction: Direction = "ltr"
    others: tuple[str, ...] = ()
    facing: bool = False


def write_info(metadata: PdfMetadata) -> str:
    """Write the document information dictionary; XMP repeats it (PDF/A-2, 6.6.2.3.3)."""
    date = f"(D:{metadata.date.isoformat().replace('-', '')}000000Z)"
    texts = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": metadata.producer,
        "Producer": metadata.producer,
    }
    entries = "".join(f"/{key}{text_string(text)}" for key, text in texts.items() if text)
    return f"<<{entries}/CreationDate{date}/ModDate{date}/Trapped/False>>"


def write_xmp(metadata: PdfMetadata) -> bytes:
    """Write the XMP packet with the claims of PDF/A-2a and PDF/UA-1."""
    date = f"{metadata.date.isoformat()}T00:00:00Z"
    properties = [
        "<dc:format>application/pdf</dc:format>",
        _element("dc:title", _alternative(metadata.title)),
        _element("dc:creator", _items("Seq", [metadata.author])) if metadata.author else "",
        _element("dc:description", _alternative(metadata.subject)) if metadata.subject else "",
        _element("dc:language", _items("Bag", [metadata.language, *metadata.others])),
        _element("dc:subject", _items("Bag", metadata.keywords)) if metadata.keywords else "",
        _element("pdf:Keywords", escape(", ".join(metadata.keywords))) if metadata.keywords else "",
        _element("pdf:Producer", escape(metadata.producer)),
        _element("xmp:CreatorTool", escape(metadata.producer)),
        _element("xmp:CreateDate", date),
        _element("xmp:ModifyDate", date),
        _element("xmp:MetadataDate", date),
    ]
    body = "\n".join(line for line in properties if line)
    return _PACKET.replace("{properties}", body).encode("utf-8")


def escape(text: str) -> str:
    """Write text as XML; control codes, which XML cannot hold, become spaces."""
    plain = "".join(max(letter, " ") for letter in text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _items(kind: str, texts: tuple[str, ...] | list[str]) -> str:
    inside = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<rdf:{kind}>{inside}</rdf:{kind}>"


# The extension schema declares pdfuaid, which PDF/A does not know (PDF/A-2, 6.6.2.3.2).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
