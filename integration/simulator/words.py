"""Words that invented records of the ministry are made of."""

DISTRICTS = (  # of KAB. ASAHAN, as the ministry writes them
    *("MERANTI", "AIR JOMAN", "TANJUNG BALAI", "SEI KEPAYANG", "SIMPANG EMPAT", "AIR BATU"),
    *("PULAU RAKYAT", "BANDAR PULAU", "BUNTU PANE", "BANDAR PASIR MANDOGE", "AEK KUASAN"),
    *("KOTA KISARAN BARAT", "KOTA KISARAN TIMUR", "AEK SONGSONGAN", "RAHUNING", "SEI DADAP"),
    *("SEI KEPAYANG BARAT", "SEI KEPAYANG TIMUR", "TINGGI RAJA", "SETIA JANJI", "SILAU LAUT"),
    *("RAWANG PANCA ARGA", "PULO BANDRING", "TELUK DALAM", "AEK LEDONG"),
)
HOME = ("SUMATERA UTARA", "KAB. ASAHAN")
HOME_CODE = "1209"
PLACES = (
    *(("SUMATERA UTARA", city) for city in ("KOTA MEDAN", "KAB. DELI SERDANG")),
    *(("SUMATERA UTARA", city) for city in ("KOTA TANJUNG BALAI", "KAB. BATU BARA")),
    *(("SUMATERA UTARA", city) for city in ("KAB. SIMALUNGUN", "KOTA PEMATANG SIANTAR")),
    *(("RIAU", city) for city in ("KOTA PEKANBARU", "KAB. ROKAN HILIR", "KOTA DUMAI")),
    *(("KEPULAUAN RIAU", city) for city in ("KOTA BATAM", "KAB. BINTAN")),
    ("ACEH", "KOTA BANDA ACEH"),
    ("SUMATERA BARAT", "KOTA PADANG"),
    ("JAMBI", "KOTA JAMBI"),
    ("SUMATERA SELATAN", "KOTA PALEMBANG"),
    ("LAMPUNG", "KOTA BANDAR LAMPUNG"),
    *(("DKI JAKARTA", f"KOTA ADM. JAKARTA {side}") for side in ("SELATAN", "BARAT", "UTARA")),
    *(("JAWA BARAT", city) for city in ("KOTA BANDUNG", "KAB. BEKASI", "KAB. KARAWANG")),
    *(("BANTEN", city) for city in ("KOTA TANGERANG", "KAB. SERANG")),
    *(("JAWA TENGAH", city) for city in ("KOTA SEMARANG", "KAB. BOYOLALI")),
    ("DAERAH ISTIMEWA YOGYAKARTA", "KAB. SLEMAN"),
    *(("JAWA TIMUR", city) for city in ("KOTA SURABAYA", "KAB. GRESIK", "KAB. SIDOARJO")),
    ("BALI", "KAB. BADUNG"),
    ("KALIMANTAN BARAT", "KAB. KETAPANG"),
    ("KALIMANTAN TIMUR", "KOTA BALIKPAPAN"),
    ("SULAWESI SELATAN", "KOTA MAKASSAR"),
    ("SULAWESI TENGAH", "KAB. MOROWALI"),
    ("PAPUA", "KOTA JAYAPURA"),
)
# function: industry, titles, skills
JOBS = {
    "Perkebunan dan Pertanian": (
        "Pertanian, Kehutanan dan Perikanan",
        ("Mandor Panen", "Asisten Kebun", "Kerani Afdeling", "Pemanen Kelapa Sawit"),
        ("Panen sawit", "Pemupukan", "Administrasi kebun", "Pengendalian hama", "Ms. Excel"),
    ),
    "Produksi dan Manufaktur": (
        "Industri Pengolahan",
        ("Operator Produksi", "Operator Boiler", "Teknisi Mesin", "Supervisor Produksi"),
        ("Pengelasan", "Perawatan mesin", "K3", "Membaca gambar teknik", "5R"),
    ),
    "Penjualan dan Pemasaran": (
        "Perdagangan Besar dan Eceran",
        ("Sales Executive", "Pramuniaga", "Kepala Toko", "Digital Marketing"),
        ("Komunikasi", "Negosiasi", "Pelayanan pelanggan", "Media sosial", "Canva"),
    ),
    "Akuntansi dan Keuangan": (
        "Aktivitas Keuangan dan Asuransi",
        ("Staf Akuntansi", "Teller", "Account Officer", "Staf Pajak"),
        ("Akuntansi", "Pajak", "Ms. Excel", "Analisis kredit", "Brevet A dan B"),
    ),
    "Logistik dan Transportasi": (
        "Pengangkutan dan Pergudangan",
        ("Pengemudi Truk", "Staf Gudang", "Kurir", "Operator Forklift"),
        ("SIM B2 Umum", "Inventaris", "Forklift", "Rute pengiriman"),
    ),
    "Kesehatan": (
        "Aktivitas Kesehatan Manusia dan Aktivitas Sosial",
        ("Perawat", "Bidan", "Apoteker", "Analis Laboratorium"),
        ("STR aktif", "BTCLS", "Rekam medis", "Farmasi klinis"),
    ),
    "Teknologi Informasi": (
        "Informasi dan Komunikasi",
        ("Programmer", "Teknisi Jaringan", "Analis Data", "Dukungan TI"),
        ("Python", "SQL", "Jaringan", "JavaScript", "Linux"),
    ),
    "Pendidikan": (
        "Pendidikan",
        ("Guru Matematika", "Instruktur Las", "Guru PAUD", "Pengajar Bahasa Inggris"),
        ("Mengajar", "Kurikulum", "Bahasa Inggris", "Bahasa Mandarin"),
    ),
    "Konstruksi": (
        "Konstruksi",
        ("Pelaksana Lapangan", "Drafter", "Tukang Las", "Surveyor"),
        ("AutoCAD", "RAB", "Las SMAW", "Pengukuran tanah"),
    ),
    "Perhotelan dan Restoran": (
        "Penyediaan Akomodasi dan Penyediaan Makan Minum",
        ("Juru Masak", "Resepsionis", "Barista", "Pramusaji"),
        ("Memasak", "Bahasa Inggris", "Latte art", "Pelayanan tamu"),
    ),
}
JOB_TYPES = ("Penuh Waktu", "Penuh Waktu", "Kontrak", "Paruh Waktu", "Magang")
FORMS = ("PT", "PT", "PT", "CV", "UD", "KOPERASI")
FIRST_PARTS = (
    *("Lintas", "Cakrawala", "Graha", "Mitra", "Surya", "Bahari", "Rimba", "Tunas", "Bintang"),
    *("Karya", "Sinar", "Panca", "Nusa", "Arta", "Wahana", "Citra", "Jaya", "Mega"),
)
SECOND_PARTS = (
    *("Andalan", "Samudra", "Lestari", "Perkasa", "Sejahtera", "Makmur", "Utama", "Abadi"),
    *("Mandiri", "Sentosa", "Gemilang", "Persada", "Bersama", "Nusantara", "Prima", "Sawita"),
)
LAST_PARTS = ("", "", "", " Indonesia", " Sumatera", " Group", " Tbk", " Jaya")
KBLI = ("01", "10", "20", "25", "41", "46", "47", "49", "52", "55", "56", "62", "64", "85", "86")
MALE = (
    *("Ahmad", "Budi", "Rizky", "Suparman", "Hotman", "Togar", "Syahrul", "Irwansyah", "Jonggi"),
    *("Sugiono", "Fahmi", "Dedi", "Muhammad Iqbal", "Parlindungan", "Sutrisno", "Wira"),
)
FEMALE = (
    *("Siti Aisyah", "Dewi", "Nurhayati", "Sulastri", "Rotua", "Fitriani", "Juliana", "Sri"),
    *("Maya", "Ratna", "Tiurma", "Yuliana", "Khairunnisa", "Lestari", "Wulandari", "Rosmaida"),
)
FAMILY = (
    *("Siregar", "Sitorus", "Manurung", "Panjaitan", "Simanjuntak", "Nasution", "Hasibuan"),
    *("Lubis", "Saragih", "Purba", "Marpaung", "Tanjung", "Harahap", "Sinaga", "Hutagalung"),
    *("", "", "", "", "Saputra", "Wijaya", "Kurniawan", "Hidayat", "Pratama"),
)
EDUCATION = ("SMP", "SMA/MA", "SMA/MA", "SMK", "SMK", "D3", "S1", "S1", "SD", "D4", "S2")
STREETS = (
    "Jl. Imam Bonjol",
    "Jl. Cokroaminoto",
    "Dusun III",
    "Jl. Diponegoro",
    "Jl. Lintas Sumatera",
)
DUTIES = (
    "Melaksanakan pekerjaan harian sesuai target yang ditetapkan bersama atasan.",
    "Membuat laporan mingguan dan menyampaikannya tepat waktu.",
    "Menjaga kebersihan, keselamatan dan kesehatan kerja di lingkungan kerja.",
    "Berkoordinasi dengan bagian lain agar pekerjaan berjalan lancar.",
    "Memeriksa mutu hasil pekerjaan dan mencatat penyimpangannya.",
    "Melayani pelanggan dengan ramah dan menangani keluhan.",
    "Mengelola dokumen, arsip dan persediaan.",
    "Membimbing anggota tim yang baru.",
)
DEMANDS = (
    "Pendidikan minimal SMA/SMK sederajat.",
    "Pengalaman minimal 1 tahun di bidang yang sama; lulusan baru dipersilakan melamar.",
    "Jujur, teliti, disiplin dan dapat bekerja dalam tim.",
    "Bersedia bekerja dengan sistem sif.",
    "Mampu mengoperasikan komputer (Ms. Word & Ms. Excel).",
    "Memiliki SIM A/C yang masih berlaku.",
    "Bersedia ditempatkan di seluruh wilayah kerja perusahaan.",
)
VOCATIONS = {
    "Teknik Las": ("Manufaktur", "Las SMAW 3G", "Las GTAW Pipa", "Fabrikasi Baja Ringan"),
    "Teknologi Informasi": ("TIK", "Desain Grafis", "Pemrograman Web", "Operator Komputer"),
    "Otomotif": ("Otomotif", "Servis Sepeda Motor Injeksi", "Mekanik Mobil Bensin"),
    "Garmen": ("Garmen", "Menjahit Pakaian Dasar", "Operator Mesin Jahit Industri"),
    "Pertanian": ("Pertanian", "Budidaya Kelapa Sawit", "Pengolahan Hasil Pertanian"),
    "Pariwisata": ("Pariwisata", "Barista", "Tata Boga", "Tata Graha Hotel"),
    "Listrik": ("Listrik", "Instalasi Penerangan", "Teknisi Pendingin AC", "PLC Dasar"),
    "Bisnis": ("Bisnis", "Administrasi Perkantoran", "Digital Marketing", "Kewirausahaan"),
}
TOPICS = (
    *("Keselamatan dan kesehatan kerja", "Dasar teori", "Menyiapkan alat dan bahan"),
    *("Praktik terbimbing", "Praktik mandiri", "Pengendalian mutu", "Soft skill", "Uji kompetensi"),
)
INSTITUTIONS = (
    ("BLK Kabupaten Asahan", *HOME, "Jl. Latsitarda, Kisaran"),
    ("LPK Bina Terampil Kisaran", *HOME, "Jl. Imam Bonjol, Kisaran"),
    ("BBPVP Medan", "SUMATERA UTARA", "KOTA MEDAN", "Jl. Gatot Subroto, Medan"),
    ("BPVP Padang", "SUMATERA BARAT", "KOTA PADANG", "Jl. Sungai Balang, Padang"),
    ("BBPVP Bekasi", "JAWA BARAT", "KOTA BEKASI", "Jl. Guntur Raya, Bekasi"),
    ("BBPVP Serang", "BANTEN", "KAB. SERANG", "Jl. Raya Pandeglang, Serang"),
    ("BPVP Surakarta", "JAWA TENGAH", "KOTA SURAKARTA", "Jl. Bhayangkara, Surakarta"),
)
