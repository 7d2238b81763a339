-- 2,000 customers, 40,000 orders, 80,000 items; nothing is random.

insert into customers (id, email, name)
select n, 'customer' || n || '@example.com', 'Customer ' || n from generate_series(1, 2000) as n;

insert into orders (id, customer_id, status, total_amount, tracking_code, created_at)
select n, 1 + n * 7919 % 2000, case when n > 39000 then 'paid' else 'delivered' end, 100 + n % 9000,
  'JD' || lpad(n::text, 10, '0'), timestamptz '2025-01-01 00:00:00+00' + n * interval '5 minutes'
from generate_series(1, 40000) as n;

insert into order_items (order_id, line, product, quantity)
select o, line, 'product ' || (o * 97 + line * 311) % 500, 1 + (o + line) % 3
from generate_series(1, 40000) as o cross join generate_series(1, 2) as line;
