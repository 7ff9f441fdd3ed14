"""The whole process group, started for real, killed and stopped."""
