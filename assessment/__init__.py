"""What it is worth: targets, schemes, scores, rankings, reports, the dashboard."""
