"""From a display list to PDF bytes."""
