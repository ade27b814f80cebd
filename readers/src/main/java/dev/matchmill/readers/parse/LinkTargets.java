package dev.matchmill.readers.parse;

import java.util.Collection;
import java.util.Locale;

/** Which targets of hyperlinks are worth keeping: addresses of a person or a site, bounded. */
final class LinkTargets {

    private static final int MAX_TARGETS = 200;
    private static final int MAX_LENGTH = 500;

    private LinkTargets() {}

    static void add(String target, Collection<String> links) {
        String address = target.strip();
        String start = address.toLowerCase(Locale.ROOT);
        boolean known =
                start.startsWith("http://")
                        || start.startsWith("https://")
                        || start.startsWith("mailto:")
                        || start.startsWith("tel:");
        boolean printable = address.chars().allMatch(sign -> sign > ' ' && sign != 0x7F);
        if (known && printable && address.length() <= MAX_LENGTH && links.size() < MAX_TARGETS) {
            links.add(address);
        }
    }
}
