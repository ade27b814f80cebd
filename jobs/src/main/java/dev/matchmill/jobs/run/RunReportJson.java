package dev.matchmill.jobs.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** The counters of a report that are not books, by their names in JSON. */
final class RunReportJson {

    private RunReportJson() {}

    static Map<String, Object> of(RunReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("imported_postings", report.importedPostings().get());
        map.put("embedded_postings", report.embeddedPostings().get());
        map.put("embedded_candidates", report.embeddedCandidates().get());
        map.put("copied_vectors", report.copiedVectors().get());
        map.put("model_tokens", report.modelTokens());
        map.put("padded_tokens", report.paddedTokens());
        map.put("matched_postings", report.matchedPostings().get());
        map.put("matches", report.matches().get());
        map.put("compared_pairs", report.comparedPairs().get());
        map.put("pairs_of_full_refresh", report.pairsOfFull().get());
        map.put("full_refresh", report.fullRefresh().get());
        SearchCounts searches = report.searches();
        map.put("exact_searches", searches.exactCount());
        map.put("graph_searches", searches.graphCount());
        map.put("fallback_searches", searches.fallbackCount());
        searches.leastRecall().ifPresent(recall -> map.put("graph_recall", recall));
        map.put("reasons", report.reasons());
        return map;
    }
}
