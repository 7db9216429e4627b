"""Run the scripts of the theme without a browser."""

import json
import subprocess
from pathlib import Path
from typing import Any

from deno import find_deno_bin

ASSETS = Path(__file__).resolve().parent.parent / "scripts/evidence_review/theme/assets"
"""The folder of the scripts."""
PAGE = """
class TestElement {
  constructor() {
    this.classList = { add() {}, remove() {}, toggle() {} };
    this.children = [];
  }
  setAttribute(name, value) { this[name] = value; }
  getAttribute(name) { return this[name] ?? null; }
  addEventListener() {}
  append(...children) { this.children.push(...children); }
}
globalThis.window = globalThis;
globalThis.document = { documentElement: { lang: "en" }, createElement: () => new TestElement() };
"""
"""The parts of the DOM that the scripts need to create elements. The rendering is tested in a browser."""


def evaluate(scripts: tuple[str, ...], function: str, *arguments: object) -> Any:  # noqa: ANN401 - any JSON value
    """Load scripts, call a function of JavaScript and return its result, which must be a JSON value.

    Args:
        scripts: The scripts below the folder of the theme's assets, in order.
        function: An expression for the function.
        arguments: The arguments of the call, which must be JSON values.
    """
    texts = [(ASSETS / script).read_text(encoding="utf-8") for script in scripts]
    call = f"console.log(JSON.stringify(({function})(...{json.dumps(arguments)})));"
    done = subprocess.run(
        [find_deno_bin(), "run", "--quiet", "--no-config", "--ext=js", "-"],
        input="\n".join([PAGE, *texts, call]),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
