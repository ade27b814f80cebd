package dev.matchmill.jobs.killloop;

import java.util.List;

/**
 * What a work must leave alone, or leaves beside what it does, compared before and after: a model
 * that is built touches no vector of the one that is active, workers that share may overlap, and
 * one of those that refresh matches ends well only when the refresh is published.
 */
final class BesideIt {

    private final World world;
    private final Work work;
    private final long lastRun;
    private final String live;

    private BesideIt(World world, Work work, long lastRun, String live) {
        this.world = world;
        this.work = work;
        this.lastRun = lastRun;
        this.live = live;
    }

    /** Looks before the work begins. */
    static BesideIt of(World world, Work work) {
        return new BesideIt(world, work, world.number("last run"), live(world));
    }

    /** Looks again, after an end with that code. */
    List<String> breaches(int code) {
        if (work.isShared()) {
            world.server()
                    .ask(jdbc ->
                            jdbc.sql(World.section("runs that shared"))
                                    .param("after", lastRun)
                                    .update());
        }
        if (work == Work.SHARED_MATCH && code == 0 && world.number("refreshes in work") > 0) {
            return List.of("broken: 5 a worker that ends well leaves nothing of its refresh");
        }
        return work != Work.BUILD || live.equals(live(world))
                ? List.of()
                : List.of("broken: 3 a model that is built touches no vector of the active one");
    }

    private static String live(World world) {
        return world.server()
                .ask(jdbc ->
                        jdbc.sql(World.section("vectors of the active model"))
                                .query(String.class)
                                .single());
    }
}
