"""``exporter completion``."""

from __future__ import annotations

from typing import Final

import click

from exporter.cli.main import COMPLETION
from exporter.cli.session import shared_options

SHELLS: Final = ("bash", "zsh", "fish")
EPILOG: Final = """\b
bash:  eval "$(exporter completion bash)"
zsh:   eval "$(exporter completion zsh)"
fish:  exporter completion fish | source"""


@click.command(epilog=EPILOG)
@click.argument("shell", type=click.Choice(SHELLS))
@shared_options
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print a script for shell completion."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise AssertionError(shell)  # for the type checker: the choice is click's own
    script = found(context.find_root().command, {}, "exporter", COMPLETION)
    click.echo(script.source_template % script.source_vars())
    return 0
