"""What is at rest and stays: archive, journal, evidence, and how they are written durably."""
