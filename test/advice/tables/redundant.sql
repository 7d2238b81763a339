-- Indexes that a wider one covers, and those that it does not.

-- case: prefix
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
-- expect: index-redundant narrow

-- case: suffix
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (b);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: chain
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (a, b);
CREATE INDEX three ON t (a, b, c);
-- expect: index-redundant one
-- expect: index-redundant two

-- case: include_under_key
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a) INCLUDE (b);
CREATE INDEX wide ON t (a, b);
-- expect: index-redundant narrow

-- case: key_under_include
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a) INCLUDE (b);
-- expect: index-redundant narrow

-- case: include_that_is_not_held
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX narrow ON t (a) INCLUDE (c);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: descending_prefix
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a DESC);
CREATE INDEX wide ON t (a, b);
-- expect: index-redundant narrow

-- case: two_of_three_turned
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX narrow ON t (a, b DESC);
CREATE INDEX wide ON t (a, b, c);
-- expect: nothing

-- case: nulls_elsewhere
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a NULLS FIRST);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: other_class
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
CREATE INDEX narrow ON t (a text_pattern_ops);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: other_collation
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
CREATE INDEX narrow ON t (a COLLATE "C");
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: other_method
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t USING hash (a);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: unique_prefix
-- The narrow one is a rule about rows.
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE UNIQUE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
-- expect: nothing

-- case: under_unique
CREATE TABLE t (id int PRIMARY KEY, a int, b int, UNIQUE (a, b));
CREATE INDEX narrow ON t (a);
-- expect: index-redundant narrow

-- case: same_keys_as_unique
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);
CREATE INDEX plain ON t (a);
-- expect: index-redundant plain

-- case: same_keys_as_primary_key
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX plain ON t (id);
-- expect: index-redundant plain

-- case: primary_key_and_longer
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX longer ON t (id, a);
-- expect: nothing

-- case: replica_identity_stays
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);
CREATE UNIQUE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
ALTER TABLE t REPLICA IDENTITY USING INDEX narrow;
-- expect: nothing

-- case: clustered_stays
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
ALTER TABLE t CLUSTER ON narrow;
-- expect: nothing

-- case: partial_under_full
CREATE TABLE t (id int PRIMARY KEY, a int, deleted_at date);
CREATE INDEX narrow ON t (a) WHERE deleted_at IS NULL;
CREATE INDEX wide ON t (a);
-- expect: index-redundant narrow

-- case: partial_not_null_under_full
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX narrow ON t (a) WHERE a IS NOT NULL;
CREATE INDEX wide ON t (a);
-- expect: index-redundant narrow

-- case: full_under_partial
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b) WHERE b > 0;
-- expect: nothing

-- case: partial_under_same_partial
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX narrow ON t (a) WHERE c > 0;
CREATE INDEX wide ON t (a, b) WHERE c > 0;
-- expect: index-redundant narrow

-- case: partial_under_other_partial
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX narrow ON t (a) WHERE c > 0;
CREATE INDEX wide ON t (a, b) WHERE c > 1;
-- expect: nothing

-- case: queue
-- A partial index on the table's own key is there for its predicate.
CREATE TABLE job (id int PRIMARY KEY, state text);
CREATE INDEX open_jobs ON job (id) WHERE state = 'open';
-- expect: nothing

-- case: expression_prefix
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
CREATE INDEX narrow ON t (lower(a));
CREATE INDEX wide ON t (lower(a), b);
-- expect: index-redundant narrow

-- case: wide_is_invalid
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'wide'::regclass;
-- expect: index-invalid wide

-- case: foreign_key_still_served
-- Dropping the narrow one leaves the key with the wide one.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX narrow ON child (parent_id);
CREATE INDEX wide ON child (parent_id, at);
-- expect: index-redundant narrow

-- case: exclusion_constraint_stays
CREATE TABLE t (id int PRIMARY KEY, during tsrange, EXCLUDE USING gist (during WITH &&));
CREATE INDEX again ON t USING gist (during);
-- expect: index-duplicate again

-- case: partitioned
CREATE TABLE t (id int, a int, b int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX narrow ON t (a);
CREATE INDEX wide ON t (a, b);
-- expect: index-redundant narrow
