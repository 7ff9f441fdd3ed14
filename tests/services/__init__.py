"""Real servers for the tests: found by their address, or started on a free loopback port and stopped again."""
