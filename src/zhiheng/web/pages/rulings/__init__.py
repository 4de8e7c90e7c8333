"""Pages of the rulings check: upload, preview, decision, results row by row."""
