"""Settings of the documentation: Sphinx, MyST and Furo, nothing from outside."""

from regservice import __version__

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
