"""Markets as data: sessions, currency, ticker rule, and by date and board tick, limit and tax."""
