package dev.matchmill.embeddings.search;

import java.util.List;

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
}
