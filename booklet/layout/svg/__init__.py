"""SVG drawings as paths of the display list: `reader` walks the file, `style` and `values` read what it says."""
