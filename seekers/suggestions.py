"""Words that boxes of the profile suggest: a list of ours, and what many others wrote."""

from django.db.models import Count
from django.db.models.functions import Lower

from seekers.models import Skill
from sikas.memory import remembered

SECONDS = 600
MANY = 5  # people; what fewer wrote might tell who they are
MOST = 60

SKILLS = (
    *("Administrasi kantor", "Akuntansi", "Barista", "Bengkel sepeda motor", "Budi daya ikan"),
    *("Budi daya lele", "Desain grafis", "Digital marketing", "Elektronika", "Instalasi listrik"),
    *("Jaringan komputer", "Kasir", "Las listrik", "Mekanik alat berat", "Mekanik mobil"),
    *("Melayani pelanggan", "Membuat kue dan roti", "Memanen sawit", "Memasak", "Mengajar"),
    *("Mengasuh anak", "Mengemudi (SIM A)", "Mengemudi (SIM B1)", "Mengemudi (SIM B2)"),
    *("Mengemudi (SIM C)", "Mengetik 10 jari", "Menjahit", "Menyadap karet", "Merawat lansia"),
    *("Merawat tanaman sawit", "Microsoft Excel", "Microsoft Word", "Operator alat berat"),
    *("Operator boiler", "Operator forklift", "Operator loader", "Pemasaran", "Pembukuan"),
    *("Pertukangan batu", "Pertukangan kayu", "Potong rambut", "Servis AC", "Servis HP"),
    *("Tata boga", "Tata rias", "Timbang sawit"),
)
LANGUAGES = (
    *(
        "Bahasa Indonesia",
        "Bahasa Batak Toba",
        "Bahasa Batak Mandailing",
        "Bahasa Batak Simalungun",
    ),
    *("Bahasa Melayu", "Bahasa Jawa", "Bahasa Minang", "Bahasa Hokkien", "Bahasa Inggris"),
    *(
        "Bahasa Arab",
        "Bahasa Mandarin",
        "Bahasa Jepang",
        "Bahasa Korea",
        "Bahasa isyarat (BISINDO)",
    ),
)


@remembered(SECONDS)
def skill_names() -> tuple[str, ...]:
    """Return skills by name: ours, and the MOST frequent ones that at least MANY people wrote."""
    rows = Skill.objects.values(word=Lower("name")).annotate(people=Count("seeker", distinct=True))
    often = rows.filter(people__gte=MANY).order_by("-people", "word")[:MOST]
    ours = {name.lower() for name in SKILLS}
    others = [row["word"].capitalize() for row in often if row["word"] not in ours]
    return tuple(sorted([*SKILLS, *others], key=str.lower))
