"""Settings of the documentation: Sphinx, MyST and Furo, nothing from outside."""

from typing import TYPE_CHECKING

from regservice import __version__
from regservice.messages.problems import PROBLEMS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "regservice"
copyright = "The regservice contributors, Apache-2.0"
release = version = __version__
language = "zh_CN"

extensions = ["myst_parser"]
exclude_patterns = ["_build", "adr/0000-template.md"]
templates_path = ["_templates"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = "regservice"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False

ERROR_PAGE = "reference/errors"
ERROR_MARK = "<!-- every code -->"


def list_errors(_app: "Sphinx", page: str, source: list[str]) -> None:
    """Fill the page of error codes from the texts that the program prints."""
    if page != ERROR_PAGE:
        return
    rows = ["| 代码 | 问题 | 改法 |", "|---|---|---|"]
    for code, ((problem, fix), _english) in sorted(PROBLEMS.items()):
        rows.append(f"| `{code}` | {problem} | {fix} |".replace("<", "&lt;"))
    source[0] = source[0].replace(ERROR_MARK, "\n".join(rows))


def setup(app: "Sphinx") -> None:
    """Connect the page above."""
    app.connect("source-read", list_errors)
