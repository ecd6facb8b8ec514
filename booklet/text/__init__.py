"""From a paragraph of text to lines of glyphs."""
