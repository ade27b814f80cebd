-- Names of skills and job titles out of the vocabularies of others (ESCO, O*NET, lists), with who says so and in which version.

--@table pipeline.skill_names level=P retention=reference | Names that imported vocabularies give to skills; a run reads them beside the shipped ones.
CREATE TABLE pipeline.skill_names (
  source text NOT NULL, --@ P | Who publishes it: esco, onet, linguist
  term_id text NOT NULL, --@ P | The publisher's own: a URI, or the name in lower case
  name text NOT NULL, --@ P
  language language_code NOT NULL, --@ P
  is_preferred boolean NOT NULL, --@ P | Whether it is the name to show in its language
  category skill_category NOT NULL, --@ P
  version text NOT NULL, --@ P | Of the file that said so last: as given, or a digest of its content
  PRIMARY KEY (source, term_id, name),
  CONSTRAINT ck_skill_names_name CHECK (name = btrim(name) AND name <> '')
);

--@table pipeline.skill_relations level=P retention=reference | Which imported skill holds which, as its publisher says.
CREATE TABLE pipeline.skill_relations (
  source text NOT NULL, --@ P
  term_id text NOT NULL, --@ P | The narrower term, as in skill_names
  broader_id text NOT NULL, --@ P | The term that holds it, which need not be a skill itself
  version text NOT NULL, --@ P
  PRIMARY KEY (source, term_id, broader_id),
  CONSTRAINT ck_skill_relations_order CHECK (broader_id <> term_id)
);

--@table pipeline.title_names level=P retention=reference | Names that imported vocabularies give to occupations; resumes' titles are normalized with them.
CREATE TABLE pipeline.title_names (
  source text NOT NULL, --@ P | Who publishes it: esco, onet
  term_id text NOT NULL, --@ P | The publisher's own: a URI, or a code such as 15-1252.00
  name text NOT NULL, --@ P
  language language_code NOT NULL, --@ P
  is_preferred boolean NOT NULL, --@ P | Whether it is the occupation's own title
  version text NOT NULL, --@ P
  PRIMARY KEY (source, term_id, name),
  CONSTRAINT ck_title_names_name CHECK (name = btrim(name) AND name <> '')
);

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','skill_names','source','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','term_id','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','name','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','language','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','is_preferred','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','category','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_names','version','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_relations','source','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_relations','term_id','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_relations','broader_id','public','at_rest',NULL,'keep','reference'),
 ('pipeline','skill_relations','version','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','source','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','term_id','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','name','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','language','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','is_preferred','public','at_rest',NULL,'keep','reference'),
 ('pipeline','title_names','version','public','at_rest',NULL,'keep','reference');

COMMENT ON TABLE pipeline.skill_names IS 'Names that imported vocabularies give to skills; a run reads them beside the shipped ones.';
COMMENT ON COLUMN pipeline.skill_names.source IS 'Who publishes it: esco, onet, linguist';
COMMENT ON COLUMN pipeline.skill_names.term_id IS 'The publisher''s own: a URI, or the name in lower case';
COMMENT ON COLUMN pipeline.skill_names.is_preferred IS 'Whether it is the name to show in its language';
COMMENT ON COLUMN pipeline.skill_names.version IS 'Of the file that said so last: as given, or a digest of its content';
COMMENT ON TABLE pipeline.skill_relations IS 'Which imported skill holds which, as its publisher says.';
COMMENT ON COLUMN pipeline.skill_relations.term_id IS 'The narrower term, as in skill_names';
COMMENT ON COLUMN pipeline.skill_relations.broader_id IS 'The term that holds it, which need not be a skill itself';
COMMENT ON TABLE pipeline.title_names IS 'Names that imported vocabularies give to occupations; resumes'' titles are normalized with them.';
COMMENT ON COLUMN pipeline.title_names.source IS 'Who publishes it: esco, onet';
COMMENT ON COLUMN pipeline.title_names.term_id IS 'The publisher''s own: a URI, or a code such as 15-1252.00';
COMMENT ON COLUMN pipeline.title_names.is_preferred IS 'Whether it is the occupation''s own title';

SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
