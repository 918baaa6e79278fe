"""Torture of the store: crashes, kills, power cuts, faults of the disk, flipped bits, readers and races."""
