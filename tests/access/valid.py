"""Whether HTML is valid, by the Nu Html Checker."""

import json
import subprocess
from pathlib import Path

from tests.access.tools import npm, program

_VERSION = "26.9.27"


def errors(site: Path) -> list[str]:
    """A line for each error on any page of a built site. Raises Missing when the checker cannot be had."""
    jar = npm("vnu-jar", _VERSION) / "build" / "dist" / "vnu.jar"
    java = program("java", "default-jre-headless")
    command = [java, "-Xss2m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(site)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [
        f"{message['url'].removeprefix(site.as_uri()).lstrip('/')}: {message['message']}"
        for message in json.loads(told)["messages"]
        if message["type"] == "error" or message.get("subType") == "fatal"
    ]
