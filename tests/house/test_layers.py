"""Imports run down: assessment -> projects -> units -> promo, and from doors to data inside each."""

from importlinter.cli import lint_imports


def test_no_import_runs_upwards(capsys, monkeypatch, settings):
    monkeypatch.chdir(settings.BASE_DIR)
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out
