"""Where in a finished file something was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page and the way from it to an object; or an object of the file as a whole."""

    page_number: int = 0
    """1-based; 0 for the file as a whole."""
    path: str = ""
    """`form Fm1, image Im2`; empty for the page or the file itself."""

    def within(self, step: str) -> "Place":
        """Return the place of something used at this one."""
        if self.path.count(", ") > 4:  # forms in forms: the first and the last tell enough
            start = ", ".join(self.path.split(", ")[:4])
            return Place(self.page_number, f"{start}, …, {step}")
        return Place(self.page_number, f"{self.path}, {step}" if self.path else step)

    def __str__(self) -> str:
        page = f"page {self.page_number}" if self.page_number else "the file"
        return f"{page}, {self.path}" if self.path else page


FILE = Place()
