"""How listings are collected: fetch politely, let readers read. Imports schemas only."""
