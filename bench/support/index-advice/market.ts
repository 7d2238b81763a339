// A second ground, written before anything was mended by it: types and operators that the shop does not have. 700,000 rows, the same at
// every run.
export const MARKET = `
create extension if not exists pg_trgm;
create extension if not exists ltree;
create extension if not exists btree_gist;
create table devices (id int primary key, serial varchar(40) not null, name text not null, address inet not null, place point not null, parent_id int, seen_at timestamptz,
  flagged boolean not null, error text, port int, labels jsonb not null, tags text[] not null, groups int[] not null, path ltree not null, valid daterange not null, url text not null,
  body text not null, logged timestamp not null, first_name text not null, last_name text not null, search_name text generated always as (lower(first_name || ' ' || last_name)) stored);
create table readings (device_id int not null, at timestamptz not null, value double precision not null, quality smallint not null, batch bigint not null);
create table visits (id bigint not null, visitor_id int not null, at date not null, page text not null, spent int not null) partition by range (at);
create table visits_1 partition of visits for values from ('2025-01-01') to ('2025-04-01');
create table visits_2 partition of visits for values from ('2025-04-01') to ('2025-07-01');
create table visits_3 partition of visits for values from ('2025-07-01') to ('2026-01-01');
create table posts (id int primary key, author_id int not null, created_at timestamptz not null, score int, state text not null, likes int not null);

insert into devices select n, 'SN' || lpad(((n * 7919::bigint) % 60000)::text, 6, '0') || 'X', 'device ' || md5(n::text), ('10.' || n % 200 || '.' || (n * 7) % 256 || '.' || (n * 13) % 256)::inet,
  point(((n * 7919::bigint) % 100000) / 100.0, ((n * 104729::bigint) % 100000) / 100.0), case when n % 3 = 0 then 1 + (n * 17) % 4000 end,
  case when n % 6 > 0 then timestamptz '2026-01-01' - ((n * 7919::bigint) % 50000) * interval '11 minutes' end, n % 150 = 0, case when n % 400 = 0 then 'error ' || n % 70 end, 1024 + (n * 31) % 9000,
  jsonb_build_object('zone', n % 900, 'port', (n * 31) % 9000) || case when n % 500 = 0 then '{"rare": true}'::jsonb else '{}' end, array['t' || n % 700, 't' || (n * 7) % 90], array[n % 800, 1000 + (n * 3) % 50],
  ('top.a' || n % 300 || '.b' || (n * 7) % 40)::ltree, daterange(date '2026-01-01' - (n * 31) % 2000, date '2026-01-01' - (n * 31) % 2000 + 1 + n % 5),
  'https://example.org/' || repeat(md5((n * 3)::text), 3), 'word' || n % 3000 || ' and other' || (n * 7) % 500, timestamp '2026-01-01' - (n * 31) % 900 * interval '1 day' + (n % 86400) * interval '1 second',
  'First' || n % 500, 'Last' || (n * 7) % 901 from generate_series(1, 60000) n;
insert into readings select 1 + (n * 7919::bigint) % 2000, timestamptz '2026-01-01' - (400000 - n) * interval '20 seconds', ((n * 104729::bigint) % 10000) / 10.0, n % 4, n / 100 from generate_series(1, 400000) n;
insert into visits select n, 1 + (n * 7919::bigint) % 9000, date '2025-01-01' + ((n * 31::bigint) % 365)::int, '/page/' || n % 400, n % 900 from generate_series(1, 120000) n;
insert into posts select n, 1 + (n * 31) % 4000, timestamptz '2026-01-01' - (n * 7919::bigint) % 80000 * interval '7 minutes', case when n % 8 > 0 then (n * 104729::bigint) % 5000 end,
  case when n % 60 = 0 then 'draft' when n % 3 = 0 then 'hidden' else 'live' end, (n * 17) % 3000 from generate_series(1, 80000) n;
`;
