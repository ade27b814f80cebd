package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.ledger.ListedItem.Sender;
import dev.matchmill.readers.profile.Field;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether who sent a resume is whom it is about. Recruiters and agencies send resumes of others,
 * often without contacts: an address counts only when it, or what its owner is called, agrees with
 * the name in the resume.
 */
final class Sending {

    private static final int LEAST_LETTERS = 3;

    private Sending() {}

    /** The sender's address, null when there is none or it may be another person's. */
    static @Nullable String ofApplicant(Resume resume) {
        Sender sender = resume.item().application().sender();
        Field<String> name = resume.profile().fullName();
        return sender != null && name != null && agree(words(name.value()), sender)
                ? sender.address()
                : null;
    }

    private static boolean agree(List<String> name, Sender sender) {
        if (name.size() < 2) {
            return false;
        }
        String first = name.getFirst();
        String last = name.getLast();
        Set<String> called = new HashSet<>(words(sender.name() == null ? "" : sender.name()));
        if (called.contains(first) && called.contains(last)) {
            return true;
        }
        String local = sender.address().substring(0, sender.address().indexOf('@'));
        String letters = String.join("", words(local));
        return last.length() >= LEAST_LETTERS
                && letters.contains(last)
                && (letters.contains(first)
                        || letters.startsWith(first.substring(0, 1) + last)
                        || letters.startsWith(last + first.charAt(0)));
    }

    private static List<String> words(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}]+")).filter(word -> !word.isEmpty()).toList();
    }
}
