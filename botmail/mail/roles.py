"""What a folder is for: by special use (RFC 6154), else by the names that mail programs give in many languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace

from botmail.domain.folder import Folder

_SPECIAL_USES = {
    "\\sent": "sent",
    "\\trash": "trash",
    "\\drafts": "drafts",
    "\\junk": "junk",
    "\\archive": "archive",
    "\\all": "all",
    "\\flagged": "flagged",
    "\\important": "important",
}
# The nearer the front, the likelier: of two folders that fit, the one whose name stands first is taken.
_NAMES: dict[str, tuple[str, ...]] = {
    "sent": (
        "sent", "sent items", "sent messages", "sent mail", "gesendet", "gesendete elemente", "gesendete objekte",
        "envoyés", "messages envoyés", "éléments envoyés", "enviados", "elementos enviados", "itens enviados",
        "mensagens enviadas", "posta inviata", "inviati", "verzonden", "verzonden items", "wysłane",
        "elementy wysłane", "skickat", "skickade", "sendt", "lähetetyt", "отправленные", "надіслані", "odeslaná pošta",
        "odeslané", "elküldött", "trimise", "gönderilmiş", "gönderilmiş öğeler", "送信済み", "送信済みアイテム",
        "已发送", "已发送邮件", "寄件備份", "보낸 편지함", "poslano", "απεσταλμένα",
    ),
    "trash": (
        "trash", "deleted items", "deleted messages", "deleted", "bin", "papierkorb", "gelöschte elemente", "gelöscht",
        "gelöschte objekte", "corbeille", "éléments supprimés", "papelera", "elementos eliminados", "lixeira", "lixo",
        "itens excluídos", "cestino", "posta eliminata", "prullenbak", "verwijderde items", "kosz",
        "elementy usunięte", "papperskorgen", "borttagna objekt", "papirkurv", "slettet post", "roskakori", "корзина",
        "удаленные", "кошик", "koš", "odstraněná pošta", "kuka", "törölt elemek", "coș de gunoi", "çöp kutusu",
        "silinmiş öğeler", "ゴミ箱", "削除済みアイテム", "已删除", "已删除邮件", "垃圾桶", "휴지통", "απορρίμματα",
    ),
    "drafts": (
        "drafts", "draft", "entwürfe", "brouillons", "borradores", "rascunhos", "bozze", "concepten", "kopie robocze",
        "szkice", "utkast", "kladder", "luonnokset", "черновики", "чернетки", "koncepty", "rozepsané", "piszkozatok",
        "ciorne", "taslaklar", "下書き", "草稿", "草稿箱", "임시 보관함", "πρόχειρα",
    ),
    "junk": (
        "junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk mail", "bulk", "spamverdacht", "junk-e-mail",
        "werbung", "indésirables", "courrier indésirable", "pourriel", "correo no deseado", "no deseado",
        "lixo eletrônico", "lixo eletrónico", "posta indesiderata", "indesiderata", "ongewenste e-mail", "ongewenst",
        "wiadomości-śmieci", "skräppost", "uønsket", "søppelpost", "roskaposti", "спам", "нежелательная почта",
        "nevyžádaná pošta", "levélszemét", "istenmeyen", "önemsiz e-posta", "迷惑メール", "垃圾邮件", "스팸메일",
        "ανεπιθύμητα",
    ),
    "archive": (
        "archive", "archives", "archiv", "archivo", "arquivo", "archivio", "archief", "archiwum", "arkiv", "arkisto",
        "архив", "архів", "archivum", "archívum", "arhivă", "arşiv", "アーカイブ", "归档", "보관함", "αρχείο",
    ),
}  # fmt: skip
_RANKS = {name: (role, rank) for role, names in _NAMES.items() for rank, name in enumerate(names)}


def role_of_attributes(attributes: Collection[str]) -> str:
    """The role that LIST's attributes (lower case) tell, or empty."""
    return next((role for attribute, role in _SPECIAL_USES.items() if attribute in attributes), "")


def role_of_name(name: str) -> tuple[str, int] | None:
    """The role that a folder's name suggests, and how far down the list it stands; None for an ordinary name."""
    return _RANKS.get(unicodedata.normalize("NFC", name).casefold())


def with_roles_by_name(folders: Sequence[Folder]) -> list[Folder]:
    """`folders` with roles filled in by name where the server tells none; a role goes to one folder at most."""
    best: dict[str, tuple[int, int, str]] = {}
    for folder in folders:
        found = role_of_name(folder.name)
        if found and not folder.role and folder.selectable and folder.depth <= 1:
            role, rank = found
            best[role] = min(best.get(role, (99, 999, "")), (folder.depth, rank, folder.path))
    told = {folder.role for folder in folders}
    chosen = {path: role for role, (_, _, path) in best.items() if role not in told}
    return [replace(folder, role=chosen.get(folder.path, folder.role)) for folder in folders]
