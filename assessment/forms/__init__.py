"""What people type about targets, schemes and reports."""
