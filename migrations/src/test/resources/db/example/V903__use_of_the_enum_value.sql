-- The first use of the label that the script before has added.

UPDATE pipeline.runs SET status = 'example_paused', finished_at = started_at WHERE command = 'example';
