"""How people behave, and what follows from it: points, treatment, discipline, seclusion, contraband; one small app each."""
