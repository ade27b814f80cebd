package dev.matchmill.readers.measure;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who does not exist.
 *
 * @param name as a reader should find it
 * @param writtenName as the resume has it: in capitals, family name first, with titles
 * @param phone E.164
 * @param writtenPhone as the resume has it
 * @param writtenPlace city and what proves it
 */
record Person(
        String name,
        String writtenName,
        String email,
        String phone,
        String writtenPhone,
        String city,
        String country,
        String writtenPlace) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final List<List<List<String>>> PEOPLE = Rows.of("people.tsv", ",");
    private static final List<List<List<String>>> EAST_ASIANS =
            Rows.of("people-east-asia.tsv", ",");
    private static final List<String> DEGREES =
            List.of("PhD", "MBA", "RN", "CPA", "PMP", "M.Sc.", "RN, BSN", "Ph.D.", "CFA");

    static Person of(Dice dice) {
        List<List<String>> row = dice.one(PEOPLE);
        String country = row.getFirst().getFirst();
        String given = dice.one(row.get(1));
        String family = dice.one(row.get(2));
        if (dice.chance(0.12)) {
            given += " " + dice.one("A.", "J.", "M.", "R.");
        } else if (dice.chance(0.05)) {
            given = given.substring(0, 1) + ". " + dice.one("K.", "P.", "S.");
        }
        String name = given + " " + family;
        String[] city = dice.one(row.get(3)).split("; ", 2);
        PhoneNumber number = number(country, dice);
        String land = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
        boolean state = city.length > 1;
        String place =
                state
                        ? city[0] + ", " + city[1] + (dice.chance(0.3) ? " " + zip(dice) : "")
                        : city[0] + ", " + land;
        return new Person(
                name,
                written(given, family, country, dice),
                email(given, family, dice),
                NUMBERS.format(number, PhoneNumberFormat.E164),
                written(number, country, dice),
                city[0],
                country,
                place);
    }

    /** Somebody whose name is written in Chinese, Japanese or Korean, family name first. */
    static Person eastAsian(Dice dice) {
        List<List<String>> row = dice.one(EAST_ASIANS);
        String country = row.getFirst().getFirst();
        String space = country.equals("JP") && dice.chance(0.7) ? " " : "";
        String name = dice.one(row.get(1)) + space + dice.one(row.get(2));
        String place = dice.one(List.of(String.join(",", row.get(3)).split(";", -1)));
        PhoneNumber number = number(country, dice);
        return new Person(
                name,
                name,
                dice.one("kite", "heron", "m1ndful") + dice.between(10, 99) + "@example.com",
                NUMBERS.format(number, PhoneNumberFormat.E164),
                NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL),
                place.split(", ", 2)[0],
                country,
                place);
    }

    private static String zip(Dice dice) {
        return String.valueOf(dice.between(10001, 89999));
    }

    private static String written(String given, String family, String country, Dice dice) {
        Locale locale = country.equals("TR") ? Locale.of("tr") : Locale.ROOT;
        String name = given + " " + family;
        return switch (dice.between(0, 13)) {
            case 0, 1 -> name.toUpperCase(locale);
            case 2 -> family + ", " + given;
            case 3 -> dice.one("Dr. ", "Mr. ", "Ms. ", "Prof. Dr. ") + name;
            case 4, 5 -> name + ", " + dice.one(DEGREES);
            case 6 -> name + " " + dice.one("PhD", "MBA", "RN", "CPA");
            case 7 -> given + " " + family.toUpperCase(locale);
            default -> name;
        };
    }

    private static String email(String given, String family, Dice dice) {
        String first = plain(given.split(" ", 2)[0]);
        String last = plain(family);
        String host = dice.one("example.com", "example.org", "mail.example.net", "post.example.de");
        String local =
                switch (dice.between(0, 5)) {
                    case 0 -> first.charAt(0) + last;
                    case 1 -> last + "." + first;
                    case 2 -> first + "_" + last + dice.between(1, 99);
                    case 3 -> dice.one("sunny.side", "kite-flyer", "blue.heron", "m1ndful") + "88";
                    default -> first + "." + last;
                };
        return local + "@" + host;
    }

    private static String plain(String words) {
        String latin = Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        String letters = latin.replaceAll("[^a-z]", "");
        return letters.length() < 2 ? "applicant" : letters;
    }

    private static PhoneNumber number(String country, Dice dice) {
        PhoneNumber number = NUMBERS.getExampleNumberForType(country, PhoneNumberType.MOBILE);
        long changed = number.getNationalNumber() / 1000 * 1000 + dice.between(100, 999);
        PhoneNumber other =
                new PhoneNumber()
                        .setCountryCode(number.getCountryCode())
                        .setNationalNumber(changed)
                        .setNumberOfLeadingZeros(number.getNumberOfLeadingZeros());
        return NUMBERS.isValidNumber(other) ? other : number;
    }

    private static String written(PhoneNumber number, String country, Dice dice) {
        String abroad = NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
        return switch (dice.between(0, 5)) {
            case 0 -> NUMBERS.format(number, PhoneNumberFormat.NATIONAL);
            case 1 -> abroad.replace(' ', dice.one('-', '.', ' '));
            case 2 -> "00" + abroad.substring(1);
            case 3 -> NUMBERS.format(number, PhoneNumberFormat.E164);
            case 4 ->
                    country.equals("US")
                            ? NUMBERS.format(number, PhoneNumberFormat.NATIONAL)
                                    .replaceAll("[^\\d]+", ".")
                                    .replaceAll("^\\.", "")
                            : abroad;
            default -> abroad;
        };
    }
}
