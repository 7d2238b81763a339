-- Keys: what they reference, what they can hold, and whether they hold at all.

-- case: narrower_than_the_key
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: fk-narrower child.parent_id

-- case: smallint_to_integer
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id smallint REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: fk-narrower child.parent_id

-- case: wider_than_the_key
-- Nothing can be lost; the types still differ.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: fk-type-mismatch child.parent_id

-- case: same_type
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: integer_to_numeric
CREATE TABLE parent (id numeric PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: fk-type-mismatch child.parent_id

-- case: varchar_to_text
CREATE TABLE parent (id text PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id varchar(20) REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: varchar_of_another_length
CREATE TABLE parent (id varchar(10) PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id varchar(20) REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: domain
CREATE DOMAIN code AS text;
CREATE TABLE parent (id code PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id text REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: composite_narrower
CREATE TABLE parent (a bigint, b int, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);
CREATE INDEX ON child (a, b);
-- expect: fk-narrower child.a

-- case: composite_crossed
-- Each column has the type of the one that it references, though not in the order of the table.
CREATE TABLE parent (a bigint, b int, PRIMARY KEY (b, a));
CREATE TABLE child (id int PRIMARY KEY, a bigint, b int, FOREIGN KEY (b, a) REFERENCES parent);
CREATE INDEX ON child (a, b);
-- expect: nothing

-- case: narrower_in_a_partitioned_table
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id int, parent_id int REFERENCES parent, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE child_0 PARTITION OF child FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE child_1 PARTITION OF child FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX ON child (parent_id);
-- expect: fk-narrower child.parent_id

-- case: timestamp_to_date
CREATE TABLE parent (day date PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, day timestamptz REFERENCES parent);
CREATE INDEX ON child (day);
-- expect: fk-type-mismatch child.day

-- case: twice_the_same
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int CONSTRAINT first REFERENCES parent);
ALTER TABLE child ADD CONSTRAINT second FOREIGN KEY (parent_id) REFERENCES parent;
CREATE INDEX ON child (parent_id);
-- expect: fk-duplicate child.second

-- case: twice_with_columns_in_another_order
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), UNIQUE (b, a));
CREATE TABLE child (id int PRIMARY KEY, a int, b int);
ALTER TABLE child ADD CONSTRAINT first FOREIGN KEY (a, b) REFERENCES parent (a, b);
ALTER TABLE child ADD CONSTRAINT second FOREIGN KEY (b, a) REFERENCES parent (b, a);
CREATE INDEX ON child (a, b);
-- expect: fk-duplicate child.second

-- case: twice_with_other_actions
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int CONSTRAINT first REFERENCES parent);
ALTER TABLE child ADD CONSTRAINT second FOREIGN KEY (parent_id) REFERENCES parent ON DELETE CASCADE;
CREATE INDEX ON child (parent_id);
-- expect: fk-duplicate child.second

-- case: implied_by_a_wider_one
CREATE TABLE parent (id int PRIMARY KEY, tenant int NOT NULL, UNIQUE (tenant, id));
CREATE TABLE child (id int PRIMARY KEY, tenant int NOT NULL, parent_id int CONSTRAINT narrow REFERENCES parent,
  CONSTRAINT wide FOREIGN KEY (tenant, parent_id) REFERENCES parent (tenant, id));
CREATE INDEX ON child (parent_id, tenant);
-- expect: fk-implied child.narrow

-- case: implied_by_one_that_matches_in_full
CREATE TABLE parent (id int PRIMARY KEY, tenant int NOT NULL, UNIQUE (tenant, id));
CREATE TABLE child (id int PRIMARY KEY, tenant int, parent_id int CONSTRAINT narrow REFERENCES parent ON DELETE CASCADE,
  CONSTRAINT wide FOREIGN KEY (tenant, parent_id) REFERENCES parent (tenant, id) MATCH FULL);
CREATE INDEX ON child (parent_id, tenant);
-- expect: fk-implied child.narrow

-- case: not_implied_where_the_other_column_may_be_null
CREATE TABLE parent (id int PRIMARY KEY, tenant int NOT NULL, UNIQUE (tenant, id));
CREATE TABLE child (id int PRIMARY KEY, tenant int, parent_id int REFERENCES parent, FOREIGN KEY (tenant, parent_id) REFERENCES parent (tenant, id));
CREATE INDEX ON child (parent_id, tenant);
-- expect: nothing

-- case: not_implied_by_one_that_is_not_valid
CREATE TABLE parent (id int PRIMARY KEY, tenant int NOT NULL, UNIQUE (tenant, id));
CREATE TABLE child (id int PRIMARY KEY, tenant int NOT NULL, parent_id int REFERENCES parent);
ALTER TABLE child ADD CONSTRAINT wide FOREIGN KEY (tenant, parent_id) REFERENCES parent (tenant, id) NOT VALID;
CREATE INDEX ON child (parent_id, tenant);
-- expect: constraint-not-valid child.wide

-- case: one_tenant_in_two_keys
CREATE TABLE tenant (id int PRIMARY KEY);
CREATE TABLE parent (tenant int REFERENCES tenant, id int, PRIMARY KEY (tenant, id));
CREATE TABLE child (id int PRIMARY KEY, tenant int NOT NULL REFERENCES tenant, parent_id int NOT NULL,
  FOREIGN KEY (tenant, parent_id) REFERENCES parent (tenant, id));
CREATE INDEX ON child (tenant, parent_id);
-- expect: nothing

-- case: two_keys_of_other_columns_to_one_table
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), UNIQUE (b));
CREATE TABLE child (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, other_b int NOT NULL REFERENCES parent (b),
  FOREIGN KEY (a, b) REFERENCES parent (a, b));
CREATE INDEX ON child (a, b);
CREATE INDEX ON child (other_b);
-- expect: nothing

-- case: to_two_parents
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE other (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent REFERENCES other);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: crossed_keys
-- The same columns to the same table, but paired otherwise.
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), UNIQUE (b, a));
CREATE TABLE child (id int PRIMARY KEY, a int, b int);
ALTER TABLE child ADD CONSTRAINT first FOREIGN KEY (a, b) REFERENCES parent (a, b);
ALTER TABLE child ADD CONSTRAINT second FOREIGN KEY (a, b) REFERENCES parent (b, a);
CREATE INDEX ON child (a, b);
-- expect: nothing

-- case: two_columns_to_one_key
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, a int REFERENCES parent, b int REFERENCES parent);
CREATE INDEX ON child (a);
CREATE INDEX ON child (b);
-- expect: nothing

-- case: key_not_valid
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);
ALTER TABLE child ADD CONSTRAINT unproven FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;
CREATE INDEX ON child (parent_id);
-- expect: constraint-not-valid child.unproven

-- case: check_not_valid
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ADD CONSTRAINT unproven CHECK (a > 0) NOT VALID;
-- expect: constraint-not-valid t.unproven

-- case: check_validated_later
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ADD CONSTRAINT proven CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT proven;
-- expect: nothing

-- case: check_not_valid_in_heirs
-- The parent's constraint is the one to validate.
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE heir (PRIMARY KEY (id)) INHERITS (t);
ALTER TABLE t ADD CONSTRAINT unproven CHECK (a > 0) NOT VALID;
-- expect: constraint-not-valid t.unproven

-- case: check_not_enforced
-- version: 18
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT wish CHECK (a > 0) NOT ENFORCED);
-- expect: nothing

-- case: key_not_enforced
-- version: 18
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent NOT ENFORCED);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: sequence_near_its_end
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
SELECT setval('t_id_seq', 2100000000);
-- expect: sequence-exhausting t.id

-- case: sequence_half_used
CREATE TABLE t (id serial PRIMARY KEY, a int);
SELECT setval('t_id_seq', 1200000000);
-- expect: sequence-exhausting t.id

-- case: sequence_fresh
CREATE TABLE t (id serial PRIMARY KEY, a int);
SELECT setval('t_id_seq', 1000);
-- expect: nothing

-- case: sequence_never_used
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
-- expect: nothing

-- case: sequence_of_a_bigint
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
SELECT setval('t_id_seq', 2100000000);
-- expect: nothing

-- case: bigint_sequence_of_an_integer
-- The sequence has room, the column has none.
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE SEQUENCE numbers AS bigint OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('numbers');
SELECT setval('numbers', 2100000000);
-- expect: sequence-exhausting t.id

-- case: integer_sequence_of_a_bigint
-- The column has room, the sequence has none.
CREATE TABLE t (id bigint PRIMARY KEY, a int);
CREATE SEQUENCE numbers AS int OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('numbers');
SELECT setval('numbers', 2100000000);
-- expect: sequence-exhausting t.id

-- case: smallint_sequence
CREATE TABLE t (id smallserial PRIMARY KEY, a int);
SELECT setval('t_id_seq', 30000);
-- expect: sequence-exhausting t.id

-- case: unowned_sequence
CREATE SEQUENCE numbers;
CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('numbers'), a int);
SELECT setval('numbers', 2100000000);
-- expect: sequence-exhausting t.id

-- case: sequence_of_nobody
CREATE SEQUENCE numbers AS int;
SELECT setval('numbers', 2100000000);
-- expect: sequence-exhausting numbers

-- case: sequence_that_cycles
CREATE SEQUENCE numbers AS int CYCLE;
SELECT setval('numbers', 2100000000);
-- expect: nothing

-- case: sequence_with_a_low_maximum
CREATE TABLE t (id bigint PRIMARY KEY, a int);
CREATE SEQUENCE numbers MAXVALUE 1000 OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('numbers');
SELECT setval('numbers', 950);
-- expect: sequence-exhausting t.id

-- case: sequence_downwards
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE SEQUENCE numbers AS int INCREMENT -1 OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('numbers');
SELECT setval('numbers', -2100000000);
-- expect: sequence-exhausting t.id

-- case: sequence_downwards_and_fresh
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE SEQUENCE numbers AS int INCREMENT -1 OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('numbers');
SELECT setval('numbers', -5);
-- expect: nothing

-- case: sequence_of_two_tables
CREATE SEQUENCE numbers;
CREATE TABLE a (id int PRIMARY KEY DEFAULT nextval('numbers'));
CREATE TABLE b (id bigint PRIMARY KEY DEFAULT nextval('numbers'));
SELECT setval('numbers', 2100000000);
-- expect: sequence-exhausting a.id

-- case: sequence_of_a_text
CREATE SEQUENCE numbers;
CREATE TABLE t (id text PRIMARY KEY DEFAULT 'T' || nextval('numbers'), a int);
SELECT setval('numbers', 2100000000);
-- expect: nothing

-- case: sequence_in_a_partitioned_table
CREATE TABLE t (id serial, a int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
SELECT setval('t_id_seq', 2100000000);
-- expect: sequence-exhausting t.id

-- case: natural_key
-- with: key-text
CREATE TABLE t (code varchar(10) PRIMARY KEY, a int);
-- expect: key-text t.code

-- case: natural_key_of_two
-- with: key-text
CREATE TABLE t (country text, code int, PRIMARY KEY (country, code));
-- expect: key-text t(country, code)

-- case: number_key
-- with: key-text
CREATE TABLE t (id bigint PRIMARY KEY, code text UNIQUE);
-- expect: nothing

-- case: natural_key_by_default
-- Not everybody's fault: only said where it is asked for.
CREATE TABLE t (code text PRIMARY KEY, a int);
-- expect: nothing

-- case: random_key
-- with: key-random
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a int);
-- expect: key-random t.id

-- case: random_but_no_key
-- with: key-random
CREATE TABLE t (id int PRIMARY KEY, token uuid DEFAULT gen_random_uuid());
-- expect: nothing

-- case: ordered_uuid
-- with: key-random
-- version: 18
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuidv7(), a int);
-- expect: nothing

-- case: nullable_key
-- with: fk-nullable
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: fk-nullable child.parent_id

-- case: key_never_null
-- with: fk-nullable
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: nothing_demanded
-- with: table-all-nullable
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c text);
-- expect: table-all-nullable t

-- case: something_demanded
-- with: table-all-nullable
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, c text);
-- expect: nothing

-- case: too_few_columns_to_say
-- with: table-all-nullable
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- expect: nothing

-- case: linked
-- with: table-unlinked
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE INDEX ON child (parent_id);
-- expect: nothing

-- case: unlinked
-- with: table-unlinked
CREATE TABLE t (id int PRIMARY KEY, parent_id int);
-- expect: table-unlinked t
