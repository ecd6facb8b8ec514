"""Personal copies of a book: one for each row of a table of data."""
