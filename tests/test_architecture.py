"""The walls of the house: who may import whom, and that nothing happens on import."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import ROOT

PARTS = ("facts", "fair", "intake", "matching", "badges", "sync", "live", "hub", "web", "cli", "messages")
CORE = ("facts", "fair", "intake", "matching", "badges")
EACH_OTHER = {"facts", "fair", "intake", "matching", "badges"}  # their plain data
# What each part may use of the others (design, section 5). ``eventapp`` itself is the door: create_app and settings.
MAY_USE = {
    "facts": set(),
    "fair": EACH_OTHER,
    "intake": EACH_OTHER,
    "matching": EACH_OTHER,
    "badges": EACH_OTHER,
    "messages": set(),
    "sync": {"facts", "fair", "messages"},
    "live": {*CORE, "messages", "settings", "sync"},
    "hub": {*CORE, "messages", "settings", "sync", "live"},
    "web": {*CORE, "messages", "settings", "sync", "live", "hub"},
    "cli": {*CORE, "messages", "settings", "sync", "live", "hub", "startup"},
}
SERVERS = {
    "flask",
    "flask_socketio",
    "flask_babel",
    "socketio",
    "engineio",
    "eventlet",
    "gevent",
    "werkzeug",
    "requests",
}
EVERY_FILE = sorted((ROOT / "eventapp").rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            if node.module == "eventapp":
                yield from (f"eventapp.{alias.name}" for alias in node.names)


def own_part(path: Path) -> str:
    relative = path.relative_to(ROOT / "eventapp")
    return relative.parts[0] if len(relative.parts) > 1 else ""


def used_parts(path: Path) -> set[str]:
    names = (name.split(".") for name in imports(path))
    return {name[1] for name in names if name[0] == "eventapp" and len(name) > 1}


def files_of(*parts: str) -> list[Path]:
    return [path for path in EVERY_FILE if own_part(path) in parts]


def test_the_table_names_every_part() -> None:
    folders = {path.name for path in (ROOT / "eventapp").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= set(PARTS)


@pytest.mark.parametrize("path", files_of(*PARTS), ids=lambda path: str(path.relative_to(ROOT / "eventapp")))
def test_imports_go_in_one_direction(path: Path) -> None:
    part = own_part(path)
    names_of_eventapp = {"__version__", "create_app", "create_hub"}
    strangers = used_parts(path) - {part} - MAY_USE[part] - names_of_eventapp
    assert not strangers, f"{part} may not use {strangers}"


@pytest.mark.parametrize("path", files_of(*CORE, "messages"), ids=lambda path: str(path.relative_to(ROOT / "eventapp")))
def test_the_core_knows_no_server(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & SERVERS


def test_live_and_the_hub_know_no_web_framework() -> None:
    for path in files_of("live", "hub"):
        assert not {name.split(".")[0] for name in imports(path)} & {"flask", "flask_socketio", "werkzeug"}, path


def test_nothing_imports_web_but_the_door() -> None:
    users = {path for path in EVERY_FILE if "web" in used_parts(path) and own_part(path) != "web"}
    assert users == {ROOT / "eventapp" / "__init__.py"}
    for folder in ("seed", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            assert "web" not in used_parts(path), path


def test_nothing_in_the_house_imports_the_seed_but_the_start() -> None:
    users = {path.name for path in EVERY_FILE if any(name.split(".")[0] == "seed" for name in imports(path))}
    assert users <= {"serving.py"}


def test_only_the_start_knows_the_way_of_waiting() -> None:
    users = {path.relative_to(ROOT / "eventapp").as_posix() for path in EVERY_FILE
             if {name.split(".")[0] for name in imports(path)} & {"eventlet", "gevent"}}  # fmt: skip
    assert users == {"startup.py"}


def test_only_run_py_patches() -> None:
    patching = {path.name for path in (*EVERY_FILE, ROOT / "run.py") if "monkey_patch(" in path.read_text()}
    assert patching == {"run.py"}


# Imports the modules in a process of its own and tells what our own code did meanwhile; libraries have their own ways.
PROBE = """
import importlib, json, os, sys, threading

ACTS = {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "sqlite3.connect", "os.mkdir",
        "os.remove", "os.rename", "os.system", "os.putenv"}
noticed = []

def notice(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (writes or event in ACTS) and not of_a_library():
        noticed.append(f"{event} {arguments}")

def of_a_library():
    frame = sys._getframe()
    while frame and "site-packages" not in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None

modules = json.load(sys.stdin)
sys.addaudithook(notice)
for module in modules:
    importlib.import_module(module)
noticed += [f"thread {thread.name}" for thread in threading.enumerate() if thread is not threading.main_thread()]
print(json.dumps({"noticed": noticed, "patched": "eventlet" in sys.modules or "gevent" in sys.modules,
                  "servers": sorted({"flask", "flask_socketio", "socketio", "engineio"} & set(sys.modules))}))
"""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def probed(modules: list[str], tmp_path: Path) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROBE], cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""},
        input=json.dumps(modules), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_nothing_happens_on_import(tmp_path: Path) -> None:
    """No file written, no socket, no process, no thread, nothing patched, for any module of the house."""
    modules = [module_name(path) for path in EVERY_FILE]
    modules += [module_name(path) for path in (ROOT / "seed").rglob("*.py")]
    found = probed(modules, tmp_path)
    assert found["noticed"] == [] and not found["patched"]
    assert not list(tmp_path.iterdir())


def test_the_core_runs_without_any_server_in_memory(tmp_path: Path) -> None:
    found = probed([module_name(path) for path in files_of(*CORE)], tmp_path)
    assert found["servers"] == []
