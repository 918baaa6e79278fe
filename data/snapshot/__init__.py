"""What readers open: built from the archive, published by one pointer, verified."""
