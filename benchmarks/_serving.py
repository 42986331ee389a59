"""A service and an nginx to compare it with, each one process on loopback, and wrk to ask them."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONNECTIONS = 16
_NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types {{ text/calendar ics; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def require(*programs: str) -> None:
    """Ends the benchmark, saying so, where a program is not installed."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    if missing := [program for program in programs if not shutil.which(program, path=path)]:
        print(f"not measured: {', '.join(missing)} is not installed (apt-get install wrk nginx-light)", file=sys.stderr)
        sys.exit(0)


@contextmanager
def bruggen(var: Path) -> Iterator[int]:
    """The port on which `bruggen serve` answers, as an operator starts it."""
    port = _free_port()
    command: list[str | Path] = [Path(sys.executable).with_name("bruggen"), "serve", "--var", var, "--port", str(port)]
    with _running(command, port):
        yield port


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[int]:
    """The port on which nginx serves `root` with one worker."""
    port = _free_port()
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, root=root), encoding="utf-8")
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin") or "nginx"
    with _running([program, "-p", folder, "-c", folder / "nginx.conf"], port):
        yield port


@contextmanager
def _running(command: list[str | Path], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until something answers; a service that indexes a large release takes connections before it answers."""
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=180) as connection:
                connection.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
                if connection.recv(1):
                    return
        except ConnectionError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers on port {port}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wrk(url: str, *, seconds: int, header: str | None = None, script: Path | None = None) -> str:
    """What wrk says after asking `url` for so long, on 16 connections kept open. Ends when an answer was an error."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    command += [*(("-H", header) if header else ()), *(("-s", str(script)) if script else ()), url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(told)
    return told


def per_second(told: str) -> float:
    """Requests a second in what wrk said."""
    return float(re.findall(r"Requests/sec:\s+([0-9.]+)", told)[0])


def p99_ms(told: str) -> float:
    """The 99th percentile of latency in what wrk said."""
    value, unit = re.findall(r"99%\s+([0-9.]+)(us|ms|s)", told)[0]
    return float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
