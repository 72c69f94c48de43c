"""What citizens and ambassadors see: links, calls and applying, one's own pages."""
