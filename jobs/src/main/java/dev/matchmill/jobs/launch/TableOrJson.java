package dev.matchmill.jobs.launch;

import java.util.List;

/** The formats of most verbs, for their help. */
final class TableOrJson extends java.util.ArrayList<String> {

    private static final long serialVersionUID = 1L;

    TableOrJson() {
        super(List.of("table", "json"));
    }
}
