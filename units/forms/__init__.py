"""What people type about units and themselves."""
