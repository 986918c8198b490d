"""Markdown text into models, one file a step: document, table, columns, paper, sections, cues."""
