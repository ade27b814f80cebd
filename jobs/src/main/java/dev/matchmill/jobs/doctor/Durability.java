package dev.matchmill.jobs.doctor;

import java.util.List;

/** Settings that are off and without which a crash of the machine loses the database. */
record Durability(List<String> off) implements Check {

    @Override
    public Finding judge() {
        return off.isEmpty()
                ? Finding.ok("durability", "fsync and full_page_writes are on")
                : Finding.warn(
                        "durability",
                        String.join(" and ", off) + " off",
                        "Turn them on, unless this database may be lost at any time.");
    }
}
