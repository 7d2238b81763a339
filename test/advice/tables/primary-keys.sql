-- Tables without a primary key.

-- case: none
CREATE TABLE t (a int);
-- expect: primary-key-missing t

-- case: has_one
CREATE TABLE t (a int PRIMARY KEY);
-- expect: nothing

-- case: unique_is_not_primary
-- It could be: the fix uses the index.
CREATE TABLE t (a int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
-- expect: primary-key-missing t

-- case: unique_constraint_is_not_primary
CREATE TABLE t (a int NOT NULL UNIQUE, b int);
-- expect: primary-key-missing t

-- case: partitioned_without
CREATE TABLE t (a int, b date) PARTITION BY RANGE (b);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
-- expect: primary-key-missing t

-- case: partitioned_with
CREATE TABLE t (a int, b date, PRIMARY KEY (a, b)) PARTITION BY RANGE (b);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- expect: nothing

-- case: partitions_have_their_own
CREATE TABLE t (a int NOT NULL, b date) PARTITION BY RANGE (b);
CREATE TABLE t_1 PARTITION OF t (PRIMARY KEY (a)) FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- expect: nothing

-- case: inherited
-- A key is not inherited: the child has none.
CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (b int) INHERITS (t);
-- expect: primary-key-missing u

-- case: parent_of_heirs
-- An identity column cannot be added where others inherit.
CREATE TABLE t (a int);
CREATE TABLE u (b int PRIMARY KEY) INHERITS (t);
-- expect: primary-key-missing t

-- case: unlogged
CREATE UNLOGGED TABLE t (a int);
-- expect: primary-key-missing t

-- case: has_an_id_column
CREATE TABLE t (id int, a int);
-- expect: primary-key-missing t

-- case: views_are_no_tables
CREATE TABLE t (a int PRIMARY KEY);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
-- expect: nothing

-- case: foreign_table
CREATE EXTENSION IF NOT EXISTS file_fdw WITH SCHEMA pg_catalog;
CREATE SERVER IF NOT EXISTS files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE f (a int) SERVER files OPTIONS (filename '/dev/null');
-- expect: nothing
