package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.match.MatchWorld;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How a posting is named when its shortlist is asked for. */
class ShortlistsIT {

    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(5, 5, 5, 0.3));
        world.organization(1, "marketplace");
        for (long id = 1; id <= 3; id++) {
            world.posting(id, 1, 0, "[]");
        }
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_posting_without_a_reference_is_found_by_the_id_that_is_shown_for_it() {
        world.execute("UPDATE jobs SET external_ref = NULL WHERE id = 3");
        world.execute("UPDATE jobs SET external_ref = 'P-' || id WHERE id < 3");

        assertThat(shown("3")).containsExactly("3");
        assertThat(shown("P-1")).containsExactly("P-1");
        assertThat(shown("2")).containsExactly("P-2");
        assertThat(shown("4")).isEmpty();
    }

    @Test
    void a_reference_that_looks_like_the_id_of_another_posting_goes_first() {
        world.execute("UPDATE jobs SET external_ref = NULL WHERE id = 3");
        world.execute("UPDATE jobs SET external_ref = '3', title = 'Named 3' WHERE id = 1");

        assertThat(shortlists("3")).extracting(PostingShortlist::title).containsExactly("Named 3");
    }

    private List<String> shown(String name) {
        return shortlists(name).stream().map(PostingShortlist::posting).toList();
    }

    private List<PostingShortlist> shortlists(String name) {
        return new Shortlists(world.jdbc(), JsonMapper.builder().build())
                .read(name, 5, Instant.EPOCH)
                .postings();
    }
}
