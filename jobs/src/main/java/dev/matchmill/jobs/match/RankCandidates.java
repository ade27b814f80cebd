package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Ranks the candidates of one posting: the nearest by vector and everybody who applied, all scored
 * alike. Who has a score in the pool keeps it: it follows from the posting, the candidate and the
 * similarity, and none of them changed.
 */
record RankCandidates(
        NearestCandidates nearest,
        CandidateFactsReader facts,
        Scorer scorer,
        MatchSettings settings) {

    private static final Comparator<PoolMember> BEST_FIRST =
            Comparator.comparingDouble(PoolMember::score)
                    .reversed()
                    .thenComparingLong(PoolMember::candidate);

    /**
     * Ranks a posting's pool.
     *
     * @param query its vector
     * @param applied who has a running application to it
     * @param pool enough for the neighbours that are ranked
     * @param isOpen of which applicants who are not in the pool it is unknown how near they are
     * @param published who needs no details when the score is known
     */
    Ranking rank(
            ModelId model,
            OpenPosting posting,
            Embedding query,
            Set<CandidateId> applied,
            Pool pool,
            LongPredicate isOpen,
            Collection<Long> published) {
        Map<Long, PoolMember> ranked = new LinkedHashMap<>();
        pool.near().stream()
                .limit(settings.neighbours())
                .forEach(m -> ranked.put(m.candidate(), m));
        addApplicants(model, query, pool, applied, isOpen, ranked);

        Map<Long, MatchScore> details = new HashMap<>();
        score(
                posting,
                ranked,
                ranked.values().stream().filter(m -> !m.isScored()).toList(),
                details);
        List<PoolMember> top =
                ranked.values().stream()
                        .filter(PoolMember::isScored)
                        .sorted(BEST_FIRST)
                        .limit(settings.top())
                        .toList();
        Set<Long> known = new TreeSet<>(published);
        score(
                posting,
                ranked,
                top.stream()
                        .filter(m -> !known.contains(m.candidate()))
                        .filter(m -> !details.containsKey(m.candidate()))
                        .toList(),
                details);
        return new Ranking(
                scored(pool, ranked),
                top.stream().map(PoolMember::candidate).toList(),
                details,
                details.values().stream()
                        .map(MatchScore::candidate)
                        .filter(applied::contains)
                        .sorted()
                        .toList());
    }

    private void addApplicants(
            ModelId model,
            Embedding query,
            Pool pool,
            Set<CandidateId> applied,
            LongPredicate isOpen,
            Map<Long, PoolMember> ranked) {
        Map<Long, PoolMember> known = new HashMap<>();
        pool.members().forEach(m -> known.put(m.candidate(), m));
        List<CandidateId> unknown = new ArrayList<>();
        for (CandidateId applicant : applied) {
            PoolMember member = known.get(applicant.value());
            if (member != null) {
                ranked.putIfAbsent(applicant.value(), member);
            } else if (isOpen.test(applicant.value())) {
                unknown.add(applicant);
            }
        }
        for (Neighbour applicant : nearest.of(model, query, unknown)) {
            ranked.put(applicant.candidate().value(), PoolMember.of(applicant));
        }
    }

    private void score(
            OpenPosting posting,
            Map<Long, PoolMember> ranked,
            List<PoolMember> members,
            Map<Long, MatchScore> details) {
        facts.read(members.stream().map(m -> new CandidateId(m.candidate())).toList())
                .forEach((candidate, known) -> {
                    ranked.computeIfPresent(
                            candidate.value(),
                            (id, member) -> {
                                MatchScore score =
                                        scorer.score(posting, known, member.similarity());
                                details.put(id, score);
                                return member.scored(score.score());
                            });
                });
    }

    private static Pool scored(Pool pool, Map<Long, PoolMember> ranked) {
        List<PoolMember> near = new ArrayList<>();
        for (PoolMember member : pool.near()) {
            PoolMember scored = ranked.remove(member.candidate());
            near.add(scored == null ? member : scored);
        }
        return new Pool(near, List.copyOf(ranked.values()), pool.floor());
    }
}
