"""One rule a module, named after its code and name; `RULE` is the rule, the docstring its page.

A docstring says in its first line what the rule finds, then why that matters, shows bad and good examples, and ends
with the safety of the fix. An example that is nothing but rows stands below `## Papers for 2024-03-11` and the
header of the classic table.
"""
