package dev.matchmill.embeddings.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may be found. Active candidates only: deleted, anonymized and merged ones never are.
 *
 * @param scope whose candidates
 * @param countries ISO 3166 alpha-2 codes, one of which must be the candidate's; empty for any
 */
public record CandidateFilter(CandidateScope scope, List<String> countries) {

    public CandidateFilter {
        countries = List.copyOf(countries);
        for (String country : countries) {
            if (!country.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException("not an ISO 3166 alpha-2 code: " + country);
            }
        }
    }

    /** Every active candidate. */
    public static CandidateFilter everybody() {
        return new CandidateFilter(new CandidateScope.Marketplace(), List.of());
    }

    /** Whether it keeps every active candidate. */
    boolean isOpen() {
        return scope instanceof CandidateScope.Marketplace && countries.isEmpty();
    }

    /** Values of {@code :organization} (null for any) and {@code :countries} (empty for any). */
    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("organization", organization());
        parameters.put("countries", countries.toArray(String[]::new));
        return parameters;
    }

    private @Nullable Long organization() {
        return switch (scope) {
            case CandidateScope.Organization(var organization) -> organization.value();
            case CandidateScope.Marketplace() -> null;
        };
    }
}
