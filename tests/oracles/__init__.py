"""What the store must say, worked out a second time in boring Python."""
