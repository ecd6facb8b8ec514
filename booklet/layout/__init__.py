"""From a book and a theme to pages: a display list, final before anything is drawn."""
