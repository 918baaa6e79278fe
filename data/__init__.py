"""What is known: the promise, the way in, the store, the people."""
