package dev.matchmill.readers.title;

/**
 * A name of an occupation out of somebody else's vocabulary.
 *
 * @param occupation the title of the occupation that it names
 * @param code the publisher's id of the occupation
 * @param preferred whether the name is the occupation's own title
 */
public record ImportedTitle(
        String name, String occupation, String code, String source, boolean preferred) {}
