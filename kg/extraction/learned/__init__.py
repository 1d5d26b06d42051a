"""The second reader: small linear models that find what no rule words, below the rules and never against them."""
