-- Indexes that are of no use, or of less use than they look.

-- case: invalid
-- What a broken CREATE INDEX CONCURRENTLY leaves.
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX broken ON t (a);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
-- expect: index-invalid broken

-- case: invalid_unique
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE UNIQUE INDEX broken ON t (a);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
-- expect: index-invalid broken

-- case: invalid_beside_its_second_try
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX broken ON t (a);
CREATE INDEX again ON t (a);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
-- expect: index-invalid broken

-- case: invalid_partitioned
-- ON ONLY without the partition's part.
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX whole ON ONLY t (a);
-- expect: index-invalid whole

-- case: partitioned_and_complete
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX whole ON ONLY t (a);
CREATE INDEX part ON t_0 (a);
ALTER INDEX whole ATTACH PARTITION part;
-- expect: nothing

-- case: boolean
CREATE TABLE t (id int PRIMARY KEY, paid boolean);
CREATE INDEX flag ON t (paid);
-- expect: index-on-boolean flag

-- case: boolean_of_the_rare_value
CREATE TABLE t (id int PRIMARY KEY, paid boolean);
CREATE INDEX flag ON t (paid) WHERE NOT paid;
-- expect: nothing

-- case: boolean_in_front_of_others
CREATE TABLE t (id int PRIMARY KEY, paid boolean, at date);
CREATE INDEX flag ON t (paid, at);
-- expect: nothing

-- case: boolean_unique
CREATE TABLE t (id int PRIMARY KEY, only_one boolean UNIQUE);
-- expect: nothing

-- case: boolean_expression
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX flag ON t ((a > 5));
-- expect: nothing

-- case: boolean_hash
CREATE TABLE t (id int PRIMARY KEY, paid boolean);
CREATE INDEX flag ON t USING hash (paid);
-- expect: nothing

-- case: boolean_with_include
-- It can answer without the table.
CREATE TABLE t (id int PRIMARY KEY, paid boolean, total int);
CREATE INDEX flag ON t (paid) INCLUDE (total);
-- expect: nothing

-- case: array
CREATE TABLE t (id int PRIMARY KEY, tags text[]);
CREATE INDEX tags_idx ON t (tags);
-- expect: index-on-array tags_idx

-- case: array_gin
CREATE TABLE t (id int PRIMARY KEY, tags text[]);
CREATE INDEX tags_idx ON t USING gin (tags);
-- expect: nothing

-- case: array_unique
CREATE TABLE t (id int PRIMARY KEY, path int[] UNIQUE);
-- expect: nothing

-- case: document
CREATE TABLE t (id int PRIMARY KEY, body jsonb);
CREATE INDEX body_idx ON t (body);
-- expect: index-on-array body_idx

-- case: document_expression
CREATE TABLE t (id int PRIMARY KEY, body jsonb);
CREATE INDEX body_idx ON t ((body ->> 'name'));
-- expect: nothing

-- case: document_gin
CREATE TABLE t (id int PRIMARY KEY, body jsonb);
CREATE INDEX body_idx ON t USING gin (body jsonb_path_ops);
-- expect: nothing

-- case: predicate_that_leaves_nothing_out
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL);
CREATE INDEX part ON t (a) WHERE a IS NOT NULL;
-- expect: index-predicate-empty part

-- case: predicate_on_several_never_null
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE INDEX part ON t (a) WHERE a IS NOT NULL AND b IS NOT NULL;
-- expect: index-predicate-empty part

-- case: predicate_on_a_nullable
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX part ON t (a) WHERE a IS NOT NULL;
-- expect: nothing

-- case: predicate_half_nullable
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);
CREATE INDEX part ON t (a) WHERE a IS NOT NULL AND b IS NOT NULL;
-- expect: nothing

-- case: predicate_by_value
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL);
CREATE INDEX part ON t (a) WHERE a > 0;
-- expect: nothing

-- case: mostly_null
CREATE TABLE t (id int PRIMARY KEY, deleted_at timestamptz);
INSERT INTO t SELECT i, CASE WHEN i % 50 = 0 THEN now() END FROM generate_series(1, 12000) i;
CREATE INDEX deleted ON t (deleted_at);
ANALYZE t;
-- expect: index-on-nulls deleted

-- case: mostly_null_and_partial
CREATE TABLE t (id int PRIMARY KEY, deleted_at timestamptz);
INSERT INTO t SELECT i, CASE WHEN i % 50 = 0 THEN now() END FROM generate_series(1, 12000) i;
CREATE INDEX deleted ON t (deleted_at) WHERE deleted_at IS NOT NULL;
ANALYZE t;
-- expect: nothing

-- case: half_null
CREATE TABLE t (id int PRIMARY KEY, deleted_at timestamptz);
INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN now() END FROM generate_series(1, 12000) i;
CREATE INDEX deleted ON t (deleted_at);
ANALYZE t;
-- expect: nothing

-- case: mostly_null_but_small
CREATE TABLE t (id int PRIMARY KEY, deleted_at timestamptz);
INSERT INTO t SELECT i, CASE WHEN i % 50 = 0 THEN now() END FROM generate_series(1, 100) i;
CREATE INDEX deleted ON t (deleted_at);
ANALYZE t;
-- expect: nothing

-- case: mostly_null_and_unique
CREATE TABLE t (id int PRIMARY KEY, external int UNIQUE);
INSERT INTO t SELECT i, CASE WHEN i % 50 = 0 THEN i END FROM generate_series(1, 12000) i;
ANALYZE t;
-- expect: nothing

-- case: mostly_null_with_an_order
-- Its second key orders the rows without a value.
CREATE TABLE t (id int PRIMARY KEY, deleted_at timestamptz, at date);
INSERT INTO t SELECT i, CASE WHEN i % 50 = 0 THEN now() END, now() FROM generate_series(1, 12000) i;
CREATE INDEX deleted ON t (deleted_at, at);
ANALYZE t;
-- expect: nothing

-- case: autovacuum_off
CREATE TABLE t (id int PRIMARY KEY, a int) WITH (autovacuum_enabled = off);
-- expect: table-autovacuum-off t

-- case: autovacuum_tuned
CREATE TABLE t (id int PRIMARY KEY, a int) WITH (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 70);
-- expect: nothing

-- case: autovacuum_on_again
CREATE TABLE t (id int PRIMARY KEY, a int) WITH (autovacuum_enabled = false);
ALTER TABLE t SET (autovacuum_enabled = true);
-- expect: nothing
