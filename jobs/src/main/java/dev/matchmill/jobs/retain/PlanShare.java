package dev.matchmill.jobs.retain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does to the rows of one tenant, class, action and table.
 *
 * @param organization the tenant; null: rows of no single one
 * @param doer the job that ends them
 * @param isCapped whether a cap counts them
 * @param seen all rows that are not ended yet
 * @param due those that are to be ended
 * @param held due, and under a legal hold
 * @param blocked due, and something else keeps them
 * @param restrict to be restricted, since rules clash
 * @param release to be released from that
 */
public record PlanShare(
        @Nullable Long organization,
        @JsonProperty("class") String retentionClass,
        String action,
        String table,
        String doer,
        @JsonProperty("capped") boolean isCapped,
        long seen,
        long due,
        long held,
        long blocked,
        long restrict,
        long release) {

    static final Comparator<PlanShare> ORDER =
            Comparator.comparing(
                            PlanShare::organization,
                            Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                    .thenComparing(PlanShare::retentionClass)
                    .thenComparing(PlanShare::action)
                    .thenComparing(PlanShare::table);

    static PlanShare empty(RetainedTable table, @Nullable Long organization) {
        return new PlanShare(
                organization,
                table.retentionClass().label(),
                table.action().label(),
                table.name(),
                table.doer(),
                table.isCapped(),
                0,
                0,
                0,
                0,
                0,
                0);
    }

    PlanShare with(Judgement.Course course) {
        return new PlanShare(
                organization,
                retentionClass,
                action,
                table,
                doer,
                isCapped,
                seen + 1,
                due + one(course, Judgement.Course.DUE),
                held + one(course, Judgement.Course.HELD),
                blocked + one(course, Judgement.Course.BLOCKED),
                restrict + one(course, Judgement.Course.TO_RESTRICT),
                release + one(course, Judgement.Course.TO_RELEASE));
    }

    /** Whether a plan does anything here, or would but for a hold. */
    boolean isOfInterest() {
        return due + held + blocked + restrict + release > 0;
    }

    private static long one(Judgement.Course course, Judgement.Course wanted) {
        return course == wanted ? 1 : 0;
    }
}
