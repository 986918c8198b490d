from __future__ import annotations

import digestkit

project = "digestkit"
author = "The digestkit authors"
project_copyright = author
version = release = digestkit.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
# Docstrings name code in single backticks, as Markdown does.
default_role = "code"
html_theme = "furo"
html_title = f"digestkit {version}"

myst_enable_extensions = ["attrs_block", "colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
