"""The verbs of the ``stepflow`` command, one module each. A verb takes the settings and its options and returns the
exit code of the process."""
