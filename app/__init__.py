"""Becoming Great!: Performance Leadership on a consultant's own computer."""

__version__ = "0.1.0"
