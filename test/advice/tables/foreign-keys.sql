-- Foreign keys: which index serves, and which only looks as if it did.
-- Each case is loaded into a schema of its own. `expect:` lines are all the findings of that case.

-- case: plain
-- No index on the referencing column.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
-- expect: fk-unindexed child.parent_id

-- case: served
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: served_by_descending
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id DESC NULLS LAST);
-- expect: nothing

-- case: served_by_longer
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX ON child (parent_id, at);
-- expect: nothing

-- case: second_key_of_an_index
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX ON child (at, parent_id);
-- expect: fk-unindexed child.parent_id

-- case: only_included
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX ON child (at) INCLUDE (parent_id);
-- expect: fk-unindexed child.parent_id

-- case: leading_with_include
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX ON child (parent_id) INCLUDE (at);
-- expect: nothing

-- case: composite_in_order
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (a, b);
-- expect: nothing

-- case: composite_permuted
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (b, a);
-- expect: nothing

-- case: composite_of_three_permuted_and_longer
CREATE TABLE parent (a int, b int, c int, PRIMARY KEY (a, b, c));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, c int, d int, FOREIGN KEY (a, b, c) REFERENCES parent);
CREATE INDEX ON child (c, a, b, d);
-- expect: nothing

-- case: composite_with_a_gap
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, c int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (a, c, b);
-- expect: fk-unindexed child(a, b)

-- case: composite_half
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (a);
-- expect: fk-unindexed child(a, b)

-- case: composite_half_included
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (a) INCLUDE (b);
-- expect: fk-unindexed child(a, b)

-- case: unique_on_a_part
-- One row at most has this id: the other column has nothing left to do.
CREATE TABLE parent (id int, tenant int, PRIMARY KEY (id, tenant));
CREATE TABLE child (id int PRIMARY KEY, tenant int, FOREIGN KEY (id, tenant) REFERENCES parent);
-- expect: nothing

-- case: partial_not_null
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id) WHERE parent_id IS NOT NULL;
-- expect: nothing

-- case: partial_not_null_of_both
CREATE TABLE parent (a int, "B" int, PRIMARY KEY (a, "B"));
CREATE TABLE child (id int PRIMARY KEY, a int, "B" int, FOREIGN KEY (a, "B") REFERENCES parent);
CREATE INDEX ON child ("B", a) WHERE a IS NOT NULL AND "B" IS NOT NULL;
-- expect: nothing

-- case: partial_other_column
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, deleted_at date);
CREATE INDEX ON child (parent_id) WHERE deleted_at IS NULL;
-- expect: fk-unindexed child.parent_id

-- case: partial_not_null_of_another
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, at date);
CREATE INDEX ON child (parent_id) WHERE at IS NOT NULL;
-- expect: fk-unindexed child.parent_id

-- case: partial_value
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id) WHERE parent_id > 10;
-- expect: fk-unindexed child.parent_id

-- case: brin
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child USING brin (parent_id);
-- expect: fk-unindexed child.parent_id

-- case: hash
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child USING hash (parent_id);
-- expect: nothing

-- case: invalid
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX child_broken ON child (parent_id);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'child_broken'::regclass;
-- expect: fk-unindexed child.parent_id
-- expect: index-invalid child_broken

-- case: expression
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child ((parent_id + 0));
-- expect: fk-unindexed child.parent_id

-- case: pattern_class
-- text_pattern_ops has the same equality operator.
CREATE TABLE parent (code text PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, code text REFERENCES parent);
CREATE INDEX ON child (code text_pattern_ops);
-- expect: nothing

-- case: other_collation
CREATE TABLE parent (code text PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, code text REFERENCES parent);
CREATE INDEX ON child (code COLLATE "C");
-- expect: fk-unindexed child.code

-- case: own_collation
CREATE TABLE parent (code text COLLATE "C" PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, code text COLLATE "C" REFERENCES parent);
CREATE INDEX ON child (code);
-- expect: nothing

-- case: unique_column
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int UNIQUE REFERENCES parent);
-- expect: nothing

-- case: primary_key_is_the_foreign_key
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY REFERENCES parent);
-- expect: nothing

-- case: join_table
-- The primary key serves its first column only.
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE a_b (a_id int REFERENCES a, b_id int REFERENCES b, PRIMARY KEY (a_id, b_id));
-- expect: fk-unindexed a_b.b_id

-- case: self_reference
CREATE TABLE node (id int PRIMARY KEY, parent_id int REFERENCES node);
-- expect: fk-unindexed node.parent_id

-- case: two_keys_on_one_column
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, x int REFERENCES a REFERENCES b);
-- expect: fk-unindexed child.x

-- case: two_keys_one_index
-- The composite index is proposed once, led by the column that is a key of its own.
CREATE TABLE tenant (id int PRIMARY KEY);
CREATE TABLE account (id int, tenant_id int, PRIMARY KEY (id, tenant_id));
CREATE TABLE child (id int PRIMARY KEY, account_id int, tenant_id int REFERENCES tenant,
  FOREIGN KEY (account_id, tenant_id) REFERENCES account);
-- expect: fk-unindexed child.tenant_id
-- expect: fk-unindexed child(tenant_id, account_id)
-- suggest: child(tenant_id, account_id)

-- case: not_valid_yet
-- NOT VALID is checked for new rows, and on every delete of a parent.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);
ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;
-- expect: fk-unindexed child.parent_id
-- expect: constraint-not-valid child.child_parent_id_fkey

-- case: partitioned
-- Named once, on the parent.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
-- expect: fk-unindexed event.parent_id

-- case: partitioned_served
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON event (parent_id);
-- expect: nothing

-- case: partitioned_served_by_parts
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE INDEX ON event_1 (parent_id);
CREATE INDEX ON event_2 (parent_id);
-- expect: nothing

-- case: partitioned_one_part_bare
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE INDEX ON event_1 (parent_id);
-- expect: fk-unindexed event.parent_id

-- case: partitioned_index_on_only
-- An index ON ONLY the parent holds no row.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON ONLY event (parent_id);
-- expect: fk-unindexed event.parent_id
-- expect: index-invalid event_parent_id_idx

-- case: partitioned_twice
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY HASH (id);
CREATE TABLE event_1_0 PARTITION OF event_1 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
-- expect: fk-unindexed event.parent_id

-- case: partitioned_referenced
-- The referenced side's partitions add rows to pg_constraint that nobody wrote.
CREATE TABLE event (id int PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE event_0 PARTITION OF event FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE event_1 PARTITION OF event FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE child (id int PRIMARY KEY, event_id int REFERENCES event);
-- expect: fk-unindexed child.event_id

-- case: key_on_one_partition
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE event (id int, at date, parent_id int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
ALTER TABLE event_1 ADD FOREIGN KEY (parent_id) REFERENCES parent;
-- expect: fk-unindexed event_1.parent_id

-- case: awkward_names
CREATE TABLE "Parent Table" ("Id" int PRIMARY KEY);
CREATE TABLE "order" ("Id" int PRIMARY KEY, "user" int REFERENCES "Parent Table", "select" int REFERENCES "Parent Table");
CREATE INDEX ON "order" ("select");
-- expect: fk-unindexed order.user

-- case: longest_names
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_lets_any_name_be_ok (id int PRIMARY KEY,
  a_column_whose_name_is_as_long_as_postgresql_lets_any_name_be_o int REFERENCES parent);
-- expect: fk-unindexed a_table_whose_name_is_as_long_as_postgresql_lets_any_name_be_ok.a_column_whose_name_is_as_long_as_postgresql_lets_any_name_be_o
-- expect: name-long a_table_whose_name_is_as_long_as_postgresql_lets_any_name_be_ok
-- expect: name-long a_table_whose_name_is_as_long_as_postgresql_lets_any_name_be_ok.a_column_whose_name_is_as_long_as_postgresql_lets_any_name_be_o
