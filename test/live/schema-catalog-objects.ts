/** At least one object of every class that PostgreSQL 15 and 18 know, with the attributes that are easily lost. */
export const EVERY_KIND = `
  CREATE SCHEMA app;
  COMMENT ON SCHEMA app IS 'ours';
  CREATE EXTENSION citext SCHEMA app;
  CREATE EXTENSION postgres_fdw;
  CREATE EXTENSION hstore;
  CREATE EXTENSION btree_gist;

  CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
  ALTER TYPE app.mood ADD VALUE 'fine' BEFORE 'happy';
  CREATE DOMAIN app.price AS numeric(10, 2) DEFAULT 0 NOT NULL CONSTRAINT positive CHECK (value >= 0);
  ALTER DOMAIN app.price ADD CONSTRAINT small CHECK (value < 1000000) NOT VALID;
  COMMENT ON CONSTRAINT positive ON DOMAIN app.price IS 'never below zero';
  CREATE TYPE app.address AS (street text COLLATE "C", city app.mood);
  COMMENT ON COLUMN app.address.street IS 'and number';
  CREATE FUNCTION app.price_difference(a numeric, b numeric) RETURNS double precision LANGUAGE sql IMMUTABLE
    AS 'SELECT (a - b)::double precision';
  CREATE TYPE app.price_range AS RANGE (subtype = numeric, subtype_diff = app.price_difference);
  CREATE TYPE app.shell;
  CREATE FUNCTION app.even_in(cstring) RETURNS app.shell LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
  CREATE FUNCTION app.even_out(app.shell) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
  CREATE TYPE app.shell (INPUT = app.even_in, OUTPUT = app.even_out, LIKE = int4);
  CREATE TYPE app.only_a_shell;

  CREATE COLLATION app.german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
  CREATE COLLATION app.plain (provider = libc, locale = 'C');
  CREATE SEQUENCE app.ticket AS integer START 100 INCREMENT 5 MINVALUE 10 MAXVALUE 9000 CACHE 7 CYCLE;

  CREATE TABLE app.customer (
    id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.customer_numbers START 5 CACHE 3) PRIMARY KEY,
    email app.citext NOT NULL CONSTRAINT one_email UNIQUE WITH (fillfactor = 80),
    name text COLLATE app.german DEFAULT upper('nobody'),
    feeling app.mood DEFAULT 'ok',
    home app.address,
    paid app.price,
    total numeric GENERATED ALWAYS AS (paid * 2) STORED,
    span app.price_range,
    ticket integer DEFAULT nextval('app.ticket'),
    plain text,
    CONSTRAINT named CHECK (name <> '') NO INHERIT
  ) WITH (fillfactor = 90, toast.autovacuum_enabled = false);
  ALTER SEQUENCE app.ticket OWNED BY app.customer.ticket;
  ALTER TABLE app.customer ALTER name SET STATISTICS 500, ALTER name SET (n_distinct = -0.5), ALTER plain SET COMPRESSION pglz, ALTER plain SET STORAGE EXTERNAL;
  ALTER TABLE app.customer ADD CONSTRAINT cheap CHECK (paid < 500) NOT VALID;
  ALTER TABLE app.customer CLUSTER ON one_email;
  ALTER TABLE app.customer REPLICA IDENTITY USING INDEX one_email;
  ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  COMMENT ON TABLE app.customer IS 'who buys';
  COMMENT ON COLUMN app.customer.email IS 'checked';
  COMMENT ON CONSTRAINT named ON app.customer IS 'no empty names';
  COMMENT ON INDEX app.one_email IS 'by mail';
  CREATE INDEX by_name ON app.customer USING btree (lower(name) DESC NULLS LAST, email) INCLUDE (paid) WHERE paid > 3;
  ALTER INDEX app.by_name ALTER COLUMN 1 SET STATISTICS 77;
  CREATE UNIQUE INDEX by_feeling ON app.customer (feeling) NULLS NOT DISTINCT;
  CREATE STATISTICS app.together (dependencies, ndistinct) ON name, email FROM app.customer;
  ALTER STATISTICS app.together SET STATISTICS 300;

  CREATE TABLE app.event (id int NOT NULL, at date NOT NULL, customer bigint, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE app.event_2024 PARTITION OF app.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE TABLE app.event_rest PARTITION OF app.event DEFAULT;
  CREATE INDEX event_customer ON ONLY app.event (customer);
  ALTER TABLE app.event ADD CONSTRAINT event_customer_fkey FOREIGN KEY (customer) REFERENCES app.customer
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE app.visit (event int, at date, FOREIGN KEY (event, at) REFERENCES app.event NOT VALID);
  CREATE UNLOGGED TABLE app.scratch (id int, during tsrange, EXCLUDE USING gist (during WITH &&));
  CREATE TABLE app.parent (a int NOT NULL DEFAULT 1, b text);
  CREATE TABLE app.child (c int, b text) INHERITS (app.parent);
  CREATE TYPE app.line AS (number int, text text);
  CREATE TABLE app.typed OF app.line (number PRIMARY KEY);

  CREATE VIEW app.rich WITH (security_barrier = true, security_invoker = true) AS
    SELECT id, name, paid FROM app.customer WHERE paid > 100 WITH LOCAL CHECK OPTION;
  ALTER VIEW app.rich ALTER COLUMN name SET DEFAULT 'rich';
  COMMENT ON COLUMN app.rich.name IS 'of the rich';
  GRANT SELECT (name) ON app.rich TO PUBLIC;
  CREATE MATERIALIZED VIEW app.summary WITH (fillfactor = 60) AS SELECT feeling, count(*) AS n FROM app.customer GROUP BY 1
    WITH NO DATA;
  CREATE UNIQUE INDEX summary_feeling ON app.summary (feeling);
  ALTER MATERIALIZED VIEW app.summary CLUSTER ON summary_feeling;
  ALTER MATERIALIZED VIEW app.summary ALTER n SET STATISTICS 12;

  CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER COST 7 SET search_path = app
    AS $$ BEGIN PERFORM app.total(); RETURN new; END $$;
  CREATE FUNCTION app.total(lowest numeric DEFAULT 5, OUT n bigint) LANGUAGE sql STABLE PARALLEL SAFE LEAKPROOF
    BEGIN ATOMIC SELECT count(*) FROM app.rich WHERE paid > lowest; END;
  CREATE PROCEDURE app.clean(VARIADIC names text[]) LANGUAGE plpgsql AS $$ BEGIN END $$;
  CREATE FUNCTION app.ranked() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
  ALTER FUNCTION app.total DEPENDS ON EXTENSION hstore;
  CREATE AGGREGATE app.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1', PARALLEL = SAFE);
  CREATE AGGREGATE app.middle(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
    FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
  CREATE TRIGGER touched BEFORE UPDATE OF name ON app.customer FOR EACH ROW WHEN (old.name <> new.name) EXECUTE FUNCTION app.touch();
  ALTER TABLE app.customer DISABLE TRIGGER touched;
  CREATE CONSTRAINT TRIGGER late AFTER INSERT ON app.customer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.touch();
  CREATE TRIGGER on_event AFTER INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.touch();
  ALTER TABLE app.event_rest ENABLE REPLICA TRIGGER on_event;
  CREATE RULE quiet AS ON DELETE TO app.customer WHERE old.paid > 0 DO INSTEAD NOTHING;
  ALTER TABLE app.customer ENABLE ALWAYS RULE quiet;
  CREATE POLICY mine ON app.customer AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (name = current_user) WITH CHECK (paid > 0);
  CREATE FUNCTION app.log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
  CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('DROP TABLE', 'ALTER TABLE') EXECUTE FUNCTION app.log_ddl();
  ALTER EVENT TRIGGER watch DISABLE;

  CREATE FUNCTION app.close_to(app.mood, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
  CREATE FUNCTION app.close_to(integer, app.mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
  CREATE OPERATOR app.~~~ (LEFTARG = app.mood, RIGHTARG = integer, FUNCTION = app.close_to, COMMUTATOR = OPERATOR(app.~~~),
    RESTRICT = contsel);
  CREATE OPERATOR app.~~~ (LEFTARG = integer, RIGHTARG = app.mood, FUNCTION = app.close_to, COMMUTATOR = OPERATOR(app.~~~));
  CREATE OPERATOR FAMILY app.numbers USING btree;
  CREATE OPERATOR CLASS app.backwards FOR TYPE integer USING btree FAMILY app.numbers AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(integer, integer);
  ALTER OPERATOR FAMILY app.numbers USING btree ADD OPERATOR 1 > (integer, bigint), FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint);
  CREATE FUNCTION app.mood_number(app.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
  CREATE CAST (app.mood AS integer) WITH FUNCTION app.mood_number(app.mood) AS ASSIGNMENT;
  COMMENT ON CAST (app.mood AS integer) IS 'how well';
  CREATE CAST (app.address AS text) WITH INOUT;
  CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
  CREATE LANGUAGE pl_other HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
  CREATE FUNCTION app.from_mood(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'int4recv';
  CREATE TRANSFORM FOR app.mood LANGUAGE pl_other (FROM SQL WITH FUNCTION app.from_mood(internal));
  CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
  CREATE TABLE app.elsewhere (id int) USING other_heap;

  CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
  CREATE TEXT SEARCH DICTIONARY app.words (TEMPLATE = pg_catalog.simple, ACCEPT = false);
  CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
  CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = app.parser);
  ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword, word WITH app.words, pg_catalog.simple;

  CREATE FOREIGN DATA WRAPPER files OPTIONS (debug 'true');
  CREATE SERVER far TYPE 'oracle' VERSION '9' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'nowhere', dbname 'x');
  CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'guest', password 'sesame');
  CREATE FOREIGN TABLE app.remote (id int OPTIONS (column_name 'number') NOT NULL, note text) SERVER far OPTIONS (table_name 'r');

  CREATE PUBLICATION news FOR TABLE app.customer (id, email) WHERE (id > 3)
    WITH (publish = 'insert, update', publish_via_partition_root = true);
  CREATE PUBLICATION wide FOR TABLES IN SCHEMA app, public;
  CREATE SUBSCRIPTION copy CONNECTION 'host=nowhere dbname=x user=me password=sesame' PUBLICATION news
    WITH (connect = false, enabled = false, slot_name = NONE, binary = true);

  REVOKE EXECUTE ON FUNCTION hstore_in(cstring) FROM PUBLIC;
  GRANT SELECT, INSERT ON app.customer TO PUBLIC;
  GRANT UPDATE (name) ON app.customer TO PUBLIC;
  REVOKE EXECUTE ON FUNCTION app.touch() FROM PUBLIC;
  GRANT USAGE ON SEQUENCE app.ticket TO PUBLIC;
  GRANT USAGE ON SCHEMA app TO PUBLIC;
  ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
  ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO PUBLIC;
`;

/** What only newer servers have, by version. */
export const NEWER: readonly (readonly [since: number, sql: string])[] = [
  [
    180_000,
    `CREATE TABLE app.modern (id int CONSTRAINT must NOT NULL, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL,
       during tsrange, other int, CONSTRAINT at_once UNIQUE (id, during WITHOUT OVERLAPS),
       CONSTRAINT wish CHECK (other > 3) NOT ENFORCED);
     ALTER TABLE app.modern ADD CONSTRAINT later NOT NULL other NOT VALID;
     COMMENT ON CONSTRAINT must ON app.modern IS 'it must';`,
  ],
];

/** A change of every rare kind, for a database that holds EVERY_KIND. */
export const CHANGES = `
  GRANT EXECUTE ON FUNCTION hstore_in(cstring) TO PUBLIC;
  REVOKE EXECUTE ON FUNCTION hstore_out(hstore) FROM PUBLIC;
  ALTER DOMAIN app.price SET DEFAULT 5;
  ALTER DOMAIN app.price DROP NOT NULL;
  ALTER DOMAIN app.price DROP CONSTRAINT positive;
  ALTER DOMAIN app.price ADD CONSTRAINT positive CHECK (value > 0);
  ALTER DOMAIN app.price VALIDATE CONSTRAINT small;
  ALTER TYPE app.address ADD ATTRIBUTE zip text CASCADE;
  COMMENT ON COLUMN app.address.zip IS 'z';
  COMMENT ON COLUMN app.address.street IS NULL;
  CREATE TYPE app.pair AS (a int, b int);
  DROP COLLATION app.plain;
  CREATE COLLATION app.plain (provider = libc, locale = 'POSIX');
  ALTER STATISTICS app.together SET STATISTICS 50;
  CREATE OR REPLACE AGGREGATE app.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '2');
  COMMENT ON AGGREGATE app.product(numeric) IS 'prod';
  REVOKE EXECUTE ON FUNCTION app.product(numeric) FROM PUBLIC;
  CREATE AGGREGATE app.count_all(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
  CREATE OR REPLACE RULE quiet AS ON DELETE TO app.customer WHERE old.paid > 9 DO INSTEAD NOTHING;
  ALTER TABLE app.customer DISABLE RULE quiet;
  COMMENT ON RULE quiet ON app.customer IS 'q';
  ALTER EVENT TRIGGER watch ENABLE REPLICA;
  COMMENT ON EVENT TRIGGER watch IS 'w';
  ALTER OPERATOR app.~~~ (app.mood, integer) SET (RESTRICT = NONE);
  ALTER OPERATOR FAMILY app.numbers USING btree DROP OPERATOR 1 (integer, bigint), FUNCTION 1 (integer, bigint);
  ALTER OPERATOR FAMILY app.numbers USING btree ADD OPERATOR 2 >= (integer, smallint);
  DROP CAST (app.mood AS integer);
  CREATE CAST (app.mood AS integer) WITH FUNCTION app.mood_number(app.mood) AS IMPLICIT;
  DROP CONVERSION app.latin;
  CREATE DEFAULT CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
  CREATE OR REPLACE LANGUAGE pl_other HANDLER plpgsql_call_handler;
  COMMENT ON LANGUAGE pl_other IS 'l';
  CREATE FUNCTION app.to_mood(internal) RETURNS app.mood LANGUAGE internal IMMUTABLE AS 'int4recv';
  CREATE OR REPLACE TRANSFORM FOR app.mood LANGUAGE pl_other (FROM SQL WITH FUNCTION app.from_mood(internal), TO
    SQL WITH FUNCTION app.to_mood(internal));
  ALTER TEXT SEARCH DICTIONARY app.words (ACCEPT);
  COMMENT ON TEXT SEARCH DICTIONARY app.words IS 'd';
  CREATE TEXT SEARCH DICTIONARY app.more (TEMPLATE = pg_catalog.simple, ACCEPT = true);
  ALTER TEXT SEARCH CONFIGURATION app.search ALTER MAPPING FOR word WITH app.more;
  ALTER TEXT SEARCH CONFIGURATION app.search DROP MAPPING FOR asciiword;
  ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR email WITH app.words;
  ALTER FOREIGN DATA WRAPPER files OPTIONS (SET debug 'false', ADD other '1');
  ALTER SERVER far VERSION '10' OPTIONS (SET host 'there', ADD port '5', DROP dbname);
  GRANT USAGE ON FOREIGN SERVER far TO PUBLIC;
  COMMENT ON SERVER far IS 's';
  ALTER USER MAPPING FOR PUBLIC SERVER far OPTIONS (SET password 'other');
  ALTER PUBLICATION news SET TABLE app.customer, app.visit;
  ALTER PUBLICATION news SET (publish = 'delete', publish_via_partition_root = false);
  COMMENT ON PUBLICATION news IS 'p';
  ALTER PUBLICATION wide DROP TABLES IN SCHEMA app, public;
  CREATE PUBLICATION everything FOR ALL TABLES;
  ALTER SUBSCRIPTION copy SET (binary = false, slot_name = 'x');
  ALTER SUBSCRIPTION copy CONNECTION 'host=elsewhere';
  ALTER SUBSCRIPTION copy SET PUBLICATION news, wide WITH (refresh = false);
  COMMENT ON SUBSCRIPTION copy IS 'c';
  ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM PUBLIC;
  ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT, UPDATE ON TABLES TO PUBLIC;
  ALTER DEFAULT PRIVILEGES REVOKE USAGE ON SCHEMAS FROM PUBLIC;
  ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
  DROP TYPE app.only_a_shell;
  CREATE TYPE app.another_shell;
  CREATE SCHEMA ext;
  ALTER EXTENSION hstore SET SCHEMA ext;
  CREATE EXTENSION pg_trgm SCHEMA ext;
  COMMENT ON EXTENSION hstore IS 'h';
  ALTER FUNCTION app.total NO DEPENDS ON EXTENSION hstore;
  ALTER TRIGGER touched ON app.customer DEPENDS ON EXTENSION hstore;
  COMMENT ON OPERATOR CLASS app.backwards USING btree IS 'b';
  COMMENT ON OPERATOR FAMILY app.numbers USING btree IS 'f';
  COMMENT ON OPERATOR app.~~~ (integer, app.mood) IS 'o';
  COMMENT ON TRANSFORM FOR app.mood LANGUAGE pl_other IS 't';
  COMMENT ON ACCESS METHOD other_heap IS 'a';
  COMMENT ON CONVERSION app.latin IS 'c';
  COMMENT ON COLLATION app.german IS 'g';
  COMMENT ON STATISTICS app.together IS 's';
  COMMENT ON TEXT SEARCH PARSER app.parser IS 'p';
  COMMENT ON TEXT SEARCH TEMPLATE app.template IS 't';
  COMMENT ON TEXT SEARCH CONFIGURATION app.search IS 'c';
  COMMENT ON FOREIGN DATA WRAPPER files IS 'f';
  COMMENT ON TYPE app.price_range IS 'r';
  COMMENT ON DOMAIN app.price IS 'd';
  COMMENT ON CAST (app.address AS text) IS 'x';
`;
