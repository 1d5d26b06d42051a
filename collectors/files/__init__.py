"""Files of prices, news, listings, filings, holders and actions, read into the store.

The way of a file: `unpacking` (bytes) -> `text` (UTF-8 blocks) -> `tables` (frames of raw columns) -> `columns`
(kind and names) -> one module a kind (parse, gate) -> `importing` (batches into the store, rejects into quarantine).
"""
