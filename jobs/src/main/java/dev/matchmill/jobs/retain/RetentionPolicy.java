package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A retention rule, as a row of {@code compliance.retention_policies}.
 *
 * @param id its number; 0: not stored yet
 * @param scope whose data it is about
 * @param anchor what starts its clock
 * @param period how long after that; months are calendar months
 * @param basis legal basis, a phrase
 * @param source where the period comes from
 * @param from first day on which the rule is in force
 * @param to first day on which it is not any more
 * @param isConfirmed whether counsel confirmed it
 */
public record RetentionPolicy(
        long id,
        Scope scope,
        RetentionClass retentionClass,
        RetentionAction action,
        RetentionRuleKind kind,
        RetentionAnchor anchor,
        Period period,
        String basis,
        String source,
        LocalDate from,
        @Nullable LocalDate to,
        boolean isConfirmed) {

    public RetentionPolicy {
        if (period.isNegative()) {
            throw new IllegalArgumentException("a period must not be negative: " + period);
        }
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a rule must end after " + from);
        }
        if (kind == RetentionRuleKind.MAXIMUM && scope.organization() != null) {
            throw new IllegalArgumentException("a maximum is set by law, not by an organization");
        }
    }

    /**
     * Whose data a rule is about; null stands for all.
     *
     * @param country ISO 3166-1, two capital letters
     * @param region second part of the ISO 3166-2 code; only with a country
     */
    public record Scope(
            @Nullable Long organization, @Nullable String country, @Nullable String region) {

        public Scope {
            if (country != null && !country.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException("not a country: " + country);
            }
            if (region != null && (country == null || !region.matches("[A-Z0-9]{1,3}"))) {
                throw new IllegalArgumentException("not a region of a country: " + region);
            }
        }

        boolean covers(Jurisdiction place) {
            return (organization == null || organization.equals(place.organization()))
                    && (country == null || country.equals(place.country()))
                    && (region == null || region.equals(place.region()));
        }

        /** The organization counts more than any place, the country more than nothing. */
        int specificity() {
            return (organization == null ? 0 : 4)
                    + (country == null ? 0 : 2)
                    + (region == null ? 0 : 1);
        }
    }

    /** What one rule of a day is told from another by. */
    record Key(
            Scope scope,
            RetentionClass retentionClass,
            RetentionAction action,
            RetentionRuleKind kind,
            LocalDate from) {}

    Key key() {
        return new Key(scope, retentionClass, action, kind, from);
    }

    boolean isInForce(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
