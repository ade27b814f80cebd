package dev.matchmill.jobs.hold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places a hold on what is there at that moment: deletions in progress are waited for, and every
 * later one finds the hold. Ordering the same again changes nothing.
 */
public record PlaceHold(HoldWrites writes) {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceHold.class);

    private static final String SAME_NAME =
            """
            SELECT id, reason, coalesce(organization_id, 0) AS organization_id, review_at
            FROM compliance.legal_holds
            WHERE name = :name
              AND released_at IS NULL
            ORDER BY id
            LIMIT 1
            """;

    private static final String INSERT =
            """
            INSERT INTO compliance.legal_holds
                (name, reason, organization_id, review_at, placed_by_user_id, placed_at)
            VALUES (:name, :reason, :organization, :review, :actor, :now)
            RETURNING id
            """;

    private static final String INSERT_SUBJECT =
            """
            INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id, added_at)
            VALUES (:hold, CAST(:type AS hold_subject_type), :id, :now)
            """;

    /** How it ended. */
    public sealed interface End {

        /**
         * It holds from now on.
         *
         * @param notes sentences on subjects that are archived or deleted
         */
        record Placed(long id, List<String> notes) implements End {}

        /** The very same was ordered before. */
        record WasPlaced(long id) implements End {}

        /** Another one that is not released has this name. */
        record NameTaken(long id) implements End {}

        /** Subjects that nothing can be kept of; nothing is placed. */
        record Refused(List<String> why) implements End {}

        /** A deletion in progress took longer than the wait; nothing is placed. */
        record Busy() implements End {}
    }

    private record Known(long id, String reason, long organization, Optional<LocalDate> review) {}

    /** Places it, or says why not. */
    public End place(HoldOrder order) {
        End end = writes.alone(() -> decide(order)).orElseGet(End.Busy::new);
        if (end instanceof End.Placed placed) {
            LOG.info("hold {} is placed on {} subjects", placed.id(), order.subjects().size());
        }
        return end;
    }

    private End decide(HoldOrder order) {
        SubjectRegister register = new SubjectRegister(writes.jdbc());
        SortedSet<HoldSubject> subjects = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (SubjectReference reference : order.subjects()) {
            switch (register.find(reference, order.organization())) {
                case Sighting.Found found -> {
                    subjects.add(found.subject());
                    found.note().ifPresent(notes::add);
                }
                case Sighting.Refused(String why) -> refusals.add(why);
            }
        }
        if (!refusals.isEmpty()) {
            return new End.Refused(refusals);
        }
        return known(order.name())
                .map(known -> compare(known, order, subjects))
                .orElseGet(() -> new End.Placed(insert(order, subjects), notes));
    }

    private End compare(Known known, HoldOrder order, SortedSet<HoldSubject> subjects) {
        boolean isSame =
                known.reason().equals(order.reason())
                        && known.organization() == order.organization().orElse(0L)
                        && known.review().equals(order.review())
                        && subjects.equals(new LegalHolds(writes.jdbc()).subjects(known.id()));
        return isSame ? new End.WasPlaced(known.id()) : new End.NameTaken(known.id());
    }

    private Optional<Known> known(String name) {
        return writes.jdbc()
                .sql(SAME_NAME)
                .param("name", name)
                .query((row, _) ->
                        new Known(
                                row.getLong("id"),
                                row.getString("reason"),
                                row.getLong("organization_id"),
                                Optional.ofNullable(row.getObject("review_at", LocalDate.class))))
                .optional();
    }

    private long insert(HoldOrder order, SortedSet<HoldSubject> subjects) {
        long id =
                writes.jdbc()
                        .sql(INSERT)
                        .param("name", order.name())
                        .param("reason", order.reason())
                        .param("organization", order.organization().orElse(null))
                        .param("review", order.review().orElse(null))
                        .param("actor", writes.actor().orElse(null))
                        .param("now", writes.now())
                        .query(Long.class)
                        .single();
        for (HoldSubject subject : subjects) {
            writes.jdbc()
                    .sql(INSERT_SUBJECT)
                    .param("hold", id)
                    .param("type", subject.type().label())
                    .param("id", subject.id())
                    .param("now", writes.now())
                    .update();
        }
        return id;
    }
}
