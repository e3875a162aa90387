"""How rows are painted: executions in the list, steps and files on an execution's page."""
