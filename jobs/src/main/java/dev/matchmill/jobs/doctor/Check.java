package dev.matchmill.jobs.doctor;

/** Facts that were read, and a judgement on them that depends on nothing else. */
sealed interface Check
        permits CandidateIndex,
                ClockDifference,
                Connections,
                Durability,
                EncryptionKeys,
                Extensions,
                HomeFolder,
                IndexMemory,
                InvalidIndexes,
                JavaHeap,
                JavaRelease,
                ModelChoice,
                PostgresRelease,
                Preloaded,
                ProgramFiles,
                SchemaState,
                SearchWidth,
                ServiceRoles,
                StatementLimit,
                Transport,
                UnfinishedRun,
                VectorRelease {

    Finding judge();
}
