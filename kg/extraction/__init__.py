"""From the words of news and filings to relations and events: rules first, a model where one is configured."""
