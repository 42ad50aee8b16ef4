"""Long editions set by several processes: the same bytes, the same errors, nobody left behind."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import exporter
from exporter.errors import MissingGlyphError, WorkerError
from exporter.model.blocks import Paragraph, Segment
from exporter.model.edition import Edition
from exporter.model.inlines import NoteReference, Span
from exporter.model.pack import PackFile
from exporter.pipeline.editions import Localizer
from exporter.pipeline.packs import PackLocalizer, read_pack_source
from exporter.typesetting.flow import Strip
from exporter.writers.pdf import chunks, compose, spread, write_pack_pdf
from exporter.writers.pdf.book import write_edition
from exporter.writers.pdf.chunks import Chunk, Chunks
from tests.editions import sample_edition
from tests.packs import sample_pack

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "ar", "ru")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_BLOCKS", 5)
    monkeypatch.setattr(compose, "CHUNK_BLOCKS", 5)
    monkeypatch.setattr(spread, "FEWEST_BLOCKS", 20)


def long_edition(tag: str) -> Edition:
    """Return an edition of every block, with notes that several chunks refer to."""
    edition = sample_edition(tag)
    numbers = [note.number for note in edition.notes]
    body = [block for block in edition.body if not hasattr(block, "level")] * 8
    for place, number in enumerate([*numbers, *numbers[::-1]]):
        reference = NoteReference(number, edition.notes[0].mark)
        words = Span(f"{place} 2025", "en", "ltr")
        body.insert(7 * place, Paragraph(Segment("0123456789", "paragraph", (words, reference))))
    return replace(edition, body=(*edition.body, *body))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_given_any_number_of_processes_when_written_then_the_bytes_are_the_same(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, alone = long_edition(tag), os.getpid()
    set_chunk, here = Chunks.set, list[Chunk]()

    def note(self: Chunks, chunk: Chunk) -> list[Strip]:
        if os.getpid() == alone:
            here.append(chunk)
        return set_chunk(self, chunk)

    expected = write_edition(edition)
    monkeypatch.setattr(Chunks, "set", note)

    assert [write_edition(edition, jobs=jobs) for jobs in (2, 3)] == [expected] * 2
    assert [chunk.late for chunk in here] == [True, True]  # the contents alone are set here


def test_given_a_strip_that_cannot_be_sent_when_written_then_it_is_set_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition, set_chunk = long_edition("ar"), Chunks.set

    def with_foreign_frame(self: Chunks, chunk: Chunk) -> list[Strip]:
        strips = set_chunk(self, chunk)
        return [strip._replace(content=(*strip.content, Foreign())) for strip in strips]  # type: ignore[arg-type]

    class Foreign:
        """Stand for what a parcel does not know and nobody draws."""

    monkeypatch.setattr(Chunks, "set", with_foreign_frame)

    assert write_edition(edition, jobs=2) == write_edition(edition)


def test_given_a_process_is_killed_when_written_then_a_typed_error_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone, set_chunk = os.getpid(), Chunks.set
    count = 0

    def die(self: Chunks, chunk: Chunk) -> list[Strip]:
        nonlocal count
        count += 1
        if os.getpid() != alone and count == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return set_chunk(self, chunk)

    monkeypatch.setattr(Chunks, "set", die)

    with pytest.raises(WorkerError, match="stopped from outside"):
        write_edition(long_edition("en"), jobs=2)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_given_an_error_in_a_late_chunk_when_written_then_it_is_the_error_of_one_process() -> None:
    edition = long_edition("en")
    foreign = Paragraph(Segment("0123456789", "paragraph", (Span("\u13a0\u13a1", "en", "ltr"),), line=77))
    edition = replace(edition, body=(*edition.body, foreign, *edition.body[:1]))

    with pytest.raises(MissingGlyphError) as here:
        write_edition(edition)
    with pytest.raises(MissingGlyphError) as there:
        write_edition(edition, jobs=2)

    assert str(there.value) == str(here.value)
    assert there.value.at == here.value.at


def test_given_a_process_fails_when_written_then_its_trace_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, set_chunk = os.getpid(), Chunks.set

    def fail(self: Chunks, chunk: Chunk) -> list[Strip]:
        if os.getpid() != alone:
            raise LookupError("broken on purpose")
        return set_chunk(self, chunk)

    monkeypatch.setattr(Chunks, "set", fail)

    with pytest.raises(RuntimeError, match="broken on purpose"):
        write_edition(long_edition("en"), jobs=2)


@pytest.fixture
def second_thread() -> Iterator[None]:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


@pytest.mark.usefixtures("second_thread")
def test_given_a_process_with_threads_when_written_then_it_does_not_fork(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = long_edition("en")
    expected = write_edition(edition)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked with threads"))

    assert write_edition(edition, jobs=4) == expected


def test_given_a_short_edition_when_written_then_it_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = sample_edition("en")
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked for a page"))

    assert write_edition(replace(edition, body=edition.body[:3]), jobs=4)


@pytest.mark.parametrize("facing", [False, True])
def test_given_a_pack_when_set_by_several_processes_then_the_bytes_are_the_same(facing: bool) -> None:
    project = exporter.load(ROOT)
    source = read_pack_source(project, "moscow-visit")
    file = PackLocalizer(Localizer(project, draft=False), source, ("en", "ar")).file(
        ("en", "ar"), facing=facing
    )

    assert write_pack_pdf(file, jobs=3) == write_pack_pdf(file)


@pytest.mark.parametrize("facing", [False, True])
def test_given_short_parts_when_set_by_several_processes_then_they_draw_them(
    facing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = tuple(sample_pack(tag) for tag in ("en", "ar"))
    alone, set_chunk, here = os.getpid(), Chunks.set, list[Chunk]()

    def note(self: Chunks, chunk: Chunk) -> list[Strip]:
        if os.getpid() == alone:
            here.append(chunk)
        return set_chunk(self, chunk)

    monkeypatch.setattr(spread, "MOST_CHUNKS", 100)
    expected = write_pack_pdf(PackFile(packs, facing=facing))
    monkeypatch.setattr(Chunks, "set", note)

    assert write_pack_pdf(PackFile(packs, facing=facing), jobs=2) == expected
    assert here == []
