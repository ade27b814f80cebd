package dev.matchmill.jobs.doctor;

import java.util.List;

/**
 * Whether the login may work as the roles that the verbs step down into.
 *
 * @param missing service roles that do not exist: nobody can be granted their rights
 * @param stepDown whether the settings let the verbs step down
 * @param refusals why the login can't work as a role, each a sentence with its cure
 */
record ServiceRoles(List<String> missing, boolean stepDown, List<String> refusals)
        implements Check {

    @Override
    public Finding judge() {
        if (!stepDown) {
            return Finding.warn(
                    "roles",
                    "verbs work with all rights of the login",
                    "Set matchmill.database.step-down to true"
                            + (refusals.isEmpty() ? "." : "; before: " + refusals.getFirst()));
        }
        if (!refusals.isEmpty()) {
            return Finding.fail("roles", "verbs cannot step down", refusals.getFirst());
        }
        return missing.isEmpty()
                ? Finding.ok("roles", "jobs work as ats_batch, reading verbs as ats_reader")
                : Finding.warn(
                        "roles",
                        "missing: " + String.join(", ", missing),
                        "Somebody who may create roles runs SELECT ops.install_roles(); SELECT"
                                + " ops.install_grants().");
    }
}
