"""Fuzzing of digestkit: laws, targets, and the command that runs them (`python -m fuzz.run`)."""
