package dev.matchmill.jobs.erase;

import java.util.List;

/** How far an erasure has come. */
public sealed interface Progress {

    /** Nothing was changed but the request's status: a legal hold covers the person. */
    record Blocked(List<String> by) implements Progress {

        public Blocked {
            by = List.copyOf(by);
        }
    }

    /**
     * The rows are gone, something else is not. The next run goes on.
     *
     * @param left what, by store or column, without personal data
     */
    record Incomplete(List<String> left) implements Progress {

        public Incomplete {
            left = List.copyOf(left);
        }
    }

    /**
     * All is gone, proved and certified.
     *
     * @param rows rows that were deleted or changed
     * @param objects stored objects that were removed
     * @param names columns in which a name of the person still stands, which may be somebody else's
     */
    record Completed(long rows, long objects, List<String> names) implements Progress {

        public Completed {
            names = List.copyOf(names);
        }
    }

    /** Somebody else closed it, or took it back, in the meantime. */
    record Gone() implements Progress {}
}
