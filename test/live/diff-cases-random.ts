import type { DiffCase } from "./diff-cases.ts";

const LONG = "é".repeat(31);

/** What random schemas have found, made small and put together. */
export const randomCases: readonly DiffCase[] = [
  {
    name: "columns and indexes of heirs go with the parent's, defaults stay apart",
    old: `create table t (id int, x int); create table u (id int); create table heir (own text) inherits (t, u);
      create index gone on heir (x, id); create table copy (like u); alter table copy inherit u;`,
    next: `create table t (id int); create table u (id int default 3, c text); alter table u alter c set statistics 7;
      create table heir (own text) inherits (t, u); alter table heir alter id drop default;
      create table copy (id int, c text); alter table copy inherit u;
      create table late (z int) inherits (u); alter table late alter id drop default;`,
    has: ["DROP INDEX CONCURRENTLY public.gone", "ALTER TABLE public.t DROP COLUMN x"],
  },
  {
    name: "storage parameters of keys, NOT NULL that is not valid, and a comment on it",
    old: "create table t (a int, b int, c int); create table p (a int) partition by hash (a);",
    next: `create table t (a int, b int, c int); alter table t add constraint k unique (a) with (fillfactor = 80) deferrable;
      alter table t add constraint late not null b not valid; alter table t add constraint must not null c;
      comment on constraint must on t is 'it must'; create table p (a int) partition by hash (a);
      alter table p add unique (a) with (fillfactor = 70); create table fresh (a int, constraint one unique (a) with (fillfactor = 60));
      alter table fresh add constraint later not null a not valid; comment on constraint later on fresh is 'later';`,
    has: ["UNIQUE (a) WITH (fillfactor='70')", "late NOT NULL b NOT VALID", "COMMENT ON CONSTRAINT must"],
  },
  {
    name: "an owner who had grants, a column that leaves a type whose labels go, a name of 62 bytes",
    old: `create type mood as enum ('a', 'b'); create type "${LONG}" as enum ('a', 'b'); create table t (m mood, n "${LONG}");
      create function f() returns int language sql as 'select 1'; grant execute on function f() to pg_monitor with grant option;
      alter function f() owner to pg_monitor;`,
    next: `create type mood as enum ('b'); create type "${LONG}" as enum ('b'); create table t (m jsonb, n "${LONG}");
      create function f() returns int language sql as 'select 1'; grant execute on function f() to pg_monitor with grant option;`,
    has: ["ALTER COLUMN m TYPE jsonb"],
  },
  {
    name: "a trigger's state on a partition, exclusion on a partitioned table, targets under a new type",
    old: `create table p (k int, c varchar(9)) partition by hash (k); create table p1 partition of p for values with (modulus 2, remainder 0);
      create index e on p1 (length(c)); alter index e alter column 1 set statistics 77;
      create statistics s on k, c from p1; alter statistics s set statistics 9;
      create function touch() returns trigger language plpgsql as 'begin return new; end';`,
    next: `create table p (k int, c text) partition by hash (k); create table p1 partition of p for values with (modulus 2, remainder 0);
      create index e on p1 (length(c)); alter index e alter column 1 set statistics 77;
      create statistics s on k, c from p1; alter statistics s set statistics 9;
      create function touch() returns trigger language plpgsql as 'begin return new; end';
      create trigger tr after insert on p for each row execute function touch(); alter table p1 enable replica trigger tr;
      alter table p add exclude using hash (k with =);`,
    has: [
      "ALTER TABLE ONLY public.p1 ENABLE REPLICA TRIGGER tr",
      "ALTER INDEX public.e ALTER COLUMN 1 SET STATISTICS 77",
    ],
  },
  {
    name: "an index of ONLY the whole table stays without the parts that ATTACH would make",
    old: `create table whole (k text, c text) partition by list (k); create table part partition of whole for values in ('x');
      create index i on only whole (c);`,
    next: `create table whole (k text, c text) partition by list (k); create table part partition of whole for values in ('a', 'b');
      create table late partition of whole for values in ('c'); create index i on only whole (c);`,
    has: ["DROP INDEX public.i"],
  },
  {
    name: "a type that becomes its own array takes along the types and columns that have it",
    old: `create domain d as text; create domain finer as d; create type pair as (a int, b d); create type nest as (p pair);
      comment on column pair.b is 'b'; create table t (p pair, d d, e finer, f d, g nest, h d[]); create table ty of pair;
      create type loose as (b d); create view v as select (g).p from t;`,
    next: `create domain d as text[]; create domain finer as d; create type pair as (a int, b d); create type nest as (p pair);
      comment on column pair.b is 'b'; create table t (p pair, d d, e finer, f d[], g nest, h d[]); create table ty of pair;
      create type loose as (b d); create view v as select (g).p from t;`,
    has: ["ALTER TYPE public.loose ALTER ATTRIBUTE b TYPE", "DROP TYPE public.nest__old"],
    lacks: ["DROP COLUMN"],
    isSplit: false,
  },
  {
    name: "a table that joins another parent has its columns first, or is made anew where it must inherit them",
    old: `create table p (id bigserial not null); create table heir (f polygon) inherits (p); create table lower (own int) inherits (heir);
      create table one (); create table copy (like one); alter table copy inherit one; create table free (a int, b int);
      create view v as select a, b from free; create table b (a int, b int); create table mixed () inherits (b);`,
    next: `create table p (x text); create table q (id bigserial not null); create table heir (f polygon) inherits (q);
      create table lower (own int) inherits (heir); create table one (); create table copy (like q); alter table copy inherit q;
      create table base (a int); create table free (b int) inherits (base); create view v as select a, b from free;
      create table b (a int, b int); create table mixed (b int) inherits (b);`,
    has: ["heir__rows", "ALTER TABLE public.copy INHERIT public.q"],
    isSplit: false,
  },
  {
    name: "a materialized view with rows of a table does not keep that from another type or file",
    old: `create table t (x int, b text, c smallint); create materialized view m as select a.b, a as whole from t a; create view v as select * from m;
      create unlogged table u (x int); create materialized view n as select array_agg(a) as some from u a;
      create domain d as int; create table w (x d); create materialized view o as select a as whole from w a;`,
    next: `create table t (x int, b text, c text); create materialized view m as select a.b, a as whole from t a; create view v as select * from m;
      create table u (x int); create materialized view n as select array_agg(a) as some from u a;
      create domain d as int check (value > -9); create table w (x d); create materialized view o as select a as whole from w a;`,
    has: ["DROP MATERIALIZED VIEW public.m", "SET LOGGED"],
    lacks: ["DROP TABLE"],
  },
  {
    name: "typed tables: other attributes, of no type any longer, of one at last, of another",
    old: `create type kind as (f1 text, f2 numeric, f4 boolean); create type plain as (z int, a text);
      create table t of kind (f1 with options not null, f4 with options default true); alter table t add primary key (f1);
      create table free of plain; create table bound (z int); create table turned of plain;`,
    next: `create type kind as (f1 text, f2 numeric, z9 int, new numeric, a0 int); create type plain as (z int, a text);
      create type other as (a text, z bigint); create table t of kind (f1 with options not null, new with options default 2000);
      alter table t add primary key (f1); create table free (z bigint, b int); create table bound of plain; create table turned of other;`,
    has: ["ALTER TABLE public.free NOT OF", "ALTER TABLE public.bound OF public.plain", "turned__rows"],
    isSplit: false,
  },
  {
    name: "rows that are put back meet no trigger, and materialized views find them",
    old: `create table log (n int); create function f() returns trigger language plpgsql as 'begin insert into log values (1); return new; end';
      create table t (id int, k int); create materialized view m as select * from t; create view v as select * from t;
      create materialized view n as select * from v; create trigger tr after insert on t for each row execute function f();`,
    next: `create table log (n int); create function f() returns trigger language plpgsql as 'begin insert into log values (1); return new; end';
      create table t (id int, k int) partition by hash (k); create table t1 partition of t for values with (modulus 1, remainder 0);
      create materialized view m as select * from t; create view v as select * from t;
      create materialized view n as select * from v; create trigger tr after insert on t for each row execute function f();`,
    inOrder: ["INSERT INTO public.t ", "CREATE TRIGGER tr"],
    isSplit: false,
  },
  {
    name: "a check that calls a function that calls another runs when its domain's column comes",
    old: `create function wrapper(v text) returns boolean language plpgsql immutable as 'begin return public.helper(v); end';
      create domain checked as text constraint ok check (wrapper(value)); create table t (id int);`,
    next: `create function wrapper(v text) returns boolean language plpgsql immutable as 'begin return public.helper(v); end';
      create function helper(v text) returns boolean language sql immutable as 'select length(v) > 0';
      create domain checked as text constraint ok check (wrapper(value)); create table t (id int, c checked default 'ok');`,
    inOrder: ["CREATE FUNCTION public.helper", "ADD COLUMN c"],
  },
  {
    name: "storage of heirs under the parent's new type, and of new heirs",
    old: `create table p (a int, b text); create table c (own text) inherits (p); alter table c alter b set storage external;
      alter table p alter b set storage main;`,
    next: `create table p (a int, b varchar(20)); create table c (own text) inherits (p); alter table only c alter b set storage main;
      create table q (b text, c text); alter table q alter c set storage main; create table d (c text) inherits (q);
      alter table d alter b set storage external; alter table d alter c set storage extended; alter table d alter b set statistics 7;
      create table z (b text compression pglz, c text not null); create table e (b text, c text) inherits (z); alter table e alter b set compression default;`,
  },
  {
    name: "members of a new extension get nothing by default privileges",
    old: `alter default privileges grant execute on functions to pg_monitor; alter default privileges revoke execute on functions from public;`,
    next: `create extension hstore; create type span as range (subtype = int); alter default privileges grant execute on functions to pg_monitor;
      alter default privileges revoke execute on functions from public;`,
    has: ["CREATE EXTENSION hstore"],
  },
  {
    name: "tables that leave, join and come back to their wholes and parents",
    old: `create table w (k text, c text, d text, e int) partition by list (k); create table back partition of w for values in ('x');
      alter table w add primary key (k) include (c); alter table w add check (e > 0); create index on w (e);
      create table v (at date) partition by range (at); create table stays partition of v default;
      create table p (a int, b int check (b > 0), c int); create table leaver () inherits (p); create table deep () inherits (leaver);
      create table q (e int check (e > 0)); create table joiner (e int); create table a (id int, x int); create table b (id int, y int);
      create table two () inherits (a, b); create table r (id int, c int not null); create table keyed () inherits (r);
      create table free () inherits (r); alter table keyed add primary key (id, c);`,
    next: `create table w (k text, c text, n text, e bigint) partition by list (k); create table back partition of w for values in ('a', 'b');
      alter table w add primary key (k, c) with (fillfactor = 80); alter table w add check (e > 1); create index on w (n);
      create table v (k text) partition by list (lower(k)); create table stays partition of v default;
      create table p (b int, c bigint); create table leaver (a int, b int check (b > 0), c int); create table deep () inherits (leaver);
      create table q (e int check (e > 0)); create table joiner (like q including constraints); alter table joiner inherit q;
      create table a (id int, x int); create table b (id int, y int); create table two (id int, x int, y int) inherits (a, b);
      create table r (id int, c int); create table keyed () inherits (r); create table free () inherits (r);
      alter table keyed add primary key (id, c);`,
    has: ["ALTER TABLE ONLY public.r ALTER COLUMN c DROP NOT NULL"],
    isSplit: false,
  },
  {
    name: "rows of a table made anew do not hold the types of columns that go",
    old: `create domain price as int; create table u (id bigint, c price); create table t (id int); create table h (like u); alter table h inherit u;`,
    next: `create table t (id int); create table h () inherits (t);`,
    has: ["AS SELECT id FROM ONLY public.h"],
    isSplit: false,
  },
  {
    name: "partitions: a column goes before another joins, a key of another type, a view on a part whose enum is replaced",
    old: `create table w (a int, extra text) partition by range (a); create table w1 (a int); create table w2 partition of w for values from (2) to (3);
      create table k (k int, x int) partition by hash (k); create table k1 partition of k for values with (modulus 1, remainder 0);
      create table s (k int, x int) partition by range (k); create table s1 partition of s default partition by hash (x);
      create type mood as enum ('a', 'b'); create table m (k int, c mood) partition by hash (k);
      create table m1 partition of m for values with (modulus 1, remainder 0); create view v as select c from m1;`,
    next: `create table w (a int) partition by range (a); create table w1 partition of w for values from (1) to (2);
      create table k (k text, x int) partition by hash (k); create table k1 partition of k for values with (modulus 1, remainder 0);
      create table s (k text, x int) partition by list (k); create table s1 partition of s default partition by hash (x);
      create type mood as enum ('b', 'c'); create table m (k int, c mood) partition by hash (k);
      create table m1 partition of m for values with (modulus 1, remainder 0); create view v as select c from m1;`,
    has: ["INSERT INTO public.k "],
    inOrder: ["DROP COLUMN extra", "ATTACH PARTITION public.w1"],
    isSplit: false,
  },
  {
    name: "checks and NOT NULL that are not valid, of partitions and heirs that come with them or were there",
    old: `create table p (k int) partition by hash (k); create table h (a int); create table q (a int) partition by hash (a);
      create table q1 partition of q for values with (modulus 1, remainder 0) partition by hash (a); alter table h add constraint late check (a > 1) not valid;`,
    next: `create table p (k int) partition by hash (k); create table p1 partition of p for values with (modulus 1, remainder 0);
      alter table p add constraint c check (k > 1) not valid; create table h (a int); create table heir () inherits (h);
      alter table h add constraint late check (a > 1) not valid; create table q (a int) partition by hash (a);
      alter table q add constraint must not null a not valid; create table q1 partition of q for values with (modulus 1, remainder 0) partition by hash (a);`,
    has: ["VALIDATE CONSTRAINT must"],
  },
  {
    name: "sequences: bounds above where an identity's stands, persistence apart from its table's",
    old: `create table t (id int generated always as identity, u int generated always as identity (minvalue -9 maxvalue -1 start -3)); create sequence s; create unlogged table o (id int); alter sequence s owned by o.id;`,
    next: `create table t (id int generated always as identity (minvalue 5 start 7 increment 12), u int generated always as identity (start 4)); create sequence s; create table o (id bigint); alter sequence s owned by o.id;`,
    has: ["last_value", "RESTART WITH 4"],
  },
  {
    name: "two equal indexes of a partition, of which one is the whole's; NOT NULL that heirs do not get",
    old: `create table w (a int, b int) partition by range (a); create table w1 partition of w for values from (1) to (2) partition by hash (b);
      create index alone on w1 (b); create table p (id int); create table h (own text) inherits (p);`,
    next: `create table w (a int, b int) partition by range (a); create table w1 partition of w for values from (1) to (2) partition by hash (b);
      create index whole on w (b); create index alone on w1 (b); create table w2 partition of w for values from (2) to (3);
      create index alone2 on w2 (b);
      create table p (id int); alter table p add column c int not null no inherit; create table h (own text) inherits (p);`,
    has: ["ALTER INDEX public.whole ATTACH PARTITION", "NOT NULL c NO INHERIT"],
  },
  {
    name: "a foreign key makes way for another type of what its key includes; an index does for the type that it stands on",
    old: `create table t (id int, more int, c text); alter table t add constraint k primary key (id) include (more);
      create table u (id int); alter table u add constraint f foreign key (id) references t (id); create index i on t (c text_pattern_ops);`,
    next: `create table t (id int, more text, c int); alter table t add constraint k primary key (id) include (more);
      create table u (id int); alter table u add constraint f foreign key (id) references t (id); create index i on t (c);`,
    has: ["DROP CONSTRAINT f", "DROP INDEX CONCURRENTLY public.i"],
    lacks: ["i_new"],
  },
  {
    name: "a domain that columns hold within an array is replaced for a check that is to hold, and comes with it",
    old: `create domain d as varchar(30) constraint one check (value <> 'never'); create table t (c d[] default '{}');
      create domain e as int; create type pair as (a e); create table u (p pair);`,
    next: `create domain d as numeric(10, 2) default 1.5 not null; create table t (c d[] default '{}');
      create domain e as int constraint more check (value > -99); create type pair as (a e); create table u (p pair);`,
    has: ["CREATE DOMAIN public.e AS integer CONSTRAINT more CHECK"],
    lacks: ["VALIDATE CONSTRAINT"],
  },
  {
    name: "keys of a partition: one of two equal ones is the whole's; the whole's comes anew where its part goes",
    old: `create table w (k text) partition by list (k); create table w1 partition of w for values in ('c'); alter table w1 add constraint own unique (k);
      create table v (k int, id int) partition by range (k); create table v1 partition of v default;
      alter table v1 add constraint name unique (k, id) deferrable; alter table v add constraint whole unique (k, id);`,
    next: `create table w (k text) partition by list (k); create table w1 partition of w for values in ('c'); alter table w add constraint whole_w unique (k);
      alter table w1 add constraint own unique (k); create table w2 partition of w for values in ('d'); alter table w2 add constraint own2 unique (k);
      create table v (k int, id int) partition by range (k); create table v1 partition of v default;
      alter table v1 add constraint name primary key (id); alter table v add constraint whole unique (k, id);`,
    has: ["ALTER TABLE ONLY public.w ADD CONSTRAINT whole_w", "ATTACH PARTITION public.w1_k_key"],
    inOrder: ["DROP CONSTRAINT whole", "name ON public.v1"],
  },
  {
    name: "an index whose name is all dollar signs, rows put aside of a type that goes, exclusion where bounds change, attributes that go",
    old: `create type duo as (a text); create table z (id int, c duo); create table a (x int); create index "$$" on a (x); create type span as range (subtype = text);
      create type trio as (a text, c span, b int); create table t of trio; create table w (k int) partition by hash (k);
      create table w1 partition of w for values with (modulus 3, remainder 1);
      alter table w add constraint e exclude using btree (k with =) where (k > 1);`,
    next: `create type duo as (b int, c text); create table z (id int, c duo); create policy p on z for select using (id is not null);
      create table a (x int); create index "$$" on a (x desc); create type span as range (subtype = time);
      create type trio as (a text, c span, b int); create table t of trio; create table w (k int) partition by hash (k);
      create table w1 partition of w for values with (modulus 3, remainder 2);
      alter table w add constraint e exclude using btree (k with =) where (k > 1);`,
    has: ['INDEX CONCURRENTLY "$$_new" ON', "c::text", "DROP CONSTRAINT w1_k_excl"],
  },
  {
    name: "NOT NULL of heirs and partitions: its own beside the parent's or no more than that, under either's name",
    old: `create table p (id int, x int); create table h () inherits (p); create table l (like p); alter table l inherit p;
      create table m () inherits (h); alter table p add primary key (id); create table q (k int, v int) partition by hash (k);
      create table q1 partition of q for values with (modulus 1, remainder 0); alter table q add primary key (k);
      create table s (a money); create table s1 (like s); alter table s1 inherit s;
      create table u (id int); create table u1 (like u); alter table u1 inherit u; alter table u add primary key (id);`,
    next: `create table p (id int, x int); create table h () inherits (p); create table l (like p); alter table l inherit p;
      create table m () inherits (h); alter table h add primary key (id); alter table p add primary key (id);
      create table q (k int, v int) partition by hash (k);
      create table q1 partition of q for values with (modulus 1, remainder 0); alter table q1 add primary key (k);
      create table s (a text); alter table s add constraint late not null a not valid;
      create table s1 (like s); alter table s1 inherit s; create table u (id int); create table u1 (like u);
      alter table u1 inherit u; alter table u add primary key (id); alter table u1 add primary key (id);`,
    has: ["ALTER CONSTRAINT p_id_not_null NO INHERIT", "ALTER TABLE public.u1 ADD CONSTRAINT u1_pkey PRIMARY KEY (id)"],
    inOrder: ["q1 ALTER COLUMN k SET NOT NULL", "q ALTER COLUMN k DROP NOT NULL", "q1 RENAME CONSTRAINT"],
  },
  {
    name: "a type is replaced, and what its attribute was of goes; a parent takes a column that its heir had; a new partition gets equal keys",
    old: `create table two (k int primary key, v int) partition by list (k); alter table two add unique (k); create type part as (a int); create type whole as (b text, p part); create table t (w whole);
      create type mood as enum ('low', 'high'); create table p (); create table h (m mood) inherits (p);`,
    next: `create table two (k int primary key, v int) partition by list (k); alter table two add unique (k);
      create table two1 (v int, k int not null); alter table two attach partition two1 for values in (1);
      create type whole as (x int, b text); create table t (w whole);
      create type mood as enum ('high', 'fine'); create table p (m mood); create table h (m mood) inherits (p);`,
    inOrder: ["DROP TYPE public.whole__old", "DROP TYPE public.part"],
  },
];
