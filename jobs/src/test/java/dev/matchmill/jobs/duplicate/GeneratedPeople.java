package dev.matchmill.jobs.duplicate;

import dev.matchmill.migrations.type.CandidateId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Fictional candidates of whom it is known who is whom: some have a second row with another
 * address, a slip in the name, a nickname, another surname or another number, as second
 * applications have them. Families share a number, namesakes a name, colleagues an employer, an
 * agency its number.
 */
final class GeneratedPeople {

    private static final String[] GIVEN =
            ("anna maria julia laura sarah lena katharina elizabeth margaret susan jennifer"
                 + " patricia michael thomas andreas stefan robert william james david daniel"
                 + " christopher matthew anthony alexander peter paul martin lucas felix oliver"
                 + " elena sofia chloe camille pierre antoine mateo carlos lucia carmen ahmed"
                 + " fatima mohammed priya arjun wei mei yuki hiroshi olga ivan dmitry natalia"
                 + " giulia marco")
                    .split(" ", -1);
    private static final String[] SYLLABLES =
            ("ber mann schmid hof kel lin den rich ard son field wood ham ton well burg stein bach"
                 + " mor ret ti go mez lo pez fer nan dez ro dri guez kow ski no vak pe trov iva"
                 + " nov ya ma da ta na ka sin gh pat el khan ab dul oko nkwo men sah")
                    .split(" ", -1);
    private static final String[] EMPLOYERS =
            names("Works Systems Clinic Bank Logistics Foods", 60);
    private static final String[] SCHOOLS = names("University College Institute", 12);
    private static final String[] CITIES =
            "berlin paris madrid london leeds vienna zurich boston austin lagos pune lyon"
                    .split(" ", -1);

    private final Random random;
    private final List<Identity> people = new ArrayList<>();
    private final Set<Pair> duplicates = new HashSet<>();

    /**
     * That many rows; one person in ten has two of them.
     *
     * @param seed of everything that is drawn
     */
    GeneratedPeople(int rows, long seed) {
        random = new Random(seed);
        while (people.size() < rows) {
            Person person = person();
            add(person);
            int kind = random.nextInt(100);
            if (kind < 10) {
                duplicates.add(Pair.of(people.size(), people.size() + 1L));
                add(again(person));
            } else if (kind < 14) {
                add(relative(person));
            } else if (kind < 18) {
                add(namesake(person));
            } else if (kind < 21) {
                add(colleague(person));
            }
        }
    }

    List<Identity> people() {
        return people;
    }

    /** The pairs that are one person. */
    Set<Pair> duplicates() {
        return duplicates;
    }

    private record Person(
            String given,
            String surname,
            String email,
            String phone,
            String link,
            List<Position> positions,
            List<Schooling> schoolings,
            String city,
            String text) {}

    private void add(Person person) {
        people.add(
                new Identity(
                        new CandidateId(people.size() + 1L),
                        PersonName.of(person.given() + " " + person.surname()),
                        Mailbox.of(person.email()),
                        Phone.of(person.phone()),
                        person.link().isEmpty()
                                ? Set.of()
                                : Set.of(ProfileLink.of(person.link()).orElseThrow()),
                        person.positions(),
                        person.schoolings(),
                        person.city(),
                        "",
                        Vocabulary.of(person.text())));
    }

    private Person person() {
        String given = pick(GIVEN);
        String surname = surname();
        boolean isAgency = random.nextInt(100) == 0;
        return new Person(
                given,
                surname,
                address(given, surname),
                isAgency ? "+49 30 1234567" : phone(),
                random.nextInt(10) < 4
                        ? "https://www.linkedin.com/in/"
                                + given
                                + "-"
                                + surname
                                + "-"
                                + random.nextInt(9999)
                        : "",
                positions(),
                schoolings(),
                pick(CITIES),
                text());
    }

    // What a person's second application changes: seldom everything at once.
    private Person again(Person first) {
        String given = first.given();
        String surname = first.surname();
        switch (random.nextInt(8)) {
            case 0 -> surname = slip(surname);
            case 1 -> given = nickname(given);
            case 2 -> surname = surname();
            case 3 -> surname = surname + "-" + surname();
            case 4 -> given = given + " " + pick(GIVEN);
            default -> {}
        }
        String local = first.email().substring(0, first.email().indexOf('@'));
        String email =
                switch (random.nextInt(4)) {
                    case 0 ->
                            local
                                    + "@"
                                    + (first.email().endsWith("gmail.com")
                                            ? "web.de"
                                            : "gmail.com");
                    case 1 -> first.email().replace("@", "+jobs@");
                    default -> address(given, surname);
                };
        List<Position> positions = new ArrayList<>(first.positions());
        if (random.nextInt(3) == 0) {
            positions.addFirst(position(2024, 2026));
        }
        if (positions.size() > 1 && random.nextInt(4) == 0) {
            positions.removeLast();
        }
        return new Person(
                given,
                surname,
                email,
                random.nextInt(10) < 5 ? first.phone() : phone(),
                random.nextInt(10) < 7 ? first.link() : "",
                positions,
                first.schoolings(),
                random.nextInt(10) < 7 ? first.city() : pick(CITIES),
                random.nextInt(4) == 0 ? first.text() : text());
    }

    private Person relative(Person first) {
        String given = pick(GIVEN);
        return new Person(
                given,
                first.surname(),
                address(given, first.surname()),
                first.phone(),
                "",
                positions(),
                schoolings(),
                first.city(),
                text());
    }

    private Person namesake(Person first) {
        return new Person(
                first.given(),
                first.surname(),
                address(first.given(), first.surname()),
                phone(),
                "",
                positions(),
                schoolings(),
                pick(CITIES),
                text());
    }

    // The same given name at the same employer from the same month.
    private Person colleague(Person first) {
        List<Position> positions = new ArrayList<>(List.of(first.positions().getFirst()));
        String surname = surname();
        return new Person(
                first.given(),
                surname,
                address(first.given(), surname),
                phone(),
                "",
                positions,
                schoolings(),
                first.city(),
                text());
    }

    private List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        int year = 2026;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int start = year - 1 - random.nextInt(5);
            positions.add(position(start, year));
            year = start;
        }
        return positions;
    }

    private Position position(int from, int to) {
        return Position.of(
                Employer.of(pick(EMPLOYERS)),
                LocalDate.of(from, 1 + random.nextInt(12), 1),
                to == 2026 ? null : LocalDate.of(to, 1 + random.nextInt(12), 28),
                to == 2026);
    }

    private List<Schooling> schoolings() {
        return List.of(
                new Schooling(
                        Employer.of(pick(SCHOOLS)),
                        random.nextBoolean() ? "bachelor" : "master",
                        1990 + random.nextInt(32)));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            text.append(pick(SYLLABLES)).append(pick(SYLLABLES)).append(' ');
        }
        return text.toString();
    }

    private String address(String given, String surname) {
        return given.charAt(0)
                + "."
                + surname
                + random.nextInt(1000)
                + "@"
                + (random.nextBoolean() ? "gmail.com" : "mail.example");
    }

    private String phone() {
        return "+49" + (1500000000L + random.nextInt(200000000));
    }

    private String surname() {
        return pick(SYLLABLES) + pick(SYLLABLES) + (random.nextBoolean() ? pick(SYLLABLES) : "");
    }

    private String slip(String word) {
        int at = 1 + random.nextInt(word.length() - 2);
        return word.substring(0, at)
                + word.charAt(at + 1)
                + word.charAt(at)
                + word.substring(at + 2);
    }

    private static String nickname(String given) {
        return switch (given) {
            case "elizabeth" -> "liz";
            case "margaret" -> "peggy";
            case "jennifer" -> "jenny";
            case "patricia" -> "trish";
            case "michael" -> "mike";
            case "robert" -> "bob";
            case "william" -> "bill";
            case "christopher" -> "chris";
            case "alexander" -> "sasha";
            default -> given.substring(0, 1) + ".";
        };
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String[] names(String kinds, int count) {
        Random random = new Random(count);
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            String[] kind = kinds.split(" ", -1);
            names[i] =
                    SYLLABLES[random.nextInt(SYLLABLES.length)]
                            + SYLLABLES[random.nextInt(SYLLABLES.length)]
                            + " "
                            + kind[random.nextInt(kind.length)];
        }
        return names;
    }
}
