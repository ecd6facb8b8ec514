"""The book as typed values, and how it is read from YAML."""
