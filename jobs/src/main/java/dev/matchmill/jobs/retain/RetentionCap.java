package dev.matchmill.jobs.retain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a tenant's rows of a class one plan may end.
 *
 * @param share above 0, to 1
 * @param floor that many are always allowed
 */
record RetentionCap(double share, long floor) {

    RetentionCap {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a cap is above 0, to 1: " + share);
        }
    }

    /**
     * A tenant whose rows of a class would shrink by more than the cap.
     *
     * @param organization null: rows of no single tenant
     */
    record Excess(@Nullable Long organization, String retentionClass, long due, long seen) {

        String sentence(RetentionCap cap) {
            return String.format(
                    Locale.ROOT,
                    "%s would lose %d of %d rows of class %s, more than %.0f %%",
                    organization == null
                            ? "what belongs to no single organization"
                            : "organization " + organization,
                    due,
                    seen,
                    retentionClass,
                    cap.share() * 100);
        }
    }

    private record Key(@Nullable Long organization, String retentionClass) {}

    private record Sum(long due, long seen) {}

    /** Tenants and classes over the cap, in the order of the shares. */
    List<Excess> exceededBy(List<PlanShare> shares) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (PlanShare it : shares) {
            if (it.isCapped()) {
                sums.merge(
                        new Key(it.organization(), it.retentionClass()),
                        new Sum(it.due(), it.seen()),
                        (a, b) -> new Sum(a.due() + b.due(), a.seen() + b.seen()));
            }
        }
        List<Excess> excesses = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (sum.due() > Math.max(floor, (long) Math.floor(share * sum.seen()))) {
                excesses.add(
                        new Excess(
                                key.organization(), key.retentionClass(), sum.due(), sum.seen()));
            }
        });
        return excesses;
    }
}
