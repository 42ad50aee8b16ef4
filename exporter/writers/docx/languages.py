"""Language tags to those that Word's proofing tools know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exporter.model.locale import LocaleProfile

# Word wants a region; these are the ones without which it takes the system's.
_WITH_REGION: Final = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "ru": "ru-RU",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "zh": "zh-CN",
}
_OTHER: Final = {"ltr": "ar-SA", "rtl": "en-GB"}  # of the slot that the edition does not fill


def proofing_language(tag: str, profile: LocaleProfile) -> str:
    """Return the tag to write for text of a language."""
    if tag in {profile.language, profile.tag}:
        return profile.docx.proofing
    return _WITH_REGION.get(tag, tag)


def default_languages(profile: LocaleProfile) -> tuple[str, str]:
    """Return the document's languages of left-to-right and of complex scripts."""
    own, other = profile.docx.proofing, _OTHER[profile.direction]
    return (own, other) if profile.direction == "ltr" else (other, own)
