"""What things are: the records that travel between the stages. Imports nothing of ours."""
