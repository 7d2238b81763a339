// A shop with skewed values, nullable columns, documents and soft deletion: 1.2 million rows, the same at every run.
export const SHOP = `
create extension if not exists pg_trgm;
create table countries (code text primary key, name text not null);
create table settings (key text primary key, value text);
create table customers (id int primary key, email text not null, name text, country text, city text, plan text, score int,
  referrer_id int, tags text[], profile jsonb, created_at timestamptz not null, deleted_at timestamptz);
create table orders (id int primary key, customer_id int not null, status text not null, total numeric(10,2), currency text,
  warehouse_id int, created_at timestamptz not null, shipped_at timestamptz, note text, is_gift boolean not null);
create table items (order_id int not null, line int not null, product_id int not null, quantity int not null, price numeric(8,2), primary key (order_id, line));
create table products (id int primary key, sku text not null, name text not null, category_id int, price numeric(8,2), active boolean not null, attributes jsonb, released date);
create table events (id bigint primary key, kind text not null, customer_id int, at timestamptz not null, payload jsonb);
create table sessions (token text primary key, customer_id int not null, expires_at timestamptz not null, agent text);
create table bookings (id int primary key, room_id int not null, during tsrange not null, state text);
create table messages (id int primary key, inbox_id int not null, sender_id int, subject text, words tsvector, read_at timestamptz, sent_at timestamptz not null);
create index items_product on items (product_id);
create index messages_inbox on messages (inbox_id, sent_at);

insert into countries select 'C' || n, 'Country ' || n from generate_series(1, 60) n;
insert into settings select 'k' || n, 'v' from generate_series(1, 20) n;
insert into customers select n, 'user' || n || '@Example.org', 'Name ' || (n * 7919) % 9000, 'C' || floor(1 + 59 * ((n * 31) % 1000 / 1000.0) ^ 3), 'City ' || (n * 17) % 700,
  case when n % 100 = 0 then 'enterprise' when n % 10 = 0 then 'pro' else 'free' end, (n * 7919) % 1000, case when n % 5 = 0 then 1 + (n * 13) % 6000 end,
  array['t' || n % 40, 't' || (n * 7) % 900], jsonb_build_object('level', n % 7, 'ref', 'r' || n % 4000),
  timestamptz '2026-01-01' - ((n * 7919) % 60000) * interval '10 minutes', case when n % 25 = 0 then timestamptz '2026-01-01' end
  from generate_series(1, 60000) n;
insert into orders select n, 1 + floor(59999 * (((n * 7919::bigint) % 200000) / 200000.0) ^ 2), case when n % 200 = 0 then 'failed' when n % 20 = 0 then 'open' when n % 20 = 1 then 'paid' else 'done' end,
  ((n * 104729::bigint) % 100000) / 100.0, case when n % 9 = 0 then 'USD' else 'EUR' end, 1 + (n * 31) % 50, timestamptz '2026-01-01' - (200000 - n) * interval '90 seconds',
  case when n % 10 > 0 then timestamptz '2026-01-02' - (200000 - n) * interval '90 seconds' end, repeat('n', 20 + n % 60), n % 33 = 0
  from generate_series(1, 200000) n;
insert into items select 1 + n / 2, n % 2, 1 + floor(19999 * (((n * 7919::bigint) % 400000) / 400000.0) ^ 2), 1 + n % 5, (n % 9000) / 100.0 from generate_series(0, 399999) n;
insert into products select n, 'SKU-' || lpad(((n * 7919) % 100000)::text, 6, '0') || n, 'Product ' || (n * 17) % 9000 || ' of ' || md5(n::text), (n * 31) % 200, (n % 9000) / 10.0, n % 12 > 0,
  jsonb_build_object('color', 'c' || n % 30, 'brand', 'b' || (n * 7) % 1500), date '2026-01-01' - (n * 13) % 3000 from generate_series(1, 20000) n;
insert into events select n, 'kind' || floor(30 * (((n * 31) % 1000) / 1000.0) ^ 3), 1 + (n * 7919::bigint) % 60000, timestamptz '2026-01-01' - (300000 - n) * interval '40 seconds', jsonb_build_object('v', n % 1000)
  from generate_series(1, 300000) n;
insert into sessions select md5(n::text), 1 + (n * 7919) % 60000, timestamptz '2026-01-01' + ((n * 104729::bigint) % 50000 - 48000) * interval '1 minute', 'agent ' || n % 200 from generate_series(1, 50000) n;
insert into bookings select n, 1 + n % 400, tsrange(timestamp '2026-01-01' + (n / 400) * interval '3 hours', timestamp '2026-01-01' + (n / 400 + 1) * interval '3 hours'), case when n % 50 = 0 then 'held' else 'booked' end
  from generate_series(1, 50000) n;
insert into messages select n, 1 + (n * 7919) % 3000, 1 + (n * 13) % 60000, 'Subject ' || (n * 31) % 5000, to_tsvector('simple', 'word' || n % 3000 || ' other' || (n * 7) % 500), case when n % 30 > 0 then timestamptz '2026-01-01' end,
  timestamptz '2026-01-01' - ((n * 104729::bigint) % 150000) * interval '1 minute' from generate_series(1, 150000) n;
`;
