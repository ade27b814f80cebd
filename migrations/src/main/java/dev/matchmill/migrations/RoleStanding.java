package dev.matchmill.migrations;

/** What a login is to a service role. */
public enum RoleStanding {
    /** It may step down into the role, and the role has its rights in this database. */
    MEMBER,
    /** The role is there, and the login is no member of it. */
    STRANGER,
    /** The role is there, and has no rights in this database. */
    UNGRANTED,
    /** Nobody has created the role in this cluster. */
    MISSING
}
