"""
Write the pages of error codes from the texts and the examples of the program.

What follows the mark on ``reference/errors.md`` and ``reference/errors.en.md`` is
made; what stands before it is written by hand. Run it after a text or an example
has changed::

    python docs/_gen/errors.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from regservice import __version__
from regservice.cli.explain import parts
from regservice.cli.output import Output
from regservice.cli.rehearse import Told, rehearse
from regservice.codec.examples import Example, Mending, base, example_of, mending
from regservice.messages import LANGUAGES
from regservice.messages.problems import PROBLEMS

PAGES: Final = {
    "zh": Path(__file__).parents[1] / "reference" / "errors.md",
    "en": Path(__file__).parents[1] / "reference" / "errors.en.md",
}
MARK: Final = "<!-- made by docs/_gen/errors.py: do not edit below -->"
_LEXERS: Final = {".yaml": "yaml", ".py": "py"}
_UNREADABLE: Final = ("RS1003", "RS1004", "RS1013", "RS1014", "RS1016", "RS1017")
"""Codes of files that no highlighter can read."""

Run = Callable[[str, str], Told]
"""Runs the bad example of a code in a language."""


def example(code: str) -> Example:
    """Return the example of a code, which has one."""
    found = example_of(code)
    if found is None:
        raise LookupError(code)
    return found


def run_bad(code: str, lang: str) -> Told:
    """Run the bad example of a code."""
    return rehearse(example(code).bad, lang)


def page(lang: str, run: Run = run_bad) -> str:
    """Return the whole page: what is written by hand, and what is made."""
    head = PAGES[lang].read_text("utf-8").partition(MARK)[0]
    return head + MARK + "\n\n" + "\n".join(_made(lang, run)) + "\n"


def _made(lang: str, run: Run) -> Iterator[str]:
    output = Output(lang)
    for name, text in base().items():
        yield from _block(output.text("explain.file", name=name), name, text)
    group = ""
    for code in sorted(PROBLEMS):
        if code[:4] != group:
            group = code[:4]
            yield f"## {group}\n"
        yield from _section(output, code, run)


def _section(output: Output, code: str, run: Run) -> Iterator[str]:
    message, fix = PROBLEMS[code][LANGUAGES.index(output.lang)]
    own = example(code)
    cause = own.cause[LANGUAGES.index(output.lang)]
    yield f"### {code}\n"
    yield f"- {_plain(output.text('explain.message', text=message))}"
    yield f"- {_plain(output.text('explain.fix', text=fix))}"
    yield f"- {_plain(output.text('explain.cause', text=cause))}"
    if mending(code) != Mending.NEVER:
        yield f"- {output.text(f'explain.mending.{mending(code)}')}"
    yield ""
    for head, attempt in (("bad", own.bad), ("good", own.good)):
        yield f"**{output.text(f'explain.{head}')}**\n"
        for title, text in parts(output, attempt):
            if title.startswith("$ "):
                yield f"```sh\n{title[2:]}\n```\n"
            elif text:
                name = next((n for n in attempt.files if f"{n}" in title), "x.py")
                odd = code in _UNREADABLE and head == "bad"
                yield from _block(title, "" if odd else name, text)
            elif title != output.text("explain.base"):
                yield f"{_plain(title)}\n"
        if head == "bad":
            printed = "\n".join(run(code, output.lang).problems)
            settled = _settled(printed, message)
            yield from _block(output.text("explain.printed"), "", settled)


def _settled(printed: str, message: str) -> str:
    """Leave out what another library, another system or another day would change."""
    if message.endswith("{reason}"):
        literal = re.escape(re.sub(r".*\}", "", message.removesuffix("{reason}")))
        printed = re.sub(f"(?<={literal}).*", "…", printed)
    return printed.replace(__version__, "…")


def _block(title: str, name: str, text: str) -> Iterator[str]:
    lexer = _LEXERS.get(Path(name).suffix, "none")
    yield f"{_plain(title)}\n"
    yield f"```{lexer}\n{text.rstrip()}\n```\n"


def _plain(text: str) -> str:
    """A text that means nothing to Markdown."""
    for mark in ("\\", "<", "*", "[", "]", "_", "`"):
        text = text.replace(mark, f"\\{mark}")
    return text


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), "utf-8")
