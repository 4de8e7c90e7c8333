"""Screens of those held alone or restrained: the board with its clocks, one record with its looks, alarms, the banner of the first screen."""
