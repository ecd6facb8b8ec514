"""Maps from data: projections, coast lines cut to a frame, names that do not collide, and the drawing of all that."""
