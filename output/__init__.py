"""How activities are published. Imports schemas only."""
