### identifiers and the hygiene of texts

kind-identifier-what = A code that must be right by the standard it is of: tax numbers, identity numbers, bar codes, bank accounts, addresses of e-mail, telephone numbers, postal codes.
kind-identifier-why = A mistyped tax number is refused when the invoice is issued, a mistyped bank account when the money is sent; and one firm entered under two numbers is never recognised.
kind-identifier-limits = A code that passes need not exist: no register is asked, so say "passes", never "exists". The cell is judged as it stands in the file. Blanks, dashes, full width and small letters are reported as such, with the clean code under "expected", and not as a failed check; telephone numbers may be grouped by blanks, dashes and brackets. Letters that look like digits (O, I, S …) are named where the digit makes the code right. A number that ends in 000 because a spreadsheet kept 15 digits of it is named and not repaired. One digit over and over, such as 00000000, is a placeholder even where it passes the check. `cn-uscc` judges the code's own check character; the organisation code in it has an older check of its own, which is judged by `cn-uscc-inner` for codes that pass: give that rule a low severity, for it is no part of the standard. `tw-business-no` goes by the rule of April 2023, which one in five random numbers passes; `rule = "old"` is stricter and right for firms founded before, and says which numbers pass the new rule only. A resident identity number needs a real date; those of residents from Hong Kong, Macao and Taiwan (81, 82, 83) are right by the same check, and regions are not looked up, for their codes change. A telephone number of another country (+ or 00 in front) is not applicable. E-mail needs a domain with a dot; quoted names and numeric hosts are refused. Fields that lead to a person (`cn-resident-id`, `tw-personal-id`, `email`, all telephone numbers) are masked in every report as if the dictionary said `sensitive = true`; `sensitive = false` there shows them.
explain-schemes = Schemes, with the share of slips that the check notices, counted over all right codes, all places and all slips:
explain-scheme = { $name }: { $called }; of changed characters { $changed }, of swapped neighbours { $swapped }
explain-scheme-rule = { $name } (rule = "{ $rule }")
explain-scheme-form = { $name }: { $called }; no check character, the form alone is judged
explain-scheme-iban = { $name }: { $called }; check digits by ISO 7064 MOD 97-10, and the form of each country

scheme-cn-uscc = unified social credit code
scheme-cn-uscc-inner = unified social credit code with a right organisation code in it
scheme-cn-organisation-code = organisation code
scheme-cn-resident-id = resident identity number
scheme-tw-business-no = Taiwanese business number
scheme-tw-personal-id = Taiwanese identity number
scheme-gtin = GTIN (EAN, UPC)
scheme-iban = IBAN
scheme-email = e-mail address
scheme-cn-mobile = mobile number of the mainland
scheme-tw-mobile = Taiwanese mobile number
scheme-cn-phone = telephone number of the mainland
scheme-tw-phone = Taiwanese telephone number
scheme-cn-postal-code = postal code of the mainland
scheme-tw-postal-code = Taiwanese postal code

kind-text-what = Texts that must be written cleanly: no stray blanks, invisible characters, full-width letters, mixed scripts, lost characters, open brackets, placeholders, characters as HTML writes them.
kind-text-why = Two names that look alike and differ in a blank are two customers to every program; a placeholder passes every check for "filled" and tells nobody anything.
kind-text-limits = One finding a cell, with all that is wrong. What should stand there is under "expected", ready to be pasted back, and nothing stands there where a person has to look it up (lost characters, brackets, placeholders). `faults` chooses: blanks (at the ends, several in a row), invisible (no width, control characters, non-breaking blanks), width (full-width letters and digits; Chinese punctuation is right in Chinese), scripts (a character that only simplified Chinese has beside one that only traditional Chinese has), lost (�, ???, 锟斤拷, 烫烫烫, private use), brackets (both widths are one; that of `1)` needs no other), placeholders, trailing (a comma, semicolon or colon at the end), references (characters as HTML writes them: &amp;, &#23515;). Line breaks inside a cell are no fault. A placeholder is a cell as a whole: words such as 测试, 待补, 无, N/A, one digit six times or more, 123456, 13800000000, 1900-01-01, and those under `placeholders`; words that the dictionary lists under `null` are empty and not judged. Without `columns` all fields of type text without `values` are judged, notes included.

finding-flaws = { $column } { $value }: { $flaws }
expected-identifier = { $proposed ->
    [yes] { $proposal }
   *[no] { $scheme }
}
expected-text = { $proposal }
fault-separator = {"; "}

fault-ends = a blank at the start or the end
fault-doubled = several blanks in a row
fault-invisible = an invisible character ({ $code })
fault-wide = full-width letters or digits ({ $sample })
fault-traditional = traditional characters ({ $sample }) among simplified ones
fault-simplified = simplified characters ({ $sample }) among traditional ones
fault-lost = characters were lost ({ $sample })
fault-private = a character of private use ({ $code }), which others cannot see
fault-bracket = the bracket { $bracket } lacks its other half
fault-placeholder = a placeholder that says nothing
fault-trailing = { $mark } at the end
fault-reference = { $written } as HTML writes a character

fault-width = full-width characters
fault-blanks = blanks in it
fault-dashes = dashes in it
fault-case = small letters
fault-passes = otherwise it passes
fault-length = { $has } characters instead of { $wanted }
fault-character = character { $place } is { $character }, which cannot stand there
fault-alike = character { $place } is { $has } where { $wanted } belongs
fault-check = the check character is { $has }, but the others call for { $wanted }
fault-sum = the check over all characters fails
fault-within = the check of the organisation code in it (characters 9 to 17) fails as well, so the slip is probably there
fault-beyond = the organisation code in it (characters 9 to 17) is right, so the slip is probably elsewhere
fault-inner = it passes as a whole, but the organisation code in it (characters 9 to 17) ends in { $has } and should end in { $wanted } by GB 11714, which is a hint and no proof
fault-new-rule = it passes the rule of April 2023 only, which is right for a firm founded since
fault-day = characters 7 to 14 are no date
fault-sheet = it ends in 000: a spreadsheet took it for a number and kept 15 digits; the others are lost
fault-exponent = a spreadsheet made a number with an exponent of it; digits are lost
fault-zero = the zero at the start is missing
fault-several = several in one cell
fault-area = the area code is missing
fault-start = it does not begin as such a number does
fault-country = it begins with no country that has such numbers
fault-at = there is no @
fault-domain = the domain behind the @ is incomplete
fault-form = it is not of the required form

problem-identifier-rule = `rule` is for `tw-business-no`; { $scheme } has one check only
problem-no-faults = the list of faults is empty: nothing would be looked for
problem-no-text = the table has no field that holds any text; name the fields in `columns`
