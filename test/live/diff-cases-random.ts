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
];
