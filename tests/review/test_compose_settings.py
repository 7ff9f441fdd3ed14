"""What README lets an operator set reaches the containers: a variable that compose drops is set in vain."""

import re

IN_THE_IMAGE = {"PROMO_PRODUCTION", "PROMO_VAR"}


def named_in_readme(base_dir) -> set[str]:
    table = re.findall(r"^\| (`.*?) \|", (base_dir / "README.md").read_text(), re.M)
    return {name for cell in table for name in re.findall(r"`([A-Z_]+)", cell)}


def test_every_setting_of_the_readme_is_handed_to_the_containers(settings):
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    image = (settings.BASE_DIR / "Dockerfile").read_text()
    handed = set(re.findall(r"^    ([A-Z_]+): ", compose, re.M))
    assert named_in_readme(settings.BASE_DIR) - IN_THE_IMAGE <= handed
    assert all(f"{name}=" in image for name in IN_THE_IMAGE)
