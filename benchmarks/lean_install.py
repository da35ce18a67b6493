"""What an installation without extras puts on the disk: the package, what it depends on, the largest of them.

.venv/bin/python benchmarks/lean_install.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MEGABYTE = 1_000_000
SHOWN = 10


def size_of(folder: Path) -> int:
    """Bytes of all files below `folder`, or of the file itself."""
    return sum(path.stat().st_size for path in [folder, *folder.rglob("*")] if path.is_file() and not path.is_symlink())


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        environment = Path(place) / "lean"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        python = environment / "bin" / "python"
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile"]
        subprocess.run([*pip, PROJECT], check=True)
        [packages] = environment.glob("lib/python*/site-packages")
        sizes = {path.name: size_of(path) for path in packages.iterdir()}
        distributions = len(list(packages.glob("*.dist-info")))
        print(f"{distributions} distributions, {size_of(environment) / MEGABYTE:.1f} MB without bytecode")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"{size / MEGABYTE:8.1f} MB  {name}")
    print(f"{sum(sizes[name] for name in ('botmail', 'kernel')) / MEGABYTE:8.1f} MB  ours: botmail, kernel")


if __name__ == "__main__":
    main()
