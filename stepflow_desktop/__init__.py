"""StepFlow Desktop runs any command and shows its steps, progress, live log and files."""

__version__ = "0.1.0"
