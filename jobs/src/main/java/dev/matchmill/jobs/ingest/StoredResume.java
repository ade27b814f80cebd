package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.migrations.type.CandidateId;

/** A resume and the candidate whose facts it gives. */
record StoredResume(CandidateId candidate, Resume resume) {}
