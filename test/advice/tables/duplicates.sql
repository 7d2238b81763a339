-- Indexes that are the same, and pairs that only look the same.

-- case: same
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a);
-- expect: index-duplicate two

-- case: three_the_same
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a);
CREATE INDEX three ON t (a);
-- expect: index-duplicate three
-- expect: index-duplicate two

-- case: single_column_direction
-- A btree is read both ways.
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a DESC);
-- expect: index-duplicate two

-- case: single_column_nulls
-- (a NULLS FIRST) sorts in a way that (a), forwards or backwards, does not.
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a NULLS FIRST);
-- expect: nothing

-- case: all_directions_turned
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX one ON t (a, b DESC);
CREATE INDEX two ON t (a DESC, b);
-- expect: index-duplicate two

-- case: one_direction_turned
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX one ON t (a, b);
CREATE INDEX two ON t (a, b DESC);
-- expect: nothing

-- case: other_order
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX one ON t (a, b);
CREATE INDEX two ON t (b, a);
-- expect: nothing

-- case: other_class
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a text_pattern_ops);
-- expect: nothing

-- case: same_class_written_out
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX one ON t (a text_ops);
CREATE INDEX two ON t (a);
-- expect: index-duplicate two

-- case: other_collation
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a COLLATE "C");
-- expect: nothing

-- case: other_method
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t USING hash (a);
CREATE INDEX three ON t USING brin (a);
-- expect: nothing

-- case: gin_twice
CREATE TABLE t (id int PRIMARY KEY, a jsonb);
CREATE INDEX one ON t USING gin (a);
CREATE INDEX two ON t USING gin (a);
-- expect: index-duplicate two

-- case: gin_of_other_class
CREATE TABLE t (id int PRIMARY KEY, a jsonb);
CREATE INDEX one ON t USING gin (a);
CREATE INDEX two ON t USING gin (a jsonb_path_ops);
-- expect: nothing

-- case: brin_of_other_grain
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t USING brin (a) WITH (pages_per_range = 16);
CREATE INDEX two ON t USING brin (a) WITH (pages_per_range = 128);
-- expect: nothing

-- case: hash_twice
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t USING hash (a);
CREATE INDEX two ON t USING hash (a);
-- expect: index-duplicate two

-- case: same_expression
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX one ON t (lower(a));
CREATE INDEX two ON t ((lower(a)));
-- expect: index-duplicate two

-- case: other_expression
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX one ON t (lower(a));
CREATE INDEX two ON t (upper(a));
-- expect: nothing

-- case: same_predicate
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX one ON t (a) WHERE b > 0;
CREATE INDEX two ON t (a) WHERE (b > 0);
-- expect: index-duplicate two

-- case: other_predicate
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX one ON t (a) WHERE b > 0;
CREATE INDEX two ON t (a) WHERE b > 1;
-- expect: nothing

-- case: same_include_in_other_order
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX one ON t (a) INCLUDE (b, c);
CREATE INDEX two ON t (a) INCLUDE (c, b);
-- expect: index-duplicate two

-- case: other_include
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX one ON t (a) INCLUDE (b);
CREATE INDEX two ON t (a) INCLUDE (c);
-- expect: nothing

-- case: unique_constraint_and_unique_index
-- The index goes, the constraint stays.
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);
CREATE UNIQUE INDEX again ON t (a);
-- expect: index-duplicate again

-- case: primary_key_and_unique_constraint
CREATE TABLE t (id int PRIMARY KEY);
ALTER TABLE t ADD CONSTRAINT again UNIQUE (id);
-- expect: index-duplicate again

-- case: unique_constraint_that_is_referenced
-- A foreign key made while only the UNIQUE existed leans on it.
CREATE TABLE t (id int NOT NULL, CONSTRAINT first UNIQUE (id));
CREATE TABLE u (id int PRIMARY KEY REFERENCES t (id));
ALTER TABLE t ADD PRIMARY KEY (id);
-- expect: nothing

-- case: unique_with_other_nulls
-- version: 15
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE UNIQUE INDEX one ON t (a);
CREATE UNIQUE INDEX two ON t (a) NULLS NOT DISTINCT;
-- expect: nothing

-- case: deferrable_unique
-- The deferrable one cannot be referenced and does not check at once.
CREATE TABLE t (id int PRIMARY KEY, a int, UNIQUE (a) DEFERRABLE);
CREATE UNIQUE INDEX again ON t (a);
-- expect: nothing

-- case: replica_identity_stays
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL);
CREATE UNIQUE INDEX one ON t (a);
CREATE UNIQUE INDEX two ON t (a);
ALTER TABLE t REPLICA IDENTITY USING INDEX two;
-- expect: index-duplicate one

-- case: clustered_stays
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a);
ALTER TABLE t CLUSTER ON two;
-- expect: index-duplicate one

-- case: invalid_is_no_duplicate
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'two'::regclass;
-- expect: index-invalid two

-- case: partitioned
-- Once, on the parent; the parts go with it.
CREATE TABLE t (id int, a int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE t_1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a);
-- expect: index-duplicate two

-- case: partition_of_its_own
CREATE TABLE t (id int, a int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX one ON t (a);
CREATE INDEX own ON t_0 (a);
-- expect: index-duplicate own

-- case: on_two_tables
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE u (id int PRIMARY KEY, a int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON u (a);
-- expect: nothing
