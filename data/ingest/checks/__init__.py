"""Holds records against rules, against each other and against what is published."""
