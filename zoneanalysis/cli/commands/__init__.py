"""The commands, one module for what belongs together; each parses and calls one function."""
