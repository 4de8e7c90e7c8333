"""Things that know nothing of prisons: text, files, processes, database fields."""
