-- What a restore test finds, apart from the age of backups: the two are judged by different jobs.

ALTER TYPE finding_kind ADD VALUE 'restore_test';
