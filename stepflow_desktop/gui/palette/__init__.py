"""What the search field of the header offers: executions, files, settings, commands, tags, steps and lines of logs."""
