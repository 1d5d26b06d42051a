"""Language tools that are deterministic and local."""
