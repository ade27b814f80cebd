-- After every start that looked for migrations: the time partitions of the coming months. Costs nothing where they exist.
DO $$ BEGIN PERFORM ops.create_partitions(); END $$;
