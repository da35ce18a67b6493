"""What the documents say is what there is."""
