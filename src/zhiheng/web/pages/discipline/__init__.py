"""Screens of discipline: cases, those held alone or restrained with their clocks, rewards, what followed complaints."""
