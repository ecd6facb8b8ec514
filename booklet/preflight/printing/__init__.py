"""What a print shop asks of a finished PDF, ours or another program's: one small check for each thing asked.

`reading` of x4 opens the file; `painting` follows the content of its pages and tells where each mark lies, in which
inks and how large. The checks look at both, with the shop's profile in hand; `check` lists them, `tell` makes the
sentences.
"""
