"""The runner knows notebooks and nothing of public health: it plans, executes and guards pages."""
