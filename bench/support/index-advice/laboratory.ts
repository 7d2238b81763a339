// A third ground: laboratories that share one database. A journal in partitions, ranges, an enum, jsonb, arrays, keys of uuid, and values of very
// uneven frequency. 520,000 rows, the same at every run.
export const LABORATORY = `
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create type sample_state as enum ('queued', 'running', 'done', 'spoiled');
create table labs (id uuid primary key, slug text not null unique, region smallint not null);
create table staff (lab_id uuid not null references labs, number int not null, mail text not null, roles text[] not null, left_at timestamptz, primary key (lab_id, number));
create table samples (id bigint primary key, lab_id uuid not null references labs, barcode text not null, state sample_state not null, taken_at timestamptz not null, parent_id bigint,
  measures jsonb not null, labels text[] not null, frozen boolean not null, note text not null);
create table journal (id bigint not null, lab_id uuid not null, actor int not null, action text not null, subject_kind text not null, subject_id bigint not null, at timestamptz not null,
  detail jsonb not null, primary key (id, at)) partition by range (at);
create table journal_a partition of journal for values from ('2025-01-01') to ('2025-04-01');
create table journal_b partition of journal for values from ('2025-04-01') to ('2025-07-01');
create table journal_c partition of journal for values from ('2025-07-01') to ('2025-10-01');
create table journal_d partition of journal for values from ('2025-10-01') to ('2026-01-01');
create table slots (id int primary key, machine_id int not null, lab_id uuid not null, during tstzrange not null, cancelled boolean not null);
create table invoices (id int primary key, lab_id uuid not null references labs, number text not null, due date not null, paid_at timestamptz, amount numeric(12,2) not null, currency char(3) not null);
create table jobs (id bigint primary key, queue text not null, priority int not null, run_at timestamptz not null, locked_by text, attempts int not null, arguments jsonb not null);

create function pg_temp.lab(n bigint) returns uuid language sql immutable as $$ select md5('lab ' || floor(120 * (((n * 7919) % 10007) / 10007.0) ^ 2)::int)::uuid $$;
insert into labs select md5('lab ' || n)::uuid, 'lab-' || n, n % 5 from generate_series(0, 119) n;
insert into staff select md5('lab ' || n % 120)::uuid, n / 120, case when n % 2 = 0 then 'Person' else 'person' end || n || '@lab.example', array[(array['reader','writer','owner','guest'])[1 + n % 4], 'group' || n % 300],
  case when n % 5 = 0 then timestamptz '2025-06-01' - n * interval '1 hour' end from generate_series(0, 9599) n;
insert into samples select n, pg_temp.lab(n), 'B' || lpad(((n * 104729::bigint) % 900001)::text, 7, '0'), (case when n % 211 = 0 then 'running' when n % 97 = 0 then 'queued' when n % 31 = 0 then 'spoiled' else 'done' end)::sample_state,
  timestamptz '2026-01-01' - ((n * 7919::bigint) % 120000) * interval '5 minutes', case when n % 4 = 0 then 1 + (n * 17) % 9000 end,
  jsonb_build_object('ph', (n % 140) / 10.0, 'operator', 'op' || (n * 31) % 1500) || case when n % 350 = 0 then '{"alarm": "cold"}'::jsonb else '{}' end, array['l' || n % 900, 'l' || (n * 7) % 50],
  n % 20 > 0, 'seen ' || md5(n::text) || ' and kept term' || n % 4000 from generate_series(1, 120000) n;
insert into journal select n, pg_temp.lab(n), (n * 31) % 80, (array['open','close','move','weigh','delete'])[1 + floor(5 * (((n * 13) % 1000) / 1000.0) ^ 2)::int], (array['sample','slot','invoice'])[1 + n % 3], 1 + (n * 7919::bigint) % 60000,
  timestamptz '2025-01-01' + n * interval '157 seconds', jsonb_build_object('from', n % 50, 'trace', 't' || (n * 17) % 70000) from generate_series(1, 200000) n;
insert into slots select n, 1 + (n * 31) % 150, pg_temp.lab(n), tstzrange(timestamptz '2025-01-01' + ((n * 7919::bigint) % 50000) * interval '10 minutes', timestamptz '2025-01-01' + ((n * 7919::bigint) % 50000) * interval '10 minutes' + (1 + n % 6) * interval '1 hour'),
  n % 12 = 0 from generate_series(1, 50000) n;
insert into invoices select n, pg_temp.lab(n), case when n % 2 = 0 then 'inv-' else 'INV-' end || n, date '2025-12-31' - ((n * 31) % 1500), case when n % 60 > 0 then timestamptz '2025-12-31' - n * interval '10 minutes' end,
  (n * 7919::bigint % 500000) / 100.0, (array['EUR','USD','CHF'])[1 + n % 3] from generate_series(1, 60000) n;
insert into jobs select n, 'queue' || floor(12 * ((n % 1000) / 1000.0) ^ 2), n % 7, timestamptz '2026-01-01' - ((n * 7919::bigint) % 80000) * interval '3 minutes', case when n % 40 > 0 then 'worker' || (n * 17) % 2500 end, n % 5, jsonb_build_object('sample', n % 20000)
  from generate_series(1, 80000) n;
`;
