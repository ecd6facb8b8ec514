"""`python -m booklet` is the same as `booklet`."""

from booklet.cli import main

if __name__ == "__main__":
    main()
