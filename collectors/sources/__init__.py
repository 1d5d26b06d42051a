"""One file a source; `collectors.registry` lists them."""
