"""Who there is: regions, units and their classes, people, roles, access."""
