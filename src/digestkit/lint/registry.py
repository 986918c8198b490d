"""The rules, found as modules below `digestkit.lint.rules`, and choosing among them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import attrs

from digestkit.lint import rules as rules_package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digestkit.lint.rule import Rule
    from digestkit.models import Diagnostic

__all__ = ["Selection", "all_rules"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    modules = (
        import_module(f"{rules_package.__name__}.{found.name}") for found in iter_modules(rules_package.__path__)
    )
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.code))


@attrs.frozen
class Selection:
    """The codes of the rules that count."""

    codes: frozenset[str]

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """What `select` names, or every rule, without what `ignore` names.

        Raises `ValueError` for a selector that fits no rule, `TypeError` for one that is no text.
        """
        chosen = _codes("select", select) or frozenset(rule.code for rule in all_rules())
        return cls(chosen - _codes("ignore", ignore))

    def takes(self, diagnostic: Diagnostic) -> bool:
        """Does a diagnostic belong to a rule that counts?"""
        return diagnostic.code in self.codes


def _codes(option: str, selectors: Iterable[str]) -> frozenset[str]:
    if isinstance(selectors, str):
        raise TypeError(f"{option} takes a sequence of codes or names, not the text {selectors!r}")
    return frozenset().union(*map(_fitting, selectors))


def _fitting(selector: str) -> frozenset[str]:
    if not isinstance(selector, str):
        raise TypeError(f"a rule is chosen by its code or name, not by {selector!r}")
    wanted = selector.strip()
    fitting = {
        rule.code
        for rule in all_rules()
        if rule.name == wanted.casefold() or (wanted and rule.code.startswith(wanted.upper())) or wanted == "ALL"
    }
    if not fitting:
        raise ValueError(f"no rule has the code or name {selector!r}; expected one like DK207, DK2 or wrapped-row")
    return frozenset(fitting)
