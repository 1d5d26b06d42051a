"""What a model looks at: matrices over sessions and securities, each from what was known at its session's close."""
