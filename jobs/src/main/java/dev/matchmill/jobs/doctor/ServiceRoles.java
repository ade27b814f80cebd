package dev.matchmill.jobs.doctor;

import java.util.List;

/** Service roles that do not exist: nobody can be granted their rights. */
record ServiceRoles(List<String> missing) implements Check {

    @Override
    public Finding judge() {
        return missing.isEmpty()
                ? Finding.ok("roles", "all service roles exist")
                : Finding.warn(
                        "roles",
                        "missing: " + String.join(", ", missing),
                        "Create them (CREATE ROLE … NOLOGIN), then run as the owner: SELECT"
                                + " ops.install_roles(); SELECT ops.install_grants(); SELECT"
                                + " ops.install_key_grants().");
    }
}
