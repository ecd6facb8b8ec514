"""From finished PDF pages to sheets and tiles."""
