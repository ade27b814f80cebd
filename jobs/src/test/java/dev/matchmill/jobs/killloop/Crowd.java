package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.SampleFiles;
import java.util.List;
import java.util.Optional;

/**
 * Resumes of invented people, tiny and quick to read, each known by its number: two of five apply
 * for a posting, some are of one person, some the same bytes under another name, some no resumes at
 * all.
 *
 * @param files the folder they are put into
 * @param postings how many postings there are to apply for
 */
record Crowd(SampleFiles files, int postings) {

    private static final List<String> SKILLS =
            List.of("Java, SQL", "Python, Linux", "Welding, Forklift", "Nursing, First aid", "Go");

    private static final List<String> POISON =
            List.of(
                    "",
                    "   \n\n",
                    "%PDF-1.4 no such thing",
                    "PK\u0003\u0004 no such thing",
                    "{\\rtf1 {{{{{{{",
                    "\u0000\u0001\u0002\u0003\u0004\u0005\u0006");

    private static final List<String> POISONED_AS =
            List.of("txt", "txt", "pdf", "docx", "rtf", "txt");

    /**
     * What must become of an item.
     *
     * @param posting reference, empty for none
     * @param email the person's; empty: it must be rejected
     */
    record Item(String file, String posting, Optional<String> email) {}

    /** Writes item number {@code i} and says what must become of it. */
    Item add(int i) {
        if (i % 20 == 3) {
            int kind = i / 20 % POISON.size();
            String file = "poison-%d.%s".formatted(i, POISONED_AS.get(kind));
            files.write(file, POISON.get(kind) + (kind == 0 ? "" : " " + i));
            return new Item(file, "", Optional.empty());
        }
        String posting = i % 5 < 2 ? "KL-" + i % postings : "";
        String folder = posting.isEmpty() ? "" : posting + "/";
        // Numbers that end in 8 repeat the one before byte by byte, those in 6 are its second one.
        int person = i % 10 == 8 || i % 10 == 6 ? i - 1 : i;
        String email = "person%d@crowd.example".formatted(person);
        String text = text(person, email);
        if (i % 10 == 6) {
            text = text.replace("Reliable colleague", "Most reliable colleague");
        }
        boolean page = person % 4 == 1;
        String file = "%sresume-%d.%s".formatted(folder, i, page ? "html" : "txt");
        files.write(file, page ? page(text) : text);
        return new Item(file, posting, Optional.of(email));
    }

    private static String text(int person, String email) {
        // A few are long: more than a disk that is full takes.
        String more = person % 9 == 0 ? "\nNotes\n" + "Likes tidy shelves. ".repeat(300) : "";
        return SampleFiles.resume(
                        name(person), email, SKILLS.get(person % SKILLS.size()) + ", Excel")
                .replace("forty branches", (person % 90 + 10) + " branches")
                .concat(more);
    }

    // Two words without digits: numbers are no part of names.
    private static String name(int person) {
        char a = (char) ('a' + person % 26);
        char b = (char) ('a' + person / 26 % 26);
        char c = (char) ('a' + person / 676 % 26);
        return "Sam" + a + " Cr" + b + "wd" + c + "n";
    }

    private static String page(String text) {
        return "<html><body><p>"
                + text.replace("\n\n", "</p><p>").replace("\n", "<br>\n")
                + "</p></body></html>";
    }
}
