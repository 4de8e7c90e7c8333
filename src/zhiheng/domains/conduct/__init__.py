"""How people behave, and what follows from it: points, treatment, discipline, contraband; one small app each."""
