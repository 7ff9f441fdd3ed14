"""The embedded edition: web, worker and timetable under one parent that restarts what dies."""
