package dev.matchmill.embeddings.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Plain Okapi BM25 over words of letters and digits, with Lucene's defaults: k1 = 1.2, b = 0.75.
 */
public final class Bm25 {

    private static final double K1 = 1.2;
    private static final double B = .75;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final List<Map<String, Integer>> counts = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final Map<String, Integer> documentCounts = new HashMap<>();
    private final double meanLength;

    public Bm25(List<String> documents) {
        long words = 0;
        for (String document : documents) {
            Map<String, Integer> count = new HashMap<>();
            List<String> terms = words(document);
            terms.forEach(word -> count.merge(word, 1, Integer::sum));
            new HashSet<>(terms).forEach(word -> documentCounts.merge(word, 1, Integer::sum));
            counts.add(count);
            lengths.add(terms.size());
            words += terms.size();
        }
        this.meanLength = (double) words / Math.max(1, documents.size());
    }

    /** The score of each document, in the order of the documents. */
    public double[] scores(String query) {
        double[] scores = new double[counts.size()];
        for (String word : words(query)) {
            int documentCount = documentCounts.getOrDefault(word, 0);
            double rareness =
                    Math.log1p((counts.size() - documentCount + .5) / (documentCount + .5));
            for (int i = 0; i < scores.length; i++) {
                int count = counts.get(i).getOrDefault(word, 0);
                double length = 1 - B + B * lengths.get(i) / meanLength;
                scores[i] += rareness * count * (K1 + 1) / (count + K1 * length);
            }
        }
        return scores;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
