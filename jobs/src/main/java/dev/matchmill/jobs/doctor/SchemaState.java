package dev.matchmill.jobs.doctor;

import java.util.List;

/**
 * Whether the schema is that of this program.
 *
 * @param pending migrations that have not run
 * @param migratesItself whether every verb runs them before it starts
 */
record SchemaState(List<String> pending, boolean migratesItself) implements Check {

    @Override
    public Finding judge() {
        if (pending.isEmpty()) {
            return Finding.ok("schema", "up to date");
        }
        String found = pending.size() + " migrations have not run";
        return migratesItself
                ? Finding.warn(
                        "schema",
                        found,
                        "The next verb runs them, or ./matchmill migrate does; doctor looks at the"
                                + " tables once they have run.")
                : Finding.fail("schema", found, "Run ./matchmill migrate as the schema's owner.");
    }
}
