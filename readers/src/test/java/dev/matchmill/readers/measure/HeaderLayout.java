package dev.matchmill.readers.measure;

import java.util.ArrayList;
import java.util.List;
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
    ANNOUNCED;

    /**
     * @param name as written, absent on an anonymous resume
     * @param contacts place, e-mail and phone, those that the resume has
     */
    List<Block> write(Optional<String> name, Optional<String> title, Contacts contacts) {
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
                name.ifPresent(n -> blocks.add(Block.line("Name: " + n)));
                contacts.place().ifPresent(p -> blocks.add(Block.line("Address: " + p)));
                contacts.phone().ifPresent(p -> blocks.add(Block.line("Phone: " + p)));
                contacts.email().ifPresent(e -> blocks.add(Block.line("E-Mail: " + e)));
                title.ifPresent(t -> blocks.add(Block.line("Position: " + t)));
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
        }
        return blocks;
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
