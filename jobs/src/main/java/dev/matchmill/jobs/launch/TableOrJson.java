package dev.matchmill.jobs.launch;

import java.util.ArrayList;
import java.util.List;

/** The formats of most verbs, for their help. */
final class TableOrJson extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    TableOrJson() {
        super(List.of("table", "json"));
    }
}
