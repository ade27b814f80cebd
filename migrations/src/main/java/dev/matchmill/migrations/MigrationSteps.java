package dev.matchmill.migrations;

import java.util.List;

/**
 * What a migration does, or did, in this order.
 *
 * @param repairs of what an earlier one left; usually none
 * @param migrations empty when the schema is up to date
 */
public record MigrationSteps(List<Repair> repairs, List<Migration> migrations) {

    public MigrationSteps {
        repairs = List.copyOf(repairs);
        migrations = List.copyOf(migrations);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return repairs.isEmpty() && migrations.isEmpty();
    }
}
