package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The phrases of one line that have the shape of a name, without titles, degrees and nicknames. */
final class NamePieces {

    private static final int MOST_PIECES = 6;
    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:(?:(?:personal |professional )?r\u00E9sum\u00E9|(?:professional"
                        + " )?resume|curriculum"
                        + " vit(?:ae|\u00E6)|cv|c\\.v\\.|lebenslauf|bewerbung|curr\u00EDculum|profil|profile)(?:\\s(?:of|for|von|de)\\s|\\s?[:\\-\u2013|]\\s?|\\s|$)|(?:(?:hi|hello|hey)[,!.]?\\s)?(?:i[\u2019']m|i"
                        + " am|my name is)\\s)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CLOSING =
            Pattern.compile(
                    "(?:[\u2019']s?)?\\s(?:r\u00E9sum\u00E9|resume|curriculum"
                            + " vitae|cv|lebenslauf|portfolio)$",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CUT =
            Pattern.compile(
                    "\\s?[|\u2022\u00B7"
                        + "\t;/\u2502\u25CF\u25AA\u2756]\\s?|\\s[-\u2013\u2014~]\\s|\\s{3,}|\\s?[(\\[]|\\s(?=\\S{1,64}@)|\\s(?=\\+?\\(?\\d)|\\s?:\\s");
    private static final Pattern NICKNAME =
            Pattern.compile(
                    "(?<=\\p{L}\\.? )(?:[\"\u201C\u201D\u201E\u00AB][\\p{L}"
                        + " .-]{2,16}[\"\u201C\u201D\u00BB]|[\u2018'][\\p{Lu}]\\p{L}{1,15}['\u2019]|\\([\\p{Lu}]\\p{L}{1,15}\\))"
                        + " (?=\\p{L})");
    private static final Pattern COMMA = Pattern.compile("\\s?[,\uFF0C]\\s?");
    private static final Pattern DEGREES_BEHIND =
            Pattern.compile(
                    "(?:,?\\s(?:Ph\\.?\\s?D\\.?|M\\.?D\\.?|E?MBA|M\\.?Sc\\.?|B\\.?Sc\\.?|B\\.?Tech\\.?|M\\.?Tech\\.?|B\\.?Eng\\.?|M\\.?Eng\\.?|MCA|BCA|MBBS|CPA|CMA|ACCA|FCA|ACA|CA|PMP\u00AE?|CSM|PMI-ACP"
                        + "|RN|BSN|MSN|DNP|NP|FNP(?:-[A-Z]{1,2})?|CRNA|APRN|LPN|CNA|PA-C|RD|LCSW|LMSW|LPC|OTR/L|OTR|DPT|PT|SLP|Pharm\\.?D\\.?|DVM|DDS|DMD|Ed\\.?D\\.?|Esq\\.?|Jr\\.?|Sr\\.?|I{2,3}|IV"
                        + "|J\\.?D\\.?|LL\\.?[BM]\\.?|P\\.?E\\.?|P\\.?Eng\\.?|EIT|CFA|CFP\u00AE?|CIA|CISA|CISSP|CISM|SHRM-S?CP|S?PHR|AICP|LEED|M\\.?Ed\\.?|M\\.?A\\.?|B\\.?A\\.?|B\\.?S\\.?|M\\.?S\\.?|MPH|MPA|MFA|BFA|MHA|M\\.?Phil\\.?)\\b\\.?){1,5}$");
    private static final Pattern TITLE_BEFORE =
            Pattern.compile(
                    "^(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau|Sra?|Mme|Dott(?:\\.ssa)?|Univ\\.-Prof|Priv\\.-Doz|PD|Dipl\\.?-[A-Z]\\p{L}{2,6}|Ing|Engr?|Er|Mag|MR|MRS|MS|MISS|DR|PROF|Rev|Sir|Adv|Capt|Lt|Shri|Smt)\\.?(?:\\s|(?<=\\.)))"
                        + "{1,3}(?:(?:med|rer|nat|phil|habil|iur|pol|oec)\\.\\s?){0,3}");
    private static final Pattern TWO_CELLS =
            Pattern.compile("[\\p{L}'\u2019-]{2,20}\\t[\\p{L}'\u2019-]{2,20}");
    private static final Pattern ONE_WORD = Pattern.compile("\\p{L}{5,35}");
    private static final Pattern SINGLE_LETTER = Pattern.compile("\\p{L}\\.\\s.*");

    private NamePieces() {}

    /**
     * A phrase that may be a name.
     *
     * @param name as people are called
     * @param from where it begins in the line
     * @param before what stands before it in the line
     */
    record Piece(String name, int from, int to, Before before) {

        boolean first() {
            return before == Before.NOTHING;
        }
    }

    /**
     * What stands before a piece: nothing but labels and titles of address, a job title, or else.
     */
    enum Before {
        NOTHING,
        JOB_TITLE,
        OTHER
    }

    /** Whether the line says that this is a resume, as "Curriculum Vitae" does. */
    static boolean opensResume(String line) {
        Matcher opening = OPENING.matcher(line + " ");
        return opening.find() && !line.toLowerCase(Locale.ROOT).startsWith("profil");
    }

    /**
     * The pieces in the order of the line.
     *
     * @param from where a label ends, else 0
     */
    static List<Piece> of(String text, int from, boolean labelled, NameEvidence evidence) {
        // Given and family name may be cells of a row.
        String line = TWO_CELLS.matcher(text).matches() ? text.replace('\t', ' ') : text;
        List<Piece> pieces = new ArrayList<>();
        Matcher opening = OPENING.matcher(line);
        int start = from == 0 && opening.find() ? opening.end() : from;
        String letters = LetterSpacing.joined(line.substring(start), evidence);
        if (letters != null && NameShape.fits(letters)) {
            return List.of(new Piece(NameCase.of(letters), start, line.length(), Before.NOTHING));
        }
        if (ONE_WORD.matcher(line).matches()) {
            String parted = LetterSpacing.parted(line, evidence);
            if (parted != null && evidence.isParted(parted) && NameShape.fits(parted)) {
                return List.of(new Piece(NameCase.of(parted), 0, line.length(), Before.NOTHING));
            }
            return Stream.ofNullable(piece(line, start, labelled, Before.NOTHING, evidence))
                    .toList();
        }
        Matcher cut = CUT.matcher(line);
        String plain = withoutNicknames(line);
        if (!plain.equals(line)) {
            cut = CUT.matcher(plain);
        }
        int at = start;
        Before before = Before.NOTHING;
        while (at < line.length() && pieces.size() < MOST_PIECES) {
            boolean more = cut.find(at);
            int end = more ? cut.start() : line.length();
            Piece piece =
                    end > at
                            ? piece(plain.substring(at, end), at, labelled, before, evidence)
                            : null;
            if (piece != null) {
                pieces.add(piece);
            } else if (before == Before.NOTHING && end > at) {
                Piece front = front(plain.substring(at, end), at, evidence);
                if (front != null) {
                    pieces.add(front);
                }
            }
            if (more && cut.group().strip().equals(":")) {
                break;
            }
            if (end > at) {
                boolean title = JobTitles.isTitle(plain.substring(at, end).strip());
                before = title ? Before.JOB_TITLE : Before.OTHER;
            }
            at = more ? Math.max(cut.end(), at + 1) : line.length();
        }
        return pieces;
    }

    /** Nicknames become blanks, so that places in the line stay what they are. */
    private static String withoutNicknames(String line) {
        return NICKNAME.matcher(line).replaceAll(m -> "\u0001".repeat(m.group().length()));
    }

    private static @Nullable Piece piece(
            String words, int at, boolean labelled, Before before, NameEvidence evidence) {
        boolean first = before == Before.NOTHING;
        int start = at + words.length() - words.stripLeading().length();
        String rest = CLOSING.matcher(words.strip()).replaceFirst("");
        Matcher title = TITLE_BEFORE.matcher(rest);
        if (title.find()) {
            start += title.end();
            rest = rest.substring(title.end());
        }
        String whole = DEGREES_BEHIND.matcher(rest).replaceFirst("").stripTrailing();
        String[] parts = COMMA.split(whole, 3);
        if (parts.length == 2 && isFamilyFirst(parts[0], parts[1])) {
            String name = NameCase.of(plain(parts[1].strip())) + " " + NameCase.of(plain(parts[0]));
            return new Piece(name, start, start + whole.length(), before);
        }
        String family = DEGREES_BEHIND.matcher(parts[0]).replaceFirst("").stripTrailing();
        String name = plain(NameCase.unspaced(family));
        boolean single = labelled && first && NameShape.isWord(name);
        // A known given name and an address make a name of ordinary words too: "Jane Page".
        boolean proved =
                NameEvidence.isGiven(name)
                        && NameShape.isWritten(name)
                        && ((labelled && first) || evidence.isFullyNamedBy(name));
        boolean script = before != Before.OTHER && NameScripts.fits(name);
        return single || proved || script || NameShape.fits(name)
                ? new Piece(NameCase.of(name), start, start + family.length(), before)
                : null;
    }

    private static String plain(String words) {
        return words.replaceAll("\u0001+", "").replaceAll("\\s+", " ").strip();
    }

    /** "JANE DOE Senior Accountant": words at the front that an address or the file name proves. */
    private static @Nullable Piece front(String words, int at, NameEvidence evidence) {
        String[] parts = words.strip().split(" +", 8);
        int start = at + words.length() - words.stripLeading().length();
        for (int count = Math.min(4, parts.length - 1); count >= 2; count--) {
            String name = String.join(" ", List.of(parts).subList(0, count));
            boolean fits =
                    NameShape.fits(
                            name.endsWith(",") ? name.substring(0, name.length() - 1) : name);
            if (fits && evidence.isFullyNamedBy(name)) {
                int end =
                        start + words.strip().indexOf(parts[count - 1]) + parts[count - 1].length();
                return new Piece(
                        NameCase.of(name.replaceAll(",$", "")),
                        start,
                        name.endsWith(",") ? end - 1 : end,
                        Before.NOTHING);
            }
        }
        return null;
    }

    /** "Okafor, Denise" is a name; "Okafor, RN" and "Marburg, Hessen" are none of this order. */
    private static boolean isFamilyFirst(String family, String given) {
        String plain = given.strip();
        boolean credentials = plain.length() <= 5 && plain.equals(plain.toUpperCase(Locale.ROOT));
        boolean capitals = family.equals(family.toUpperCase(Locale.ROOT)) && plain.length() > 3;
        boolean known = NameShape.isGiven(plain.split("[ -]", 2)[0].toLowerCase(Locale.ROOT));
        boolean initials = plain.contains(". ") || plain.endsWith(".");
        return (!credentials || initials || capitals || known)
                && !SINGLE_LETTER.matcher(family).matches()
                && family.split(" ", -1).length <= 3
                && plain.split(" ", -1).length <= 3
                && !Gazetteer.isPlace(plain)
                && (!Gazetteer.isPlace(family) || known)
                && NameShape.fits((plain + " " + family).replaceAll("\\s+", " "));
    }
}
