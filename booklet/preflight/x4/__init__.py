"""PDF/X-4 (ISO 15930-7:2010), as far as it can be checked from public sources: one small function a clause.

`reading` opens a finished file, `drawing` walks everything its pages draw, `clauses_*` look at what was read and answer
with records, `check` lists the clauses, `tell` makes sentences of the records.

The text of ISO 15930-7 is sold and was not at hand. What stands here is taken from secondary sources: the standard's
published table of contents (the numbers and titles of 6.1 to 6.27), its abstract, the CGATS application notes for
PDF/X (2006), and what other writers and checkers of PDF/X say of it; the objects themselves are those of the
PDF Reference 1.6, cited by the sections of ISO 32000-1:2008. Where two sources disagree the stricter reading is taken
only if it costs nothing on paper. docs/x4.md lists what is checked and what is not.
"""
