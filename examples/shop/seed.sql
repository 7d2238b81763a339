-- A shop of some size: 40 categories, 1,000 products, 10,000 customers, 20,000 reviews, 100,000 orders with 250,000
-- items. Nothing is random: every value follows from its number, so two loads of this file hold the same rows.

begin;

set local jit = off;

insert into categories (id, parent_id, slug, name)
select n, null, slug, initcap(slug)
from unnest(array['drinks', 'tea', 'coffee', 'kitchen', 'books', 'stationery', 'garden', 'toys'])
  with ordinality as top (slug, n);

insert into categories (id, parent_id, slug, name)
select 8 + n, 1 + (n - 1) % 8, top.slug || '-' || kind, initcap(top.slug) || ': ' || kind
from generate_series(1, 32) as n
join categories as top on top.id = 1 + (n - 1) % 8
join lateral (select (array['classic', 'selected', 'gifts', 'sale'])[1 + (n - 1) / 8] as kind) as kinds on true;

insert into products
  (id, sku, name, description, category_id, price_amount, currency, stock, tags, status, created_at, updated_at)
select
  n,
  (array['DRI', 'COF', 'TEA', 'KIT', 'BOO', 'STA', 'GAR', 'TOY'])[1 + n % 8] || '-' || lpad(n::text, 4, '0'),
  (array['Small', 'Fine', 'Large', 'Plain', 'Royal'])[1 + n % 5] || ' '
    || (array['Teapot', 'Roast', 'Notebook', 'Kettle', 'Novel', 'Spade', 'Puzzle'])[1 + n % 7] || ' No. ' || n,
  case when n % 4 = 0 then null else 'Number ' || n || ' of our catalogue, chosen with care.' end,
  1 + n * 7 % 40,
  290 + n * 7919 % 9700,
  'EUR',
  case when n % 50 = 1 then n / 50 % 3 else 100000 + n * 31 % 400 end,
  (array['{}', '{organic}', '{new}', '{organic,new}', '{gift}'])[1 + n % 5]::text[],
  case when n % 25 = 0 then 'archived' else 'active' end,
  timestamptz '2024-01-01 00:00:00+00' + n * interval '17 hours',
  timestamptz '2024-01-01 00:00:00+00' + n * interval '17 hours'
from generate_series(1, 1000) as n;

insert into customers (id, email, name, country, phone, address, created_at)
select
  n,
  'customer' || n || '@example.com',
  (array['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Margaret'])[1 + n % 7] || ' '
    || (array['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Hamilton', 'Allen'])[1 + n % 8],
  (array['DE', 'DE', 'DE', 'GB', 'FR', 'NL', 'US', 'AT'])[1 + n % 8],
  case when n % 3 = 0 then null else '+4930' || lpad((n * 7717 % 10000000)::text, 7, '0') end,
  case when n % 5 = 0 then null else jsonb_build_object(
    'name', 'Customer ' || n, 'street', 'Main Street ' || 1 + n % 200, 'postalCode', lpad((n % 99999)::text, 5, '0'),
    'city', 'Berlin', 'country', 'DE') end,
  timestamptz '2024-01-01 00:00:00+00' + n * interval '100 minutes'
from generate_series(1, 10000) as n;

insert into cart_items (session_id, product_id, quantity)
select ('00000000-0000-4000-8000-' || lpad((n / 3)::text, 12, '0'))::uuid, 1 + n * 37 % 1000, 1 + n % 4
from generate_series(1, 3000) as n;

-- Foreign keys are checked once for all rows instead of once per row.
alter table reviews drop constraint reviews_product_id_fkey;
alter table reviews drop constraint reviews_customer_id_fkey;
alter table orders drop constraint orders_customer_id_fkey;
alter table order_items drop constraint order_items_order_id_fkey;
alter table order_items drop constraint order_items_product_id_fkey;
alter table payments drop constraint payments_order_id_fkey;

insert into reviews (id, product_id, customer_id, rating, title, body, created_at)
select
  n,
  1 + n % 1000,
  1 + (n * 13 + n / 1000) % 10000,
  1 + (n * 7 + n / 11) % 5,
  (array['Disappointing', 'Mixed', 'Fair', 'Good', 'Wonderful'])[1 + (n * 7 + n / 11) % 5],
  case when n % 3 = 0 then null else 'Review number ' || n || '.' end,
  timestamptz '2024-06-01 00:00:00+00' + n * interval '40 minutes'
from generate_series(1, 20000) as n;

-- 2.5 items an order: one to four of them.
insert into order_items (order_id, line, product_id, quantity, unit_amount)
select o, line, 1 + (o * 97 + line * 311) % 1000, 1 + (o + line) % 3, 290 + (1 + (o * 97 + line * 311) % 1000) * 7919 % 9700
from generate_series(1, 100000) as o
cross join lateral generate_series(1, 1 + o % 4) as line;

-- The last orders are still on their way through the shop, the older ones have arrived.
insert into orders
  (id, customer_id, status, total_amount, currency, shipping_address, note, carrier, tracking_code, created_at)
select
  o,
  1 + o * 7919 % 10000,
  case
    when o % 23 = 0 then 'cancelled'
    when o > 99900 then 'pending'
    when o > 99000 then 'paid'
    when o > 98000 then 'shipped'
    else 'delivered'
  end,
  totals.amount,
  'EUR',
  jsonb_build_object(
    'name', 'Customer ' || 1 + o * 7919 % 10000, 'street', 'Main Street ' || 1 + o % 200,
    'postalCode', lpad((o % 99999)::text, 5, '0'), 'city', 'Berlin', 'country', 'DE'),
  case when o % 10 = 0 then 'Please ring twice.' end,
  case when o <= 99000 and o % 23 <> 0 then (array['dhl', 'ups', 'post'])[1 + o % 3] end,
  case when o <= 99000 and o % 23 <> 0 then 'JD' || lpad(o::text, 10, '0') end,
  timestamptz '2025-01-01 00:00:00+00' + o * interval '5 minutes'
from generate_series(1, 100000) as o
join (
  select order_id, sum(quantity * unit_amount) as amount from order_items group by order_id
) as totals on totals.order_id = o;

insert into payments (order_id, amount, currency, method, created_at)
select
  id, total_amount, currency,
  case id % 3
    when 0 then '{"method": "card", "brand": "visa", "lastDigits": "4242"}'::jsonb
    when 1 then '{"method": "invoice", "dueInDays": 30}'::jsonb
    else '{"method": "transfer", "iban": "DE89370400440532013000"}'::jsonb
  end,
  created_at + interval '2 minutes'
from orders
where status in ('paid', 'shipped', 'delivered')
order by id;

alter table reviews
  add constraint reviews_product_id_fkey foreign key (product_id) references products (id) on delete cascade,
  add constraint reviews_customer_id_fkey foreign key (customer_id) references customers (id) on delete cascade;
alter table orders add constraint orders_customer_id_fkey foreign key (customer_id) references customers (id);
alter table order_items
  add constraint order_items_order_id_fkey foreign key (order_id) references orders (id) on delete cascade,
  add constraint order_items_product_id_fkey foreign key (product_id) references products (id);
alter table payments
  add constraint payments_order_id_fkey foreign key (order_id) references orders (id) on delete cascade;

-- The next row of each table gets the next number.
select setval(pg_get_serial_sequence(name, 'id'), last)
from (values ('categories', 40), ('products', 1000), ('customers', 10000), ('reviews', 20000), ('orders', 100000))
  as counted (name, last);

commit;

analyze;
