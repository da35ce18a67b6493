# Short names for what people do here often; `just` alone lists them. CI runs `install_kernel.py --test`, as `just test`.
python := ".venv/bin/python"

_default:
    @just --list

# The example mailbox and notebook
demo:
    python3 install_kernel.py --demo

# Everything that CI runs
test:
    python3 install_kernel.py --test

# One package's tests, for example: just one tests/lang
one *paths:
    {{python}} -m pytest -q {{paths}}

# The pictures in the documentation, from JupyterLab
picture:
    PICTURE=docs/images/quickstart.png {{python}} -m pytest -q tests/browser -k quickstart
    PICTURE_OF_DEBUGGER=docs/images/debugger.png {{python}} -m pytest -q tests/browser -k breakpoint_stops

# The word lists of everything that colours programs, after a change of the vocabulary
words:
    {{python}} -m kernel.words

# Formatter, linter, types and the walls between the rooms
check:
    .venv/bin/ruff check
    .venv/bin/ruff format --check
    .venv/bin/mypy
    .venv/bin/lint-imports

# Rewrite files as the formatter and the linter want them
format:
    .venv/bin/ruff format
    .venv/bin/ruff check --fix

# The wheel, into dist/
wheel:
    {{python}} -m pip wheel --no-deps --wheel-dir dist .
