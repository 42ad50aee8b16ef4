"""``exporter pack``: briefing packs of several articles."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

import click

from exporter.cli.answers import count, finish
from exporter.cli.options import build_options, out_option
from exporter.cli.session import Session, complete_packs, session_of, shared_options
from exporter.errors import ExportError, PackError, SourceLocation, raise_problems
from exporter.model.pack import BINDINGS

if TYPE_CHECKING:
    from exporter.pipeline.pack_build import PackReport
    from exporter.pipeline.pack_verify import PackVerification
    from exporter.project import Project

TEMPLATE: Final = Path(__file__).parent / "templates" / "pack.yaml"
names_argument = click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_packs)


@click.group()
@shared_options
def pack() -> None:
    """Assemble articles into briefing packs, content/packs/NAME.yaml."""


@pack.command()
@names_argument
@click.option(
    "--binding",
    type=click.Choice(BINDINGS),
    help="A file for each language, one for all, or two on facing pages. Default: the description's.",
)
@build_options("the description's languages")
@shared_options
@click.pass_context
def build(context: click.Context, /, out: Path | None, width: int, **wishes: Any) -> int:
    """Build packs.

    Without a NAME all packs are built. Files go to dist/packs/NAME/NAME.TAG.FORMAT, and a manifest
    with the digests of all that they are made of beside them. What has not changed is not built
    again. What fails does not stop the rest.
    """
    from exporter.cli.progress import follow
    from exporter.pipeline.pack_build import PackRequest, build_packs
    from exporter.writers.registry import WriterOptions

    session = session_of(context)
    request = PackRequest(_out(session, out), options=WriterOptions(text_width=width), **wishes)
    with follow(silent=session.quiet or session.json) as on_progress:
        report = build_packs(session.project(), request, on_progress=on_progress)
    return _answer_build(session, report)


@pack.command()
@names_argument
@out_option
@click.option("--quick", is_flag=True, help="Compare digests alone, and make nothing again.")
@shared_options
@click.pass_context
def verify(context: click.Context, names: tuple[str, ...], out: Path | None, *, quick: bool) -> int:
    """Tell what differs between built packs and their sources.

    Compares every file and every source with the manifest of the build, then makes each file again in
    memory and compares its bytes.
    """
    session = session_of(context)
    project = session.project()
    found = [_verify(session, project, name, _out(session, out), quick) for name in _chosen(project, names)]
    differences = [error for verified in found for error in verified.differences]
    result = {"packs": [{"name": v.name, "files": v.files, "inputs": v.inputs} for v in found]}
    return finish(session, result, differences, [_verdict(verified, quick=quick) for verified in found])


@pack.command()
@click.argument("name")
@click.option("--title", metavar="TEXT", help="Its title. Default: made from the name.")
@shared_options
@click.pass_context
def new(context: click.Context, name: str, title: str | None) -> int:
    """Start a pack of all articles.

    It is content/packs/NAME.yaml; nothing is ever overwritten.
    """
    from exporter.output import write_atomically
    from exporter.project import is_slug, pack_path

    session = session_of(context)
    project = session.project()
    at = SourceLocation(pack_path(name))
    if not is_slug(name):
        hint = "use one to 80 of the letters a-z, digits and hyphens"
        raise PackError(f'"{name}" is no name of a pack', hint=hint)
    if project.exists(pack_path(name)):
        raise PackError("the pack is there already", at=at, hint="choose another name, or edit it")
    path = session.folder / pack_path(name)
    write_atomically(path, _description(project, name, title).encode())
    lines = [path.as_posix(), f'  next: write it, then run "exporter pack build {name}"']
    return finish(session, {"path": path.as_posix()}, [], lines)


def _description(project: Project, name: str, title: str | None) -> str:
    from exporter.cli.articles import title_of, today
    from exporter.pipeline import read_source
    from exporter.pipeline.build import chosen_slugs

    errors: list[ExportError] = []
    slugs = chosen_slugs(project, (), errors)
    raise_problems(errors)
    language = read_source(project, slugs[0]).language
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=name,
        title=json.dumps(title or title_of(name), ensure_ascii=False),  # JSON strings are YAML strings
        lang=language,
        date=today().isoformat(),
        articles="\n".join(f"  - {slug}" for slug in slugs),
    )


def _out(session: Session, out: Path | None) -> Path:
    return out or session.folder / "dist"


def _chosen(project: Project, names: tuple[str, ...]) -> tuple[str, ...]:
    from exporter.pipeline.pack_request import chosen_packs

    errors: list[ExportError] = []
    chosen = chosen_packs(project, names, errors)
    raise_problems(errors)
    return chosen


def _verify(session: Session, project: Project, name: str, out: Path, quick: bool) -> PackVerification:
    from exporter.cli.progress import follow
    from exporter.pipeline import Progress
    from exporter.pipeline.pack_verify import PackVerification, verify_pack

    with follow(silent=session.quiet or session.json) as show:
        on_file = (lambda done, total: show(Progress(done, total))) if show else None
        try:
            return verify_pack(project, name, out, rebuild=not quick, on_file=on_file)
        except ExportError as error:
            return PackVerification(name, 0, 0, (error,))


def _verdict(verified: PackVerification, *, quick: bool) -> str:
    if verified.differences:
        return f"{verified.name}: {count(len(verified.differences), 'difference')}"
    done = "as they were built" if quick else "as they were built, and made again with the same bytes"
    return f"{verified.name}: {count(verified.files, 'file')} {done}"


def _answer_build(session: Session, report: PackReport) -> int:
    from exporter.cli.build import describe_file, list_files

    result = {
        "files": list(map(describe_file, report.files)),
        "manifests": [path.as_posix() for path in report.manifests],
    }
    return finish(session, result, report.errors, list_files(report.files, "pack"))
