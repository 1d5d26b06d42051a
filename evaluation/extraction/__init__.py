"""What extraction is measured on: the practice market's held-back sentences, our own cases, FIRE and CORE."""
