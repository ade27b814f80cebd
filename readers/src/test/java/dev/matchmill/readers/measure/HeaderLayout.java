package dev.matchmill.readers.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which people begin a resume. */
enum HeaderLayout {
    NAME_FIRST,
    TITLE_FIRST,
    CONTACT_FIRST,
    ONE_LINE,
    LABELS,
    CONTACT_LINE,
    NAME_AND_TITLE,
    ANNOUNCED,
    FAMILY_FIRST,
    TWO_LINES,
    LETTERS_APART,
    ICONS,
    TITLE_BEFORE_NAME,
    STREET;

    /**
     * @param name as written, absent on an anonymous resume
     * @param contacts place, e-mail and phone, those that the resume has
     */
    List<Block> write(
            Optional<String> name, Optional<String> title, Contacts contacts, Tongue tongue) {
        List<Block> blocks = new ArrayList<>();
        switch (this) {
            case NAME_FIRST -> {
                name.ifPresent(n -> blocks.add(name(n)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
            }
            case TITLE_FIRST -> {
                title.ifPresent(t -> blocks.add(Block.line(t)));
                name.ifPresent(n -> blocks.add(name(n)));
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
            }
            case CONTACT_FIRST -> {
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
                name.ifPresent(n -> blocks.add(name(n)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
            }
            case ONE_LINE -> {
                List<String> all = new ArrayList<>();
                name.ifPresent(all::add);
                title.ifPresent(all::add);
                all.addAll(contacts.all());
                blocks.add(Block.line(String.join(" | ", all)));
            }
            case LABELS -> {
                List<String> labels = tongue.labels();
                label(labels.getFirst(), name, blocks);
                label(labels.get(1), contacts.place(), blocks);
                label(labels.get(2), contacts.phone(), blocks);
                label(labels.get(3), contacts.email(), blocks);
                label(labels.get(4), title, blocks);
            }
            case CONTACT_LINE -> {
                name.ifPresent(n -> blocks.add(name(n)));
                blocks.add(Block.line(String.join(" • ", contacts.all())));
                title.ifPresent(t -> blocks.add(Block.line(t)));
            }
            case NAME_AND_TITLE -> {
                String both = name.map(n -> n + title.map(t -> " – " + t).orElse("")).orElse("");
                blocks.add(Block.line(both.isEmpty() ? title.orElse("Resume") : both));
                blocks.add(Block.line(String.join(", ", contacts.all())));
            }
            case ANNOUNCED -> {
                blocks.add(Block.line("CURRICULUM VITAE"));
                name.ifPresent(n -> blocks.add(name(n)));
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
            }
            case FAMILY_FIRST -> {
                name.map(HeaderLayout::familyFirst).ifPresent(n -> blocks.add(name(n)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
                blocks.add(Block.line(String.join(" | ", contacts.all())));
            }
            case TWO_LINES -> {
                name.map(n -> isPlain(n) ? n.split(" ", -1) : new String[] {n})
                        .ifPresent(parts -> {
                            for (String part : parts) {
                                blocks.add(name(part));
                            }
                        });
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
            }
            case LETTERS_APART -> {
                name.map(n -> isPlain(n) ? apart(n) : n).ifPresent(n -> blocks.add(name(n)));
                blocks.add(Block.line(String.join(" • ", contacts.all())));
            }
            case ICONS -> {
                name.ifPresent(n -> blocks.add(name(n)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
                contacts.phone().ifPresent(p -> blocks.add(Block.line("T: " + p)));
                contacts.email().ifPresent(e -> blocks.add(Block.line("E: " + e)));
                contacts.place().ifPresent(p -> blocks.add(Block.line(p)));
            }
            case TITLE_BEFORE_NAME -> {
                String both = title.map(t -> t + name.map(n -> " | " + n).orElse("")).orElse("");
                blocks.add(both.isEmpty() ? name(name.orElse("Resume")) : Block.line(both));
                blocks.add(Block.line(String.join(" | ", contacts.all())));
            }
            case STREET -> {
                name.ifPresent(n -> blocks.add(name(n)));
                title.ifPresent(t -> blocks.add(Block.line(t)));
                contacts.place().ifPresent(_ -> blocks.add(Block.line("14 Old Mill Road")));
                contacts.all().forEach(c -> blocks.add(Block.line(c)));
            }
        }
        blocks.removeIf(block -> block.text().isBlank());
        return blocks;
    }

    private static void label(String label, Optional<String> value, List<Block> blocks) {
        value.ifPresent(v -> blocks.add(Block.line(label + ": " + v)));
    }

    /** Two words without titles, degrees and particles: these can be set in any way. */
    private static boolean isPlain(String name) {
        return name.matches(
                "\\p{Lu}[\\p{L}&&[^\u0131\u011F\u015F]]{2,}"
                        + " \\p{Lu}[\\p{L}&&[^\u0131\u011F\u015F]]{2,}");
    }

    private static String familyFirst(String name) {
        String[] parts = name.split(" ", -1);
        return isPlain(name) ? parts[1] + ", " + parts[0] : name;
    }

    private static String apart(String name) {
        String letters = name.toUpperCase(Locale.ROOT).replace(" ", "  ");
        return letters.replaceAll("(?<=\\S)(?=\\S)", " ").replace("  ", "   ");
    }

    private static Block name(String name) {
        return new Block(Block.Kind.NAME, List.of(name), false);
    }

    /** What the resume says of where to find somebody. */
    record Contacts(Optional<String> place, Optional<String> phone, Optional<String> email) {

        List<String> all() {
            List<String> all = new ArrayList<>();
            place.ifPresent(all::add);
            phone.ifPresent(all::add);
            email.ifPresent(all::add);
            return all;
        }
    }
}
