from __future__ import annotations

from typing import TYPE_CHECKING

import digestkit

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "digestkit"
author = "The digestkit authors"
project_copyright = author
version = release = digestkit.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
# Docstrings name code in single backticks, as Markdown does.
default_role = "code"
html_theme = "furo"
# The theme's own dark style underlines imports, as if they were links.
pygments_dark_style = "github-dark"
html_title = f"digestkit {version}"
html_static_path = ["static"]
html_css_files = ["narrow.css"]

myst_enable_extensions = ["attrs_block", "colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True


def close_up(_app: Sphinx, _page: str, content: list[str]) -> None:
    """Take out the blank line that ends an example for doctest, and that would be shown."""
    content[0] = content[0].replace("\n\n```\n", "\n```\n")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", close_up)
