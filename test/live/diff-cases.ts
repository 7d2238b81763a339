/** Two schemas and what must, or must not, be among the statements that lead from the first to the second. */
export interface DiffCase {
  readonly name: string;
  readonly old: string;
  readonly next: string;
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /** Each before the next. */
  readonly inOrder?: readonly string[];
  /** False: its batches cannot be undone one by one. */
  readonly isSplit?: false;
}

const USERS = "create table users (id int primary key, email text, note text);";

export const diffCases: readonly DiffCase[] = [
  { name: "nothing", old: USERS, next: USERS },
  {
    name: "an index is built and replaced without a gap",
    old: `${USERS} create index a on users (email);`,
    next: `${USERS} create index a on users (lower(email)); create index b on users (note);`,
    has: [
      "CREATE INDEX CONCURRENTLY a_new ON",
      "DROP INDEX CONCURRENTLY public.a",
      "ALTER INDEX public.a_new RENAME TO a",
    ],
  },
  {
    name: "an index of a new table is plain",
    old: "",
    next: `${USERS} create index a on users (email);`,
    lacks: ["CONCURRENTLY"],
  },
  {
    name: "a check and a foreign key are validated later",
    old: `${USERS} create table posts (id int, user_id int);`,
    next: `${USERS} create table posts (id int, user_id int references users, check (id > 0));`,
    has: ["NOT VALID", "VALIDATE CONSTRAINT posts_user_id_fkey", "VALIDATE CONSTRAINT posts_id_check"],
  },
  {
    name: "NOT NULL is validated later (18; before it through a check)",
    old: USERS,
    next: "create table users (id int primary key, email text not null, note text);",
    has: ["email NOT VALID", "VALIDATE CONSTRAINT users_email_not_null"],
  },
  {
    name: "a key from an index",
    old: "create table t (a int not null, b int);",
    next: "create table t (a int primary key, b int unique);",
    has: ["CREATE UNIQUE INDEX CONCURRENTLY t_pkey", "PRIMARY KEY USING INDEX t_pkey", "UNIQUE USING INDEX t_b_key"],
  },
  {
    name: "a label is added where it belongs",
    old: "create type mood as enum ('sad', 'happy'); create table t (m mood default 'sad');",
    next: "create type mood as enum ('sad', 'ok', 'happy'); create table t (m mood default 'sad');",
    has: ["ADD VALUE 'ok' AFTER 'sad'"],
  },
  {
    name: "a label goes with its type",
    old: "create type mood as enum ('sad', 'ok'); create table t (m mood default 'ok', n mood[]); create view v as select m from t;",
    next: "create type mood as enum ('ok'); create table t (m mood default 'ok', n mood[]); create view v as select m from t;",
    has: ["RENAME TO mood__old", "DROP TYPE public.mood__old"],
  },
  {
    name: "a type under a view, a policy and a generated column",
    old: `create table t (a int, b int generated always as (1) stored); create view v as select a from t; create view w as select * from v;
      alter table t enable row level security; create policy p on t using (a > 0); comment on view w is 'kept'; grant select on w to public;`,
    next: `create table t (a bigint, b int generated always as (1) stored); create view v as select a from t; create view w as select * from v;
      alter table t enable row level security; create policy p on t using (a > 0); comment on view w is 'kept'; grant select on w to public;`,
    has: ["DROP VIEW public.w", "COMMENT ON VIEW public.w IS 'kept'", "GRANT SELECT ON TABLE public.w TO PUBLIC"],
  },
  {
    name: "tables that refer to each other",
    old: "",
    next: `create table a (id int primary key, b int); create table b (id int primary key, a int references a);
      alter table a add foreign key (b) references b;`,
  },
  {
    name: "a default that needs its own table",
    old: "",
    next: `create table t (id int); create function next_id() returns int language sql as 'select max(id) + 1 from t';
      alter table t alter id set default next_id();`,
  },
  {
    name: "partitions with indexes of their own",
    old: "create table m (id int, at date) partition by range (at); create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');",
    next: `create table m (id int, at date, note text, primary key (id, at)) partition by range (at);
      create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01'); create table m2 partition of m default; create index on m (note);`,
    has: ["ATTACH PARTITION public.m2 DEFAULT"],
    // What the first batch leaves has NOT NULL on the partition only through the parent.
    isSplit: false,
  },
  {
    name: "a partition leaves its table while others use that, and nothing of its bounds stays on it",
    old: `create table m (id int, at date) partition by range (at); create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01');
      create table m2 partition of m for values from ('2025-01-01') to ('2026-01-01');`,
    next: `create table m (id int, at date, note text) partition by range (at); create table m1 (id int, at date); create index on m (id);`,
    has: [
      "DETACH PARTITION public.m1 CONCURRENTLY",
      "DROP CONSTRAINT IF EXISTS m1_at_check",
      "DETACH PARTITION public.m2 CONCURRENTLY",
      "DROP TABLE public.m2",
    ],
  },
  {
    name: "beside a default partition it leaves the plain way",
    old: "create table m (at date) partition by range (at); create table m1 partition of m for values from ('2024-01-01') to ('2025-01-01'); create table m2 partition of m default;",
    next: "create table m (at date) partition by range (at); create table m1 (at date); create table m2 partition of m default;",
    has: ["DETACH PARTITION public.m1"],
    lacks: ["CONCURRENTLY"],
  },
  {
    name: "both ends of a foreign key get a type that the old one does not compare with",
    old: "create table a (id int primary key); create table b (a int references a);",
    next: "create table a (id text primary key); create table b (a text references a);",
    has: ["DROP CONSTRAINT b_a_fkey", "VALIDATE CONSTRAINT b_a_fkey"],
  },
  {
    name: "one end of a foreign key gets a type that compares with the other's",
    old: "create table a (id int primary key); create table b (a int references a);",
    next: "create table a (id int primary key); create table b (a bigint references a);",
    lacks: ["b_a_fkey"],
  },
  {
    name: "an owner's own grant option, which it could do without",
    old: "create table t (id int); grant select on t to public;",
    next: "create table t (id int); do $$ begin execute format('grant select on t to %I with grant option', current_user); end $$; grant select on t to public;",
    has: ["WITH GRANT OPTION"],
  },
  {
    name: "an identity whose sequence has another name",
    old: "create table t (id int generated always as identity (sequence name s));",
    next: "create table t (id int generated always as identity);",
    has: ["ALTER SEQUENCE public.s RENAME TO t_id_seq"],
  },
  {
    name: "a serial becomes an identity",
    old: "create table t (id serial primary key);",
    next: "create table t (id int generated always as identity primary key);",
  },
  {
    name: "a function with another result, under a trigger",
    old: "create table t (a int); create function f() returns int language sql as 'select 1'; create view v as select f() as f;",
    next: "create table t (a int); create function f() returns text language sql as 'select ''1'''; create view v as select f() as f;",
    has: ["DROP FUNCTION public.f()"],
  },
  {
    name: "inheritance, storage, options",
    old: "create table p (a text); create table c (b text) inherits (p);",
    next: `create table p (a text, z int); create table c (b text) inherits (p); alter table c alter b set storage external;
      alter table p set (fillfactor = 70); alter table p alter a set statistics 500;`,
    has: ["fillfactor='70'", "SET STORAGE EXTERNAL", "SET STATISTICS 500"],
  },
];
