"""Print-ready booklets and timeline posters, right to left and left to right, from one YAML file."""

__version__ = "0.1.0"
