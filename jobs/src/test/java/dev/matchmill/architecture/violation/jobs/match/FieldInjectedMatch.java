package dev.matchmill.architecture.violation.jobs.match;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Hides what it needs. */
final class FieldInjectedMatch {

    @Autowired @Nullable Match match;
}
