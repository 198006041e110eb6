//! The words with which spreadsheets show that a formula failed. What Excel calls its errors stands in its help, one page for each
//! error and language ("How to correct a #VALUE! error"); those of `LibreOffice` in its help on error codes, those of WPS and
//! Google Sheets in theirs. A file tells nothing of the language of the program that wrote it, so all are known at once.

use std::collections::HashSet;
use std::sync::LazyLock;

/// All of them, in capitals.
const ERRORS: &[&str] = &[
    // English, and every language that has no word of its own
    "#N/A",
    "#REF!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#UNKNOWN!",
    "#EXTERNAL!",
    "#PYTHON!",
    "#GETTING_DATA",
    "#TIMEOUT!",
    "#ERROR!",
    "#ERROR",
    "#DELETED",
    // Chinese
    "#名称?",
    "#名稱?",
    "#值!",
    "#引用!",
    "#参照!",
    "#參照!",
    "#数值!",
    "#數值!",
    "#数字!",
    "#數字!",
    "#空!",
    "#空值!",
    "#除以0!",
    "#除以零!",
    "#除零!",
    "#无效!",
    "#無效!",
    "#不适用",
    "#不適用",
    "#错误!",
    "#錯誤!",
    "#溢出!",
    "#溢位!",
    "#计算!",
    "#計算!",
    "#字段!",
    "#欄位!",
    "#连接!",
    "#連線!",
    "#未知!",
    "#已阻止!",
    "#已封鎖!",
    "#正在获取数据",
    "#正在取得資料",
    // Japanese, Korean
    "#スピル!",
    "#フィールド!",
    "#ブロック!",
    "#接続!",
    "#名前?",
    "#분산!",
    "#계산!",
    "#이름?",
    "#값!",
    // German
    "#NV",
    "#BEZUG!",
    "#WERT!",
    "#ZAHL!",
    "#ÜBERLAUF!",
    "#KALK!",
    "#FELD!",
    "#BLOCKIERT!",
    "#VERBINDEN!",
    "#UNBEKANNT!",
    "#DATEN_ABRUFEN",
    // French
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#VALEUR!",
    "#PROPAGATION!",
    "#EPARS!",
    "#CALCUL!",
    "#CHAMP!",
    "#CONNEXION!",
    "#INCONNU!",
    "#CHARGEMENT_DONNEES",
    "#OBTENTION_DONNEES",
    // Spanish, of Spain and of America
    "#¡REF!",
    "#¡DIV/0!",
    "#¡NULO!",
    "#¡NUM!",
    "#¡VALOR!",
    "#¡CALC!",
    "#¡CAMPO!",
    "#¡CONECTAR!",
    "#¡BLOQUEADO!",
    "#¡DESCONOCIDO!",
    "#¡DESBORDAMIENTO!",
    "#¿NOMBRE?",
    "#NOMBRE?",
    "#CAMPO!",
    "#CONECTAR!",
    "#BLOQUEADO!",
    "#DESCONOCIDO!",
    "#DESBORDAMIENTO!",
    "#OBTENIENDO_DATOS",
    // Portuguese, Italian
    "#N/D",
    "#NOME?",
    "#NULO!",
    "#VALOR!",
    "#NÚM!",
    "#DESPEJAR!",
    "#OBTENDO_DADOS",
    "#VALORE!",
    "#RIF!",
    "#ESPANSIONE!",
    "#ESTRAZIONE_DATI_IN_CORSO",
    // Dutch
    "#N/B",
    "#LEEG!",
    "#DEEL/0!",
    "#DELING.DOOR.0!",
    "#WAARDE!",
    "#VERW!",
    "#NAAM?",
    "#GETAL!",
    "#OVERLOPEN!",
    "#OVERLOOP!",
    "#BEREKENEN!",
    "#GEGEVENS.OPHALEN",
    "#GEGEVENS_OPHALEN",
    // Swedish, Danish, Norwegian, Finnish
    "#DIVISION/0!",
    "#VÄRDEFEL!",
    "#REFERENS!",
    "#NAMN?",
    "#OGILTIGT!",
    "#SAKNAS!",
    "#SKÄRNING!",
    "#I/T",
    "#VÆRDI!",
    "#VERDI!",
    "#REFERENCE!",
    "#NAVN?",
    "#OVERFLYT!",
    "#OVERLØB!",
    "#JAKO/0!",
    "#ARVO!",
    "#VIITTAUS!",
    "#NIMI?",
    "#LUKU!",
    "#PUUTTUU!",
    "#TYHJÄ!",
    // Polish, Czech, Slovak, Hungarian, Turkish
    "#DZIEL/0!",
    "#ADR!",
    "#ARG!",
    "#LICZBA!",
    "#NAZWA?",
    "#ZERO!",
    "#DĚLENÍ_NULOU!",
    "#NENÍ_K_DISPOZICI",
    "#NÁZEV?",
    "#NÁZOV?",
    "#ČÍSLO!",
    "#ODKAZ!",
    "#HODNOTA!",
    "#PŘESAH!",
    "#ZÉRÓOSZTÓ!",
    "#ÉRTÉK!",
    "#HIV!",
    "#NÉV?",
    "#SZÁM!",
    "#HIÁNYZIK",
    "#NULLA!",
    "#SAYI/0!",
    "#DEĞER!",
    "#BAŞV!",
    "#AD?",
    "#SAYI!",
    "#YOK",
    "#BOŞ!",
    "#TAŞMA!",
    // Russian
    "#ПУСТО!",
    "#ДЕЛ/0!",
    "#ЗНАЧ!",
    "#ССЫЛКА!",
    "#ИМЯ?",
    "#ЧИСЛО!",
    "#Н/Д",
    "#ПЕРЕНОС!",
    "#ВЫЧИСЛ!",
    "#ОЖИДАНИЕ_ДАННЫХ",
];

/// What stands before the three digits of an error of `LibreOffice`.
pub(super) const NUMBERED: [&str; 5] = ["Err:", "错误:", "錯誤:", "エラー:", "오류:"];

/// No word is longer, in bytes and full width.
pub(super) const LONGEST: usize = 80;

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ERRORS.iter().copied().collect());

/// The characters that stand behind the `#` of one.
static STARTS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    ERRORS
        .iter()
        .filter_map(|word| word.chars().nth(1))
        .collect()
});

/// Whether a word in half width is one.
pub(super) fn is_error(word: &str) -> bool {
    WORDS.contains(word) || WORDS.contains(word.to_uppercase().as_str())
}

/// Whether the text behind a `#` may go on as one does.
pub(super) fn may_follow(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.to_uppercase().any(|c| STARTS.contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert_eq!(WORDS.len(), ERRORS.len(), "a word stands there twice");
        for word in ERRORS {
            assert!(
                word.len() < LONGEST && is_error(&word.to_lowercase()),
                "{word}"
            );
            assert_eq!(word.to_uppercase(), *word);
            assert!(
                may_follow(&word[1..]) && may_follow(&word[1..].to_lowercase()),
                "{word}"
            );
        }
        assert!(!may_follow("楼") && !may_follow("3") && !may_follow(""));
    }
}
