package dev.matchmill.migrations.server;

/** Who provides the database server. */
public enum DatabaseSource {
    /** The operator named it by a URL. */
    GIVEN,
    /** A container of the local Docker engine. */
    DOCKER,
    /** A cluster in the home folder. */
    LOCAL
}
