"""What a person narrows executions down with: the field, the chips of states, the saved views."""
