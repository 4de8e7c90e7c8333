"""Pages, one folder or module per room."""
