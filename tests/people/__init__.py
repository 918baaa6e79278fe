"""Who may do what, walked through whole."""
