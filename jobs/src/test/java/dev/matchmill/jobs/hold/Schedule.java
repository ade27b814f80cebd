package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One way in which a hold and a deletion can meet: each is a row of statements, and this is the
 * order in which those are begun. One that has to wait for the other is overtaken by it.
 *
 * @param type of what both are about
 * @param isAnonymised whether the deletion anonymises instead
 * @param turns true: the next statement of the hold; false: of the deletion
 */
record Schedule(HoldSubjectType type, boolean isAnonymised, List<Boolean> turns) {

    /** Statements of each side, the commit among them. */
    static final int STEPS = 5;

    /** Every order of a kind that starts so, up to the given number, and random ones behind. */
    static List<Schedule> all(int count, Random random) {
        List<Schedule> schedules = new ArrayList<>();
        List<List<Boolean>> orders = new ArrayList<>();
        // The hold as a whole behind each statement of the deletion, and the other way round.
        for (int before = 0; before <= STEPS; before++) {
            orders.add(whole(before, true));
            orders.add(whole(before, false));
        }
        for (int number = 0; schedules.size() < count; number++) {
            List<Boolean> turns =
                    number < orders.size() * KINDS.size()
                            ? orders.get(number / KINDS.size())
                            : shuffled(random);
            Kind kind = KINDS.get(number % KINDS.size());
            schedules.add(new Schedule(kind.type(), kind.isAnonymised(), turns));
        }
        return schedules;
    }

    private record Kind(HoldSubjectType type, boolean isAnonymised) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(HoldSubjectType.CANDIDATE, false),
                    new Kind(HoldSubjectType.CANDIDATE, true),
                    new Kind(HoldSubjectType.APPLICATION, false),
                    new Kind(HoldSubjectType.APPLICATION, true),
                    new Kind(HoldSubjectType.JOB, false),
                    new Kind(HoldSubjectType.ORGANIZATION, false));

    private static List<Boolean> whole(int before, boolean isHold) {
        List<Boolean> turns = new ArrayList<>();
        for (int step = 0; step < before; step++) {
            turns.add(!isHold);
        }
        for (int step = 0; step < STEPS; step++) {
            turns.add(isHold);
        }
        for (int step = before; step < STEPS; step++) {
            turns.add(!isHold);
        }
        return List.copyOf(turns);
    }

    private static List<Boolean> shuffled(Random random) {
        List<Boolean> turns = new ArrayList<>(whole(0, true));
        Collections.shuffle(turns, random);
        return List.copyOf(turns);
    }
}
