"""Small real files for the example mailbox, the same bytes on every machine."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath

_TYPES = {
    ".pdf": ("application", "pdf"),
    ".csv": ("text", "csv"),
    ".png": ("image", "png"),
    ".txt": ("text", "plain"),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    main_type: str
    sub_type: str
    content: bytes


def make_attachment(name: str) -> Attachment:
    """Make the file of a name: what is stored under it, else one of the kind it says.

    Raises:
        KeyError: there is no file of such a kind.
    """
    suffix = PurePath(name).suffix
    main_type, sub_type = _TYPES[suffix]
    stored = files("botmail.sandbox").joinpath("letters", "attachments", name)
    if stored.is_file():
        content = stored.read_bytes()
    elif suffix == ".png":
        content = draw_png(name)
    else:
        content = print_pdf(PurePath(name).stem.replace("-", " ").capitalize())
    return Attachment(name, main_type, sub_type, content)


def print_pdf(title: str) -> bytes:
    """Print one line of text on an A5 page."""
    line = title.encode("latin-1", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    drawing = b"BT /F1 18 Tf 40 520 Td (%b) Tj ET" % line
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    return _bind_pdf(objects)


def _bind_pdf(objects: tuple[bytes, ...]) -> bytes:
    document = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(document))
    return bytes(document) + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, trailer)


def draw_png(name: str, *, width: int = 24, height: int = 16) -> bytes:
    """Draw a small picture of stripes whose colours come from the name."""
    seed = zlib.crc32(name.encode())
    light = bytes((seed & 0xFF, seed >> 8 & 0xFF, seed >> 16 & 0xFF))
    dark = bytes(value // 3 for value in light)
    rows = b"".join(b"\0" + (light if row // 4 % 2 else dark) * width for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    # Stored, not compressed: compressed bytes differ between builds of zlib.
    picture = zlib.compress(rows, 0)
    chunks = ((b"IHDR", header), (b"IDAT", picture), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, data) for kind, data in chunks)


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
