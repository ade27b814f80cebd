package dev.matchmill.jobs.doctor;

/** Facts that were read, and a judgement on them that depends on nothing else. */
sealed interface Check
        permits Backups,
                CandidateIndex,
                ClockDifference,
                Connections,
                DatabaseSize,
                Durability,
                EncryptionKeys,
                ExtensionUpdates,
                Extensions,
                HomeFolder,
                IndexMemory,
                InvalidIndexes,
                JavaHeap,
                JavaRelease,
                ModelChecksum,
                ModelChoice,
                PostgresRelease,
                Preloaded,
                ProgramFiles,
                RoleTimeouts,
                SchemaState,
                SearchWidth,
                ServiceRoles,
                StatementLimit,
                Transport,
                UnfinishedRun,
                VectorRelease {

    Finding judge();
}
