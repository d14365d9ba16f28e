"""A report as one HTML file that needs nothing else."""

from __future__ import annotations

from importlib import resources
from typing import Any

from regservice.errors import MissingExtraError


def report(lang: str, **content: Any) -> str:
    """
    Fill the report.

    Args:
        lang: ``zh`` or ``en``.
        **content: ``title``, ``notice``, ``lead``, ``headings`` (a mapping), ``heads``
            and ``rows`` of the table, ``graph`` (an SVG document that this library
            drew), ``explanations`` as pairs of heading and text.

    Returns:
        The page; every value but *graph* is escaped.

    Raises:
        MissingExtraError: If the extra ``report`` is not installed.
    """
    try:
        import jinja2
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="report") from None
    source = resources.files("regservice.exports").joinpath("report.html.j2")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    template = environment.from_string(source.read_text("utf-8"))
    return template.render(lang="zh-CN" if lang == "zh" else "en", **content)
