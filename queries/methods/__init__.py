"""The arithmetic that SQL says badly: numbers in, numbers out, no screen and no database."""
