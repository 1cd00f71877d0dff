"""The files of deploy/ name only commands, settings, addresses and files that exist."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from vertaispeili.__main__ import _COMMANDS, _parser
from vertaispeili.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")


def directives(path: Path) -> dict[str, list[str]]:
    """Directives of a unit with all their values: one may be given several times."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if re.match(r"\w+=", line):
            name, value = line.split("=", 1)
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_named_exists(path: Path) -> None:
    named = set(re.findall(rf"{PREFIX}(\w+)", path.read_text("utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_in_the_docs_and_says_what_it_is_for(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")
    if not path.name.endswith(".dockerignore"):
        assert str(path.relative_to(ROOT)) in OPERATIONS


def test_the_docs_name_no_file_of_deploy_that_is_not_there() -> None:
    for name in re.findall(r"`(deploy/[\w./-]+\w)`", OPERATIONS):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_a_command_of_ours_as_an_ordinary_user_that_can_write_only_data(unit: Path) -> None:
    given = directives(unit)
    program, *arguments = given["ExecStart"][0].split()
    assert program.endswith("/bin/vertaispeili")
    assert _parser().parse_args(arguments).command in _COMMANDS
    assert given["User"] == ["vertaispeili"]
    for name, value in {
        "NoNewPrivileges": "true",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "true",
        "PrivateTmp": "true",
        "PrivateDevices": "true",
        "RestrictNamespaces": "true",
        "SystemCallFilter": "@system-service",
    }.items():
        assert given[name] == [value], name
    writes = "StateDirectory" in given
    assert writes == (arguments[0] != "serve")
    assert ("IPAddressDeny" in given) != writes, "the dashboard asks nobody anything"


def test_the_timer_starts_the_refresh_and_names_times_in_helsinki() -> None:
    timer = DEPLOY / "systemd" / "vertaispeili-refresh.timer"
    given = directives(timer)
    assert timer.with_suffix(".service").exists()
    assert all(when.endswith("Europe/Helsinki") for when in given["OnCalendar"])
    assert given["Persistent"] == ["true"]


def test_a_stale_refresh_is_no_failed_unit_but_one_that_built_nothing_is() -> None:
    given = directives(DEPLOY / "systemd" / "vertaispeili-refresh.service")
    assert given["SuccessExitStatus"] == ["1 3"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda path: path.name)
def test_systemd_understands_every_line(unit: Path) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=30, check=False
    ).stderr
    ours = [line for line in said.splitlines() if unit.name in line and "is not executable" not in line]
    assert not ours


def test_the_container_runs_a_command_of_ours_as_an_ordinary_user_and_copies_what_is_there() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    final = text.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert 'ENTRYPOINT ["vertaispeili"]' in final
    assert _parser().parse_args([re.search(r'^CMD \["(\w+)"\]$', final, re.MULTILINE)[1]]).command == "serve"
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
    assert "--require-hashes" in text
    packages = re.search(r"^packages = \[(.+)\]$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]
    assert set(re.findall(r'"(\w+)"', packages)) <= set(re.findall(r"^COPY (\w+) ", text, re.MULTILINE))


def test_compose_hardens_both_and_lets_only_the_schedule_write() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    services = yaml.safe_load(text)["services"]
    assert {name: service["command"] for name, service in services.items()} == {
        "dashboard": ["serve"],
        "schedule": ["schedule"],
    }
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["user"] == "10001:10001"
    shared, dashboard, schedule = re.match(
        r"(.+?)services:\n  dashboard:\n(.+?)  schedule:\n(.+?)\nvolumes:", text, re.DOTALL
    ).groups()
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", 'user: "10001:10001"'):
        assert line in shared
    for service, command, volume in ((dashboard, "serve", "data:/data:ro"), (schedule, "schedule", "data:/data")):
        assert "<<: *hardened" in service
        assert re.search(r"command: \[(\w+)\]", service)[1] == command
        assert f'volumes: ["{volume}"]' in service
    assert 'ports: ["127.0.0.1:8050:8050"]' in dashboard
    assert "ports:" not in schedule


def test_the_proxy_keeps_the_watchers_addresses_to_this_machine_and_passes_on_to_our_port() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert f"server 127.0.0.1:{Settings.model_fields['port'].default};" in text
    block = re.search(r"location ~ \^/\(health\|ready\|metrics\)\$ \{(.+?)\}", text, re.DOTALL)[1]
    assert "deny all;" in block
    assert text.count("{") == text.count("}")
    for line in text.splitlines():
        assert re.fullmatch(r"\s*(#.*|[^;{}]*[;{]|\}|)", line), line


NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@pytest.mark.skipif(NGINX is None or shutil.which("openssl") is None, reason="nginx is not on this machine")
def test_nginx_understands_every_line(tmp_path: Path) -> None:
    assert NGINX is not None
    pair = ["-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x", *pair]
    subprocess.run(request, check=True, capture_output=True)
    ours = (DEPLOY / "nginx.conf").read_text("utf-8").replace("/etc/ssl/vertaispeili", str(tmp_path))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{ours}}}\n", "utf-8")
    said = subprocess.run([NGINX, "-t", "-c", whole, "-p", tmp_path], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_every_command_is_documented_with_its_exit_codes() -> None:
    table = OPERATIONS.split("## Commands")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `vertaispeili (\w+)", table, re.MULTILINE)) == set(_COMMANDS)
