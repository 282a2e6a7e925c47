"""The table of rules: patterns of words, and the words around them that make them harmless.

In a pattern a blank stands for any blanks. `harmless` is looked for from the beginning of the
sentence to the end of the found words, `harmless_after` behind them up to the next comma.
"""

import re
from dataclasses import dataclass

from jobs.linter.kinds import Kind

_YEARS = r"(tahun|thn|th)\b"
_NEAR = r"[^.;!?]{0,30}?"
_ADULT_AGE = r"(1[5-9]|[2-6]\d)"  # 2 years are experience, 18 is an age
_MAN, _WOMAN = r"(pria|laki[-\s]?laki|lelaki|cowok|male)", r"(wanita|perempuan|cewek|female)"
_ONE_SEX = rf"({_MAN}|{_WOMAN})(?! ?(/|&|,|dan|atau|maupun|ataupun) ?({_MAN}|{_WOMAN}))"
_NOT_A_PAIR = rf"(?<!/)(?<!dan\s)(?<!atau\s){_ONE_SEX}"
_PEOPLES = (
    r"(batak|jawa(?! (barat|tengah|timur))|melayu|minang|nias|karo|mandailing|simalungun|toba|"
    r"tionghoa|chinese|cina|sunda|aceh|banjar|bugis|padang(?! (panjang|sidempuan)))"
)
_FAITHS = r"(islam|muslim|muslimah|kristen|katolik|katholik|protestan|hindu|budha|buddha|nasrani)"
_FEES = (
    r"(administrasi|admin|adm|pendaftaran|registrasi|pelatihan|training|diklat|seragam|materai|"
    r"meterai|medical|mcu|formulir|interview|wawancara|tes|psikotes|seleksi|penempatan|"
    r"pengurusan|proses|masuk kerja|kontrak|akomodasi|berkas|jaminan|rekrutmen|asuransi)"
)


@dataclass(frozen=True)
class Rule:
    """Words that make a finding of a kind, unless they are harmless where they stand."""

    kind: Kind
    pattern: re.Pattern[str]
    harmless: re.Pattern[str] | None = None
    harmless_after: re.Pattern[str] | None = None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*"), re.IGNORECASE)


def _rules(
    kind: Kind, patterns: tuple[str, ...], *, harmless: str = "", harmless_after: str = ""
) -> tuple[Rule, ...]:
    before = _compiled(harmless) if harmless else None
    after = _compiled(harmless_after) if harmless_after else None
    return tuple(Rule(kind, _compiled(pattern), before, after) for pattern in patterns)


RULES: tuple[Rule, ...] = (
    *_rules(
        Kind.FEE,
        (
            rf"\b(biaya|uang|bayar|membayar|dp|iuran) {_FEES}\b",
            r"\b(uang|dana) (muka|pangkal|pelicin|deposit|tanda jadi|komitmen|tebusan)\b",
            r"\bdeposit\b",
            (
                r"\b(transfer|tranfer|setor|setorkan|mentransfer|menyetor) "
                r"(uang|dana|biaya|sejumlah|sebesar|terlebih|dulu|dahulu|ke rek|ke no|rp)"
            ),
            r"\b(dikenakan|dikenai|dipungut|dibebankan|ditarik|dimintai|kena) (biaya|iuran|uang)\b",
            r"\b(membayar|bayar) (biaya|uang|dp|rp|sebesar|di muka|dulu|dahulu|terlebih)",
            r"\bpungutan\b",
            r"\bganti biaya\b",
        ),
        harmless=(
            r"\b(tidak|tanpa|tak|tdk|jangan|bebas|dilarang|bukan|gratis|nol)( \w+){0,3} "
            r"(dipungut|memungut|pungutan|ada|dikenakan|dikenai|dibebankan|ditarik|dimintai|"
            r"meminta|membayar|bayar|biaya|uang|dana|deposit|transfer|mentransfer|setor|menyetor|"
            r"iuran|dp)\b"
            r"|\b(menerima|melayani|menagih|mencatat|mengelola|menghitung|menyusun|memproses|"
            r"memeriksa|merekap|menginput|rekonsiliasi|laporan|nasabah|pelanggan|pasien|konsumen|"
            r"pembeli|siswa|orang tua|wali murid|klien|penyewa|vendor|pemasok|supplier)\b"
        ),
        harmless_after=(
            r"\b(ditanggung|dibayar|dibiayai|disediakan|diganti)(kan)?(?! ?(oleh )?(pelamar|"
            r"peserta|calon|karyawan|pekerja|sendiri|pribadi|masing|di muka|dulu|dahulu|lebih))"
            r"|\b(gratis|nihil|tidak (ada|dipungut)|nasabah|pelanggan|pasien|konsumen|dari (siswa|"
            r"pembeli|klien))\b"
        ),
    ),
    *_rules(
        Kind.PAPERS,
        (
            (
                rf"\b(ijazah|ijasah|sertifikat|ktp|bpkb)( asli)?{_NEAR}\b(ditahan|dititipkan|"
                r"dijaminkan|sebagai jaminan|jadi jaminan|diserahkan ke)"
            ),
            r"\b(menitipkan|menyerahkan|menjaminkan|jaminan|penahanan|tahan) (ijazah|ijasah)\b",
        ),
        harmless=r"\b(tidak|tanpa|tak|dilarang)( \w+){0,3}\b",
    ),
    *_rules(
        Kind.AGE,
        (
            (
                rf"\b(ber)?(usia|umur)\b{_NEAR}\b(maks|max|hingga|sampai|s/d|di ?bawah|<|antara|"
                rf"tidak lebih){_NEAR}\b{_ADULT_AGE} ?{_YEARS}"
            ),
            rf"\b(maks|max)(imal|imum)?\b\.? ?:? ?((usia|umur) )?{_ADULT_AGE} ?{_YEARS}",
            rf"\b(ber)?(usia|umur) ?:? ?{_ADULT_AGE} ?(-|–|s/d|sd|sampai|hingga) ?{_ADULT_AGE}\b",
            rf"\b{_ADULT_AGE} ?(-|–|s/d|sampai|hingga) ?{_ADULT_AGE} {_YEARS}",
            rf"\b(ber)?(usia|umur) {_ADULT_AGE} ?{_YEARS}(?! ?(ke atas|atau lebih))",
            rf"\b(usia|umur) (min(imal)?\.? )?{_ADULT_AGE} ?{_YEARS},? (dan )?(maks|max)",
            rf"\b(di ?bawah|kurang dari) (usia |umur )?{_ADULT_AGE} {_YEARS}",
            r"\b(masih|usia|umur) (muda|produktif)\b",
            rf"\bfresh ?graduate{_NEAR}{_ADULT_AGE} ?{_YEARS}",
        ),
        harmless=(
            r"\b(pengalaman|kontrak|garansi|masa|anak|anak-anak|balita|bayi|murid|siswa|lansia|"
            r"pasien|tanaman|pohon|kebun|kelapa|sawit|karet|kendaraan|mobil|mesin|ternak|bibit|"
            r"perusahaan|berdiri|cicilan|kredit|tenor|tanpa batas(an)?|tidak ada batas(an)?|"
            r"bebas)\b"
        ),
    ),
    *_rules(
        Kind.SEX,
        (
            (
                rf"\b(khusus|hanya|wajib|harus|diutamakan|diprioritaskan|prioritas|lebih disukai|"
                rf"dibutuhkan|dicari|butuh|mencari|cari)( untuk| bagi)?( seorang| kandidat| "
                rf"karyawan| tenaga| \d+( orang)?)? {_ONE_SEX}\b(?! (hamil|korban))"
            ),
            rf"\bjenis kelamin ?:? ?{_ONE_SEX}\b",
            (
                rf"^[\W\d]*{_ONE_SEX} ?($|[,;.(]|usia|umur|berusia|maks|max|min|lajang|single|"
                r"sehat|belum|saja|only|lebih)"
            ),
            rf"{_NOT_A_PAIR} (saja|only|diutamakan|lebih disukai|diprioritaskan)",
            r"\b(karyawati|pramuniaga wanita|spg cantik|gadis)\b(?! ?(/|dan|atau) ?karyawan)",
        ),
        harmless=(
            r"\b(pakaian|busana|sepatu|tas|toilet|asrama|pasien|pelanggan|korban|produk|parfum|"
            r"karyawan ?(/|dan|atau) ?karyawati|karyawan dan|karyawan/)\b|/karyawati"
        ),
    ),
    *_rules(
        Kind.LOOKS,
        (
            r"\b(ber)?penampilan (yang )?(menarik|cantik|tampan|ganteng|oke|modis)",
            r"\bgood ?-? ?looking\b",
            r"\b(ber)?(wajah|paras)( yang)? (menarik|cantik|tampan|ganteng|bersih|rupawan)",
            (
                rf"\b({_WOMAN}|{_MAN}|gadis|spg|wajib|harus|diutamakan)( yang)? (cantik|ganteng|"
                r"tampan|menarik|seksi)\b"
            ),
            r"^\W*(cantik|ganteng|tampan|menarik)\b",
            r"\b(ber)?kulit (putih|cerah|kuning langsat)\b",
            r"\b(tidak|tanpa|bebas)( ber| mempunyai | memiliki | ada )? ?(tato|tindik|tattoo)\b",
            r"\btidak (ber)?(tato|tindik|kacamata|jerawat)",
        ),
    ),
    *_rules(
        Kind.HEIGHT,
        (
            rf"\b(tinggi|berat) badan\b{_NEAR}(\d|ideal|proporsional|seimbang)",
            r"\btinggi ?:? ?(min|max|maks)[a-z.]* ?:? ?1[4-9]\d",
            r"\b(tb|bb) ?(min|max|maks|/|:|1[4-9]\d)[^.;!?]{0,12}\d",
            r"\bbertinggi (badan )?1[4-9]\d",
            r"\b(ber)?badan (ideal|proporsional|langsing|atletis|tegap)\b",
            r"\bpostur (tubuh|badan)? ?(ideal|proporsional|tegap|tinggi)",
        ),
        harmless=r"\b(mengukur|menimbang|mencatat|balita|bayi|pasien|ibu hamil|ternak)\b",
    ),
    *_rules(
        Kind.MARITAL,
        (
            (
                r"\b(belum|tidak|sudah|blm) (menikah|kawin|nikah|berkeluarga|bersuami|beristri|"
                r"punya anak|mempunyai anak)"
            ),
            r"\b(lajang|perjaka|perawan|janda|duda)\b",
            r"\b(status|masih|belum|wajib|harus|diutamakan|/) ?:? ?single\b|^\W*single\b",
            r"\bstatus( perkawinan| pernikahan)? ?:? ?(kawin|menikah|belum|tidak)",
            r"\b(tidak|bersedia tidak|siap tidak) (sedang )?(hamil|mengandung)\b",
        ),
        harmless=(
            r"\b(tunjangan|cuti|fasilitas|bpjs|keluarga pekerja|memandang|membedakan)\b"
            r"|\b(sudah|belum) (menikah|kawin|berkeluarga) ?(maupun|atau|dan|/)"
        ),
        harmless_after=r"^\W*(maupun|atau|dan|/|ataupun)\W*(yang )?(belum|sudah) ",
    ),
    *_rules(
        Kind.ORIGIN,
        (
            (
                rf"\b(khusus|diutamakan|hanya|wajib|harus|asli|prioritas)( bagi| untuk)? (orang |"
                rf"suku |etnis |keturunan |warga )?{_PEOPLES}\b"
            ),
            rf"\b(ber)?(suku|etnis|keturunan) ?:? ?{_PEOPLES}\b",
            (
                rf"\b(khusus|diutamakan|hanya|wajib|harus|prioritas)( bagi| untuk)? (yang )?(ber)?"
                rf"(agama )?(non[-\s]?)?{_FAITHS}\b"
            ),
            rf"\bberagama (non[-\s]?)?{_FAITHS}\b",
            rf"\bagama ?: ?{_FAITHS}",
            rf"^\W*(non[-\s]?)?{_FAITHS} ?($|[,;.])",
            rf"{_FAITHS} (diutamakan|saja|only|lebih disukai)",
            (
                r"\b(wajib|harus|bersedia|diutamakan|tidak|lepas)( memakai| mengenakan| melepas)? "
                r"?(ber)?(jilbab|hijab|kerudung)"
            ),
            (
                r"\b(khusus|diutamakan|hanya|wajib|prioritas) (putra|putera|warga|penduduk|orang) "
                r"(daerah|asli|pribumi|setempat)"
            ),
            r"\bpribumi\b",
        ),
        harmless=(
            r"\b(membedakan|memandang|semua|segala|berbagai|bahasa|sekolah|guru|mengajar|"
            r"pendidikan|pelajaran|toko|rumah makan|masakan|rumah sakit|pulau|penempatan)\b"
        ),
    ),
    *_rules(
        Kind.DISABILITY,
        (
            r"\b(tidak|bukan|tanpa|bebas)( \w+)? (cacat|difabel|disabilitas)",
            r"\b(tidak|tanpa|bebas) (mempunyai |memiliki |ada )?kecacatan",
            r"\bnormal (fisik|secara fisik)|fisik normal\b",
        ),
        harmless=r"\b(membedakan|memandang|diskriminasi|produk|barang|buah)\b",
        harmless_after=r"^ (produk|barang|produksi|cetak|las|kain|buah)\b",
    ),
    *_rules(
        Kind.CONTACT,
        (
            (
                r"\b(lamaran|lamar|cv|berkas|biodata|daftar|mendaftar|hubungi|minat|berminat|info "
                r"lengkap|info lebih lanjut)\b[^.;!?]{0,40}\b(wa|whatsapp|whats app)\b"
            ),
            r"\b(wa|whatsapp)\b[^.;!?\d]{0,12}(\+?62|0) ?8[\d\s-]{7,}",
            (
                r"\b(hubungi|kontak|telp|telepon|hp|cp|sms|chat|lamaran|cv)\b[^.;!?\d]{0,25}"
                r"(\+?62|0)8[\d\s-]{7,}"
            ),
            r"\bwa\.me/",
            r"\bchat\.whatsapp\.com/",
        ),
        harmless=r"\b(pesanan|laporan|keluhan)( \w+){0,2} (wa|whatsapp)\b|\b(membalas|melayani)\b",
    ),
)
