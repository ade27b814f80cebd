package dev.matchmill.jobs.subject;

import java.util.List;

/**
 * What an erasure would do.
 *
 * @param stores every store of the inventory, in the order of work
 * @param objects stored objects that would have to be removed
 * @param heldBy what is under a legal hold, as "candidate 7"; empty when nothing is
 */
public record ErasurePlan(
        List<StorePlan> stores, List<StoredObject> objects, List<String> heldBy) {}
