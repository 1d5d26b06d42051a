"""Sources: one file each with `fetch` (the only I/O) and `parse` (pure); they fill the store."""
