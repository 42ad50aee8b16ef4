"""A Word file to what is wrong with it: faults that schema checkers miss, bidi, accessibility."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from unicodedata import bidirectional

from lxml import etree

from tests.checkers.docx_accessibility import accessibility
from tests.checkers.docx_parts import WP, Faults, Package, R, W, is_xml, read_package, val

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
NAMESPACES = re.compile(r"http://schemas\.openxmlformats\.org/|http://www\.w3\.org/XML/")
TWINS = {"b": "bCs", "i": "iCs", "sz": "szCs"}
# No content controls (LibreOffice loses them), no tracked changes, nothing that asks to be updated.
UNWANTED = ("sdt", "ins", "del", "moveFrom", "moveTo", "updateFields", "trackRevisions", "fldSimple", "kern")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Name a rule and what breaks it."""

    rule: str
    detail: str


def lint_docx(data: bytes) -> list[Finding]:
    """Return what is wrong with a file, in order of the rules' names."""
    package = read_package(data)
    checks = (
        _packaging, _relations, _namespaces, _texts, _bookmarks, _drawings, _fields, _notes, _shapes,
        _numbering, _styles, _twins, _directions, _unwanted, accessibility,
    )  # fmt: skip
    return sorted(Finding(rule, detail) for check in checks for rule, detail in check(package))


# --- package ---------------------------------------------------------------------


def _packaging(package: Package) -> Faults:
    for name, count in Counter(package.names).items():
        if count > 1:
            yield "duplicate-part", name
        if "\\" in name or ".." in name or name.startswith("/"):
            yield "part-name", name
    if package.names[0] != "[Content_Types].xml":
        yield "content-types-first", package.names[0]
    typed = {e.get("PartName", "")[1:] for e in package.roots["[Content_Types].xml"].iter(OVERRIDE)}
    for name in package.names:
        if name not in typed and not name.endswith(".rels") and name != "[Content_Types].xml":
            yield "untyped-part", name
    for name, blob in package.blobs.items():
        if is_xml(name) and b"<!DOCTYPE" in blob:
            yield "doctype", name


def _relations(package: Package) -> Faults:
    for name, root in package.roots.items():
        if not name.endswith(".rels"):
            continue
        source = join(dirname(dirname(name)), name.rpartition("/")[2].removesuffix(".rels"))
        known: set[str] = set()
        for relation in root.iter(RELATION):
            known.add(relation.get("Id") or "")
            yield from _target(relation, source, package)
        used = _relations_used(package.roots[source]) if source in package.roots else set()
        yield from (("missing-relation", f"{source} {missing}") for missing in used - known)
    for name, root in package.stories():
        rels = f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels"
        if rels not in package.roots and _relations_used(root):
            yield "missing-relation", name


def _relations_used(root: etree._Element) -> set[str]:
    return {str(value) for e in root.iter() for key, value in e.items() if str(key).startswith(R)}


def _target(relation: etree._Element, source: str, package: Package) -> Faults:
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        if not kind.endswith("/hyperlink"):
            yield "external-relation", target
        elif not re.fullmatch(r"(https?|mailto|tel):[\x21-\x7e]+", target):
            yield "link-address", target
    else:
        path = target[1:] if target.startswith("/") else normpath(join(dirname(source), target))
        if path not in package.blobs:
            yield "missing-part", path
    if kind.endswith("stylesWithEffects"):
        yield "styles-with-effects", target


def _namespaces(package: Package) -> Faults:
    for name, root in package.roots.items():
        if not name.startswith("word/"):
            continue
        for element in root.iter(etree.Element):
            for tag in map(str, (element.tag, *element.keys())):
                space = etree.QName(tag).namespace
                if space and not NAMESPACES.match(space):
                    yield "foreign-namespace", f"{name} {tag}"


# --- text, bookmarks, fields, notes ------------------------------------------------


def _texts(package: Package) -> Faults:
    for name, root in package.stories():
        for text in root.iter(W + "t"):
            words = text.text or ""
            if words != words.strip() and text.get(SPACE) != "preserve":
                yield "space-lost", words[:30]
            if re.search(r"[\t\n\r]", words):
                yield "raw-control", words[:30]
            if not words:
                yield "empty-text", name
        for run in root.iter(W + "r"):
            if not [child for child in run if child.tag != W + "rPr"]:
                yield "empty-run", name


def _bookmarks(package: Package) -> Faults:
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for part, root in package.stories():
        starts = [val(e, "id") for e in root.iter(W + "bookmarkStart")]
        ends = [val(e, "id") for e in root.iter(W + "bookmarkEnd")]
        yield from (("bookmark-unclosed", f"{part} {n}") for n in set(starts) ^ set(ends))
        for paragraph in root.iter(W + "p"):
            yield from _bookmarks_of(paragraph)
        numbers.update(starts)
        names.update(val(e, "name").lower() for e in root.iter(W + "bookmarkStart"))
    yield from (("bookmark-id-twice", n) for n, count in numbers.items() if count > 1)
    yield from (("bookmark-name-twice", n) for n, count in names.items() if count > 1)
    yield from (("bookmark-name", n) for n in names if not re.fullmatch(r"[a-z_]\w{0,39}", n, re.ASCII))


def _bookmarks_of(paragraph: etree._Element) -> Faults:
    opened: dict[str, int] = {}
    for index, child in enumerate(paragraph.iter()):
        if child.tag == W + "bookmarkStart":
            opened[val(child, "id")] = index
        elif child.tag == W + "bookmarkEnd" and index - opened.pop(val(child, "id"), index) <= 1:
            yield "bookmark-empty", val(child, "id")
    if opened:
        yield "bookmark-leaves-paragraph", str(sorted(opened))


def _drawings(package: Package) -> Faults:
    numbers = Counter(e.get("id") or "" for _, root in package.stories() for e in root.iter(WP + "docPr"))
    yield from (("drawing-id-twice", n) for n, count in numbers.items() if count > 1)


def _fields(package: Package) -> Faults:
    anchors = {val(e, "name") for _, root in package.stories() for e in root.iter(W + "bookmarkStart")}
    for name, root in package.stories():
        yield from _field_states(name, root)
        for instruction in root.iter(W + "instrText"):
            target = re.match(r" (?:PAGEREF|NOTEREF) (\S+)", instruction.text or "")
            if target and target[1] not in anchors:
                yield "field-target", target[1]
        for link in root.iter(W + "hyperlink"):
            anchor = link.get(W + "anchor")
            if anchor is not None and anchor not in anchors:
                yield "link-anchor", anchor


def _field_states(name: str, root: etree._Element) -> Faults:
    opened: list[list[str]] = []
    for element in root.iter(W + "fldChar", W + "t"):
        kind = val(element, "fldCharType")
        if element.tag == W + "t":
            for state in opened:
                state.append("text")
        elif kind == "begin":
            opened.append(["begin"])
        elif not opened:
            yield "field-not-open", name
        elif kind == "separate":
            opened[-1] = ["separate"]
        elif "separate" not in opened[-1] or "text" not in opened.pop():
            yield "field-without-result", name
        if element.get(W + "dirty"):
            yield "field-dirty", name
    if opened:
        yield "field-unclosed", name


def _notes(package: Package) -> Faults:
    references = [val(e, "id") for e in package.document().iter(W + "footnoteReference")]
    yield from (("note-referred-twice", n) for n, count in Counter(references).items() if count > 1)
    root = package.roots.get("word/footnotes.xml")
    notes = {} if root is None else {val(n, "id"): n for n in root.iter(W + "footnote")}
    yield from (("note-missing", n) for n in set(references) - set(notes))
    yield from (("note-without-reference", n) for n in set(notes) - set(references) - {"-1", "0"})
    for number, note in notes.items():
        if not len(note) or note[-1].tag != W + "p":
            yield "note-without-paragraph", number
    if root is not None and package.roots["word/settings.xml"].find(W + "footnotePr") is None:
        yield "note-separators", "settings"


def _shapes(package: Package) -> Faults:
    for name, root in package.stories():
        for cell in root.iter(W + "tc"):
            if not len(cell) or cell[-1].tag != W + "p":
                yield "cell-without-paragraph", name
        for table in root.iter(W + "tbl"):
            following = table.getnext()
            if following is None or following.tag != W + "p":
                yield "table-touches", name
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            if any(len(row.findall(W + "tc")) != columns for row in table.iter(W + "tr")):
                yield "table-ragged", name
    if package.document()[0][-1].tag != W + "sectPr":
        yield "section-not-last", "document"


# --- definitions -------------------------------------------------------------------


def _numbering(package: Package) -> Faults:
    root = package.roots["word/numbering.xml"]
    tags = [child.tag for child in root]
    if tags != sorted(tags):  # abstractNum comes before num
        yield "numbering-order", "numbering"
    abstract = {val(a, "abstractNumId"): a for a in root.iter(W + "abstractNum")}
    for number, pattern in abstract.items():
        levels = pattern.findall(W + "lvl")
        whole = all(
            lvl.find(W + part) is not None for lvl in levels for part in ("start", "numFmt", "lvlText")
        )
        if [val(lvl, "ilvl") for lvl in levels] != [str(n) for n in range(9)] or not whole:
            yield "numbering-incomplete", number
    lists = {val(num, "numId"): val(num.find(W + "abstractNumId")) for num in root.iter(W + "num")}
    yield from (("numbering-without-pattern", n) for n, a in lists.items() if a not in abstract)
    parts = [package.roots["word/styles.xml"], *(story for _, story in package.stories())]
    used = {val(e) for part in parts for e in part.iter(W + "numId")}
    yield from (("numbering-missing", n) for n in used - set(lists))


def _styles(package: Package) -> Faults:
    styles = {val(s, "styleId"): s for s in package.roots["word/styles.xml"].iter(W + "style")}
    kinds = {key: val(style, "type") for key, style in styles.items()}
    for style in styles.values():
        for link in ("basedOn", "next", "link"):
            target = style.find(W + link)
            if target is not None and val(target) not in styles:
                yield "style-missing", val(target)
    uses = (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table"))
    for _, root in package.stories():
        for tag, kind in uses:
            for use in root.iter(W + tag):
                if kinds.get(val(use)) != kind:
                    yield "style-missing", val(use)
        if any(p.find(f"{W}pPr/{W}pStyle") is None for p in root.iter(W + "p")):
            yield "paragraph-without-style", root.tag


def _twins(package: Package) -> Faults:
    for name, root in package.roots.items():
        if not name.startswith("word/"):
            continue
        for properties in root.iter(W + "rPr"):
            for latin, complex_script in TWINS.items():
                if (properties.find(W + latin) is None) != (properties.find(W + complex_script) is None):
                    yield "complex-script-twin", f"{name} {latin}"
            fonts = properties.find(W + "rFonts")
            if fonts is not None and val(fonts, "ascii") and not val(fonts, "cs"):
                yield "complex-script-font", name


def _directions(package: Package) -> Faults:
    normal = package.roots["word/styles.xml"].find(f"{W}style[@{W}default='1']/{W}pPr/{W}bidi")
    rtl = normal is not None
    content: list[etree._Element] = []
    turned = False
    for child in package.document()[0]:
        content.append(child)
        section = child if child.tag == W + "sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield from _section_directions(section, content, rtl=rtl)
            turned, content = turned or (section.find(W + "bidi") is not None) != rtl, []
    for name, root in package.stories():
        for properties in root.iter(W + "tblPr"):
            if not turned and (properties.find(W + "bidiVisual") is not None) != rtl:
                yield "table-direction", name
        for alignment in root.iter(W + "jc"):
            if val(alignment) not in {"center", "right"}:
                yield "alignment", val(alignment)
        for run in root.iter(W + "r"):
            yield from _run_direction(run)


def _section_directions(section: etree._Element, content: list[etree._Element], *, rtl: bool) -> Faults:
    """Find what runs against the section that it stands in; ``rtl`` is the way of the styles."""
    directed = section.find(W + "bidi") is not None
    if directed != (section.find(W + "rtlGutter") is not None):
        yield "section-direction", "rtlGutter"
    for child in content:
        own, style = child.find(f"{W}pPr/{W}bidi"), val(child.find(f"{W}pPr/{W}pStyle"))
        runs = rtl if own is None else val(own) != "0"
        if child.tag == W + "p" and style != "Code" and runs != directed:
            yield "section-direction", style
        properties = child.find(W + "tblPr")
        if properties is not None and (properties.find(W + "bidiVisual") is not None) != directed:
            yield "table-direction", "document"


def _run_direction(run: etree._Element) -> Faults:
    text = "".join(t.text or "" for t in run.iter(W + "t"))
    kinds = {bidirectional(letter) for letter in text if letter not in "\u200e\u200f"}
    marked = run.find(f"{W}rPr/{W}rtl") is not None
    code = run.find(f"{W}rPr/{W}rStyle[@{W}val='CodeLetters']") is not None
    paragraph = next(run.iterancestors(W + "p"))
    code = code or val(paragraph.find(f"{W}pPr/{W}pStyle")) == "Code"
    if kinds & {"R", "AL"} and not marked and not code:
        yield "run-direction", text[:30]
    if marked and kinds & {"R", "AL"} and val(run.find(f"{W}rPr/{W}rFonts"), "hint") != "cs":
        yield "run-font-hint", text[:30]
    if marked and "L" in kinds and not kinds & {"R", "AL"}:
        yield "run-direction", text[:30]


def _unwanted(package: Package) -> Faults:
    for name, root in package.roots.items():
        if name.startswith("word/"):
            yield from (
                (f"unwanted-{tag}", name) for tag in UNWANTED if next(root.iter(W + tag), None) is not None
            )
            for properties in root.iter(W + "rPr"):
                if properties.find(W + "spacing") is not None:  # tears Arabic letters apart
                    yield "letter-spacing", name
