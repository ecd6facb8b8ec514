"""Checks on the book, the display list and the written PDF; they change nothing."""
