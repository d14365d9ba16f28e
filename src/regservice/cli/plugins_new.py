"""``regservice plugins new``: the first draft of a package, sound as it is."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Final

import click

from regservice.cases.drafts import KINDS, Order, draft
from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.cli.schema import FILES as SCHEMAS
from regservice.codec.convert import write_package
from regservice.codec.files import MANIFEST
from regservice.engine.instants import now, parse_date
from regservice.errors import EXIT_DONE, DataError, Location, file_error
from regservice.exports.wheel import module_name
from regservice.messages import cli_text
from regservice.model.package import Contribution
from regservice.model.vocab import DelegationMode, Unit

WORKBOOK: Final = {"zh": "规则包.xlsx", "en": "package.xlsx"}
"""File of a package that is a workbook."""

README: Final = {"zh": "说明.md", "en": "README.md"}
"""File that says how to go on."""

_EDITOR: Final = "# yaml-language-server: $schema={file}\n"
_PROJECT: Final = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "{version}"
description = {title}
requires-python = ">=3.11"
dependencies = {needs}

[project.entry-points.regservice]
{module} = "{module}"

[tool.hatch.build.targets.wheel]
packages = ["src/{module}"]
"""


def make_new(output: Output) -> Localised:
    """Make the command of the group ``plugins``."""
    texts = {
        name: output.text(f"plugins.new.{name}")
        for name in (
            *("place", "template", "start", "title", "owner", "from", "to", "matter"),
            *("mode", "limit", "count", "unit", "document", "clause"),
            *("document_name", "out", "form"),
        )
    }
    made = command(
        output,
        "plugins.new",
        click.Argument(["name"]),
        click.Option(["--place"], required=True, help=texts["place"]),
        click.Option(
            ["--template"],
            type=click.Choice(list(KINDS)),
            default="item",
            help=texts["template"],
        ),
        click.Option(["--start"], metavar="DATE", help=texts["start"]),
        click.Option(["--title"], default="", help=texts["title"]),
        click.Option(["--owner"], default="", help=texts["owner"]),
        click.Option(["--from", "principal"], default="", help=texts["from"]),
        click.Option(["--to", "agent"], default="", help=texts["to"]),
        click.Option(["--matter"], default="", help=texts["matter"]),
        click.Option(
            ["--mode"],
            type=click.Choice([mode.value for mode in DelegationMode]),
            default=DelegationMode.ENTRUSTS.value,
            help=texts["mode"],
        ),
        click.Option(["--limit"], default="", help=texts["limit"]),
        click.Option(["--count"], type=click.IntRange(min=1), help=texts["count"]),
        click.Option(
            ["--unit"],
            type=click.Choice([unit.value for unit in Unit]),
            help=texts["unit"],
        ),
        click.Option(["--document"], default="", help=texts["document"]),
        click.Option(["--clause"], default="", help=texts["clause"]),
        click.Option(["--document-name"], default="", help=texts["document_name"]),
        click.Option(
            ["--xlsx", "form"], flag_value="xlsx", default=True, help=texts["form"]
        ),
        click.Option(["--yaml", "form"], flag_value="yaml"),
        click.Option(["--python", "form"], flag_value="python"),
        click.Option(["--out"], default=".", metavar="DIR", help=texts["out"]),
        examples=("regservice plugins new xuhui-ip --place 徐汇区 --out drafts",),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "new"
    return made


_NEEDED: Final = {
    "take-over": ("principal", "agent", "matter"),
    "give-back": ("principal", "agent", "matter", "document", "clause"),
    "limit": ("limit", "count"),
}
"""Template to the options that it cannot do without."""

_OPTIONS: Final = {"principal": "from", "agent": "to"}


def _run(output: Output, name: str, **options: Any) -> int:
    kind, form = options["template"], options["form"]
    for option in _NEEDED.get(kind, ()):
        if not options[option]:
            shown = _OPTIONS.get(option, option)
            raise click.UsageError(
                output.text("plugins.new.needed", template=kind, option=shown)
            )
    engine = output.load(afresh=True)
    start = options["start"]
    order = Order(
        name=name,
        place=engine.names.resolve("place", options["place"]),
        day=now().date() if start is None else parse_date(start),
        **{
            key: options[key]
            for key in (
                *("title", "owner", "principal", "agent", "matter", "limit"),
                *("document", "clause", "document_name"),
            )
        },
        mode=DelegationMode(options["mode"]),
        count=options["count"] or 1,
        unit=options["unit"] and Unit(options["unit"]),
    )
    package = draft(engine, kind, order)
    folder = Path(options["out"], package.manifest.name)
    _create(folder, package, form, output.lang)
    output.line(output.text("plugins.new.done", folder=folder))
    for line in _next(folder, package, order).splitlines():
        output.line(f"  {line}")
    return EXIT_DONE


def _next(folder: Path, package: Contribution, order: Order) -> str:
    """What to run after the draft has been filled in."""
    test = package.tests[0]
    words = [f'"{test.text}"', "--place", order.place]
    words += ["--product", test.product] if test.product else []
    return "\n".join(
        (
            f"regservice check {folder}",
            f"regservice test {folder}",
            f"regservice plugins build {folder} --out dist",
            f"python3 -m pip install --no-index --find-links dist {order.name}",
            f"regservice route {' '.join(words)}",
        )
    )


def _create(folder: Path, package: Contribution, form: str, lang: str) -> None:
    """Write all files of the draft, or none."""
    if folder.exists() or folder.is_symlink():
        raise DataError.of("RS1025", Location(str(folder)))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".regservice-", dir=folder.parent
        ) as at:
            home = Path(at, folder.name)
            _write(home, package, form, lang)
            _put(home / README[lang], _readme(folder, package, form, lang))
            _put(home / "LICENSE", cli_text("plugins.new.licence", lang))
            home.rename(folder)
    except OSError as error:
        raise file_error(error, str(folder), writing=True) from None


def _write(home: Path, package: Contribution, form: str, lang: str) -> None:
    if form == "xlsx":
        home.mkdir()
        write_package(package, home / WORKBOOK[lang], lang)
    elif form == "yaml":
        write_package(package, home, lang)
        for name, make in SCHEMAS.items():
            text = json.dumps(make(lang), ensure_ascii=False, indent=1) + "\n"
            _put(home / name, text)
        tables, manifest = SCHEMAS
        for file in home.glob("*.yaml"):
            schema = manifest if file.name == MANIFEST else tables
            content = file.read_text("utf-8")
            _put(file, _EDITOR.format(file=schema) + content)
    else:
        module = module_name(package.manifest.name)
        source = home / "src" / module
        source.mkdir(parents=True)
        write_package(package, source / "__init__.py", lang)
        _put(source / "py.typed", "")
        needs = ["regservice", *package.manifest.needs]
        project = _PROJECT.format(
            name=package.manifest.name,
            version=package.manifest.version,
            title=json.dumps(package.manifest.title, ensure_ascii=False),
            needs=json.dumps(needs),
            module=module,
        )
        _put(home / "pyproject.toml", project)


def _readme(folder: Path, package: Contribution, form: str, lang: str) -> str:
    manifest = package.manifest
    return cli_text(
        "plugins.new.readme",
        lang,
        title=manifest.title,
        name=manifest.name,
        needs=", ".join(manifest.needs) or "-",
        folder=folder.name,
        file=cli_text(f"plugins.new.file.{form}", lang),
    )


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
