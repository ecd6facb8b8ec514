"""`python -m booklet` is the same as `booklet`.

Python looks for modules in the folder that it is started in before it looks among its own: a `numpy.py` that came with
somebody's book would be run. So that folder is taken off the path before a library is imported, unless the program
itself lies there.
"""

import os  # which Python has loaded by itself
import sys


def library_path(path: list[str]) -> list[str]:
    """Return where modules are looked for, without the entry that `-m` has put first; `-P` puts none there."""
    program = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib is a module too
    is_added = path and not sys.flags.safe_path
    return path[1:] if is_added and os.path.realpath(path[0]) != os.path.realpath(program) else path


if __name__ == "__main__":
    sys.path[:] = library_path(sys.path)
    from booklet.cli import main

    main()
