"""Screens of discipline: cases, rewards, a person's conduct, what followed complaints."""
