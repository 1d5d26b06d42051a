"""The corporate knowledge graph: ontology, builder, port, adapters and named queries."""
