"""`python -m docs.generator`"""

from docs.generator import FOLDER, pages

FOLDER.mkdir(exist_ok=True)
for path, text in pages().items():
    path.write_text(text, encoding="utf-8")
