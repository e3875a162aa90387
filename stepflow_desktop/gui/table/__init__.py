"""Executions as a table over the whole page: its columns, cells, view and the bar for what is done with many."""
