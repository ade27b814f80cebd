package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.shortlist.PostingShortlist;
import dev.matchmill.jobs.shortlist.ShortlistRow;
import dev.matchmill.jobs.shortlist.Shortlists;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Readers see which matches were made of something that has changed since. */
class StaleMatchesIT {

    private SmallMarket market;
    private MatchWorld world;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
        world.refresh();
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void nothing_is_marked_right_after_a_refresh_even_one_that_found_nothing() {
        assertThat(stale()).isEmpty();
        world.execute("UPDATE candidates SET updated_at = clock_timestamp()");
        assertThat(stale()).isNotEmpty();

        world.refresh();

        assertThat(stale()).isEmpty();
    }

    @Test
    void a_candidate_who_changed_is_marked_wherever_shown_and_nobody_else() {
        long someone = market.someoneShown();
        world.execute("UPDATE candidates SET years_of_experience = 40 WHERE id = " + someone);

        assertThat(candidates(stale())).containsExactly(someone);
        assertThat(shortlists()).noneMatch(PostingShortlist::stale);

        world.refresh();

        assertThat(stale()).isEmpty();
    }

    @Test
    void a_candidate_of_whom_there_is_another_text_is_marked() {
        long someone = market.someoneShown();
        world.text(someone, "another resume");

        assertThat(candidates(stale())).containsExactly(someone);
    }

    @Test
    void a_posting_that_changed_is_marked_with_all_its_matches() {
        world.execute("UPDATE jobs SET min_years_experience = 30 WHERE id = 3");

        assertThat(shortlists())
                .filteredOn(PostingShortlist::stale)
                .singleElement()
                .satisfies(posting ->
                        assertThat(posting.rows()).isNotEmpty().allMatch(ShortlistRow::stale));
    }

    @Test
    void other_weights_mark_all_postings_of_the_organization() {
        world.execute(
                """
                UPDATE organization_settings
                SET matching_weights = '{"semantic": 1}'
                WHERE organization_id = 1
                """);

        assertThat(shortlists()).isNotEmpty().allMatch(PostingShortlist::stale);

        world.refresh();

        assertThat(shortlists()).noneMatch(PostingShortlist::stale);
    }

    private List<PostingShortlist> shortlists() {
        return new Shortlists(world.jdbc(), JsonMapper.builder().build())
                .read(null, 50, Instant.EPOCH)
                .postings();
    }

    private List<ShortlistRow> stale() {
        return shortlists().stream()
                .flatMap(posting -> posting.rows().stream())
                .filter(ShortlistRow::stale)
                .toList();
    }

    private static Set<Long> candidates(List<ShortlistRow> rows) {
        return rows.stream().map(ShortlistRow::candidate).collect(Collectors.toSet());
    }
}
