from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from exporter.output import FileStamp, WrittenFile, write_atomically
from exporter.pipeline.records import Records

WRITTEN = WrittenFile("ab" * 32, FileStamp(5, 2_000_000_000, 3_000_000_000, 7))
INPUTS = (("file:content/a/article.md", "names:content/a"), ("labels:ar",))
ROOT = Path(__file__).parents[2]


def path_of(folder: Path) -> Path:
    return folder / ".exporter" / "builds.jsonl"


def fill(folder: Path, count: int = 3, kind: str = "txt") -> Records:
    records = Records(folder)
    for number in range(count):
        records.keep_file(f"a/{number}.{kind}", f"key-{number}", INPUTS, WRITTEN)
    records.keep_value("article:a", "key", INPUTS[:1], "en")
    return records


def test_what_was_kept_is_there_in_the_next_process(tmp_path: Path) -> None:
    before = fill(tmp_path)

    after = Records(tmp_path)

    assert after.files == before.files
    assert after.values == before.values
    assert after.names_of(after.files["a/0.txt"].groups) == INPUTS


def test_inputs_that_files_share_are_stored_once(tmp_path: Path) -> None:
    fill(tmp_path, 50)

    assert path_of(tmp_path).read_text().count("content/a/article.md") == 1


def test_names_that_are_no_text_come_back(tmp_path: Path) -> None:
    inputs = (("file:content/a/\udcff\n.png",),)
    Records(tmp_path).keep_file("a", "key", inputs, WRITTEN)

    after = Records(tmp_path)

    assert after.names_of(after.files["a"].groups) == inputs


def test_a_file_whose_inputs_are_lost_has_none(tmp_path: Path) -> None:
    fill(tmp_path)
    path = path_of(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"labels:ar", b"labels:ax"))

    records = Records(tmp_path)

    assert records.names_of(records.files["a/0.txt"].groups) is None


@given(st.data())
def test_damage_costs_lines_and_changes_none(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        before = fill(Path(name))
        path = path_of(Path(name))
        whole = path.read_bytes()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, len(whole)))
        path.write_bytes(whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:])

        after = Records(Path(name))

        assert after.files.items() <= before.files.items()
        assert after.values.items() <= before.values.items()
        assert after.groups.items() <= before.groups.items()


@given(st.binary(max_size=200) | st.text(max_size=50).map(lambda text: f'\n00000000 ["{text}"]'.encode()))
def test_any_bytes_in_the_records_place_are_read_as_nothing(data: bytes) -> None:
    with TemporaryDirectory() as name:
        write_atomically(path_of(Path(name)), data)

        records = Records(Path(name))

        assert (records.files, records.values, records.groups) == ({}, {}, {})


def test_a_line_after_one_that_was_cut_off_is_whole(tmp_path: Path) -> None:
    fill(tmp_path)
    path = path_of(tmp_path)
    path.write_bytes(path.read_bytes()[:-5])

    Records(tmp_path).keep_file("b", "key", INPUTS, WRITTEN)

    assert Records(tmp_path).files["b"].key == "key"


def test_a_damaged_record_is_whole_after_tidying(tmp_path: Path) -> None:
    fill(tmp_path)
    for number in range(3):
        write_atomically(tmp_path / "a" / f"{number}.txt", b"words")
    path = path_of(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"key-1", b"key-x"))

    Records(tmp_path).tidy()

    lines = path.read_bytes()
    assert b"key-x" not in lines
    assert set(Records(tmp_path).files) == {"a/0.txt", "a/2.txt"}


def test_a_record_with_many_lines_that_are_out_of_date_gets_shorter(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "0.txt", b"words")
    records = Records(tmp_path)
    for number in range(300):
        records.keep_file("a/0.txt", f"key-{number}", INPUTS, WRITTEN)
        records.keep_file("gone.txt", f"key-{number}", INPUTS, WRITTEN)

    records.tidy()

    after = Records(tmp_path)
    assert len(path_of(tmp_path).read_bytes().splitlines()) < 10
    assert {name: record.key for name, record in after.files.items()} == {"a/0.txt": "key-299"}
    assert after.names_of(after.files["a/0.txt"].groups) == INPUTS


def test_two_builds_at_once_keep_all_lines_whole(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.pipeline.test_records import fill\n"
        "fill(Path(sys.argv[1]), 400, sys.argv[2])"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, kind], cwd=ROOT) for kind in ("docx", "pdf")
    ]

    assert [process.wait() for process in processes] == [0, 0]

    files = Records(tmp_path).files
    assert set(files) == {f"a/{number}.{kind}" for number in range(400) for kind in ("docx", "pdf")}
