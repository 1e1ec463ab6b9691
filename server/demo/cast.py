"""The people of the demonstration: invented, marked as such, each with a fixed role.

Tests and screenshots know them by the same names. Nobody here exists, and no delegation of the
demonstration has joined anything by being in it.
"""

from dataclasses import dataclass

from server.group.permissions import Role


@dataclass(frozen=True)
class Character:
    """One invented person; `sign_in` is what the development provider calls them."""

    sign_in: str
    delegation: str
    name: str
    function: str
    role: Role
    language: str
    zone: str


SECRETARIAT = "XS"

CAST = (
    Character(
        "secretary",
        SECRETARIAT,
        "Deniz Örnek",
        "Secretary of the group",
        Role.SECRETARIAT,
        "en",
        "Europe/Istanbul",
    ),
    Character(
        "chair",
        "TR",
        "Selin Deneme",
        "Chair of the working group",
        Role.CHAIR,
        "tr",
        "Europe/Istanbul",
    ),
    Character(
        "tr-head",
        "TR",
        "Kerem Misal",
        "Director, family-based care",
        Role.HEAD,
        "tr",
        "Europe/Istanbul",
    ),
    Character(
        "tr-delegate",
        "TR",
        "Elif Tasarı",
        "Expert, foster care services",
        Role.DELEGATE,
        "tr",
        "Europe/Istanbul",
    ),
    Character(
        "az-head",
        "AZ",
        "Rauf Nümunəli",
        "Head of department, social services",
        Role.HEAD,
        "en",
        "Asia/Baku",
    ),
    Character(
        "az-delegate",
        "AZ",
        "Leyla Sınaqlı",
        "Adviser, child protection",
        Role.DELEGATE,
        "en",
        "Asia/Baku",
    ),
    Character(
        "ro-head",
        "RO",
        "Ioana Exemplu",
        "Director, child protection authority",
        Role.HEAD,
        "en",
        "Europe/Bucharest",
    ),
    Character(
        "ro-delegate",
        "RO",
        "Mihai Probă",
        "Counsellor, alternative care",
        Role.DELEGATE,
        "en",
        "Europe/Bucharest",
    ),
    Character(
        "jo-head",
        "JO",
        "Rania Mithal",
        "Head of directorate, family affairs",
        Role.HEAD,
        "en",
        "Asia/Amman",
    ),
    Character(
        "kg-head",
        "KG",
        "Aibek Ülgüev",
        "Head of division, family support",
        Role.HEAD,
        "en",
        "Asia/Bishkek",
    ),
    Character(
        "kg-delegate",
        "KG",
        "Nurgul Synakova",
        "Specialist, foster families",
        Role.DELEGATE,
        "en",
        "Asia/Bishkek",
    ),
    Character(
        "uz-head",
        "UZ",
        "Dilnoza Namunaviy",
        "Head of department, deinstitutionalisation",
        Role.HEAD,
        "en",
        "Asia/Tashkent",
    ),
    Character(
        "jp-observer",
        "JP",
        "Haru Mihon",
        "Observer, child welfare policy",
        Role.OBSERVER,
        "en",
        "Asia/Tokyo",
    ),
)
"""Each delegation here has a development identity provider of its own."""
