package dev.matchmill.migrations.type;

import java.util.Locale;

/** A Java enum whose constants equal the labels of a native PostgreSQL enum, in the same order. */
public interface DatabaseLabel {

    /** The constant's name, as every enum has it. */
    String name();

    /** The label in the database: the constant's name in lower case. */
    default String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
