"""Git, and the steps of GitHub's workflows, as GitHub runs them."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What git says in a repository, where commits are those of A."""
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ("git", "-C", str(folder), *author, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run(script: str, folder: Path, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the text of a step in a folder. Only where the step names the shell does a pipe fail with its first command."""
    command = ["bash", *(("--noprofile", "--norc", "-o", "pipefail") if shell else ()), "-e", "-c", script]
    machine = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), **environment}
    return subprocess.run(command, cwd=folder, env=machine, capture_output=True, text=True, check=False)
