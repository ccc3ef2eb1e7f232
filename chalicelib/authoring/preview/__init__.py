"""`stillpath preview`: a local page that shows a programme as patients will see it while its files are written."""
