"""How pages show things; both modules are built in, no template loads them."""
