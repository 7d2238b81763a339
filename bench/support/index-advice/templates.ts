// Queries of the shop. `$n` as pg_stat_statements keeps them, with values to run them by; constants as a log or a file has them.
export interface Template {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** No index is worth having. */
  readonly none?: true;
  /** Bodies of indexes that are tried beside all others: `orders using gin (tags)`. */
  readonly rivals?: readonly string[];
}

export const one = (name: string, sql: string, ...values: readonly (string | number)[]): Template => ({
  name,
  sql,
  values,
});
export const none = (name: string, sql: string, ...values: readonly (string | number)[]): Template => ({
  name,
  sql,
  values,
  none: true,
});

export const TEMPLATES: readonly Template[] = [
  // One column.
  one("customer by email", "select * from customers where email = $1", "user4711@Example.org"),
  one("customers of a city", "select * from customers where city = $1", "City 30"),
  one("referred customers", "select id, name from customers where referrer_id = $1", 14),
  one("orders of a customer", "select * from orders where customer_id = $1", 5000),
  one("product by sku", "select id, name, price from products where sku = $1", "SKU-0079191"),
  one("products of a category", "select * from products where category_id = $1", 31),
  one("sessions of a customer", "select * from sessions where customer_id = $1", 7920),
  one("events of a customer", "select * from events where customer_id = $1", 7920),
  one("messages of a sender", "select * from messages where sender_id = $1", 14),
  one("bookings of a room", "select * from bookings where room_id = $1", 17),
  one("customers by names", "select * from customers where name in ($1, $2, $3)", "Name 1", "Name 50", "Name 900"),
  one("events of some customers", "select * from events where customer_id = any ($1::int[])", "{5,700,9000}"),
  // Several columns.
  one("open orders of a warehouse", "select * from orders where warehouse_id = $1 and status = $2", 12, "open"),
  one("customers of a city and plan", "select * from customers where city = $1 and plan = $2", "City 30", "pro"),
  one("category and price", "select * from products where category_id = $1 and price between $2 and $3", 31, 100, 200),
  one("events of a kind and customer", "select * from events where kind = $1 and customer_id = $2", "kind3", 7920),
  one("orders of a customer by status", "select * from orders where customer_id = $1 and status = $2", 30, "open"),
  one("country and score", "select * from customers where country = $1 and score = $2", "C7", 500),
  one(
    "orders of a customer since",
    "select * from orders where customer_id = $1 and created_at >= $2",
    2,
    "2025-12-20",
  ),
  one(
    "events of a kind in a day",
    "select * from events where kind = $1 and at >= $2 and at < $3",
    "kind12",
    "2025-12-20",
    "2025-12-21",
  ),
  // Order.
  one("last orders", "select * from orders order by created_at desc limit 20"),
  one("last orders of a customer", "select * from orders where customer_id = $1 order by created_at desc limit 10", 5),
  one("last events of a kind", "select * from events where kind = $1 order by at desc limit 50", "kind7"),
  one("best customers of a country", "select * from customers where country = $1 order by score desc limit 10", "C9"),
  one("cheapest of a category", "select * from products where category_id = $1 order by price limit 5", 31),
  one("page of orders", "select * from orders where created_at < $1 order by created_at desc limit 25", "2025-11-01"),
  one("newest event", "select max(at) from events"),
  one(
    "last order of a customer",
    "select created_at from orders where customer_id = $1 order by created_at desc limit 1",
    30,
  ),
  one("mixed order", "select * from customers order by score desc, name asc limit 20"),
  one("expiring sessions", "select * from sessions where expires_at < $1 order by expires_at limit 100", "2025-12-01"),
  // Everything in the index.
  one("sum of a customer", "select sum(total) from orders where customer_id = $1", 2),
  one("count of a kind", "select count(*) from events where kind = $1", "kind20"),
  one("order ids of a customer", "select id from orders where customer_id = $1", 2),
  one("totals of a warehouse", "select sum(total), count(*) from orders where warehouse_id = $1", 20),
  one("prices of a category", "select avg(price) from products where category_id = $1", 31),
  one("days of a customer", "select created_at, total from orders where customer_id = $1", 2),
  one("senders of an inbox", "select sender_id from messages where inbox_id = $1", 800),
  // Some of the rows.
  one("failed orders", "select * from orders where status = 'failed'"),
  one("failed orders, newest first", "select * from orders where status = 'failed' order by created_at desc limit 20"),
  one("unshipped of a warehouse", "select * from orders where shipped_at is null and warehouse_id = $1", 12),
  one("enterprise customers", "select * from customers where plan = 'enterprise'"),
  one("gifts of a warehouse", "select * from orders where is_gift and warehouse_id = $1", 12),
  one("unread of an inbox", "select * from messages where inbox_id = $1 and read_at is null", 800),
  one("count of unread", "select inbox_id, count(*) from messages where read_at is null group by inbox_id"),
  one("inactive products of a category", "select * from products where not active and category_id = $1", 36),
  one("held bookings", "select * from bookings where state = 'held' and room_id = $1", 51),
  one("deleted customers of a city", "select * from customers where deleted_at is not null and city = $1", "City 25"),
  one(
    "living customer by email",
    "select * from customers where email = $1 and deleted_at is null",
    "user4711@Example.org",
  ),
  // Expressions.
  one("email in any case", "select * from customers where lower(email) = $1", "user4711@example.org"),
  one("level and ref", "select * from customers where profile ->> 'ref' = $1", "r77"),
  one("brand", "select * from products where attributes ->> 'brand' = $1", "b70"),
  one("upper sku", "select * from products where upper(sku) = $1", "SKU-0079191"),
  // Other methods.
  one("tag", "select * from customers where tags @> array['t333']"),
  one("document", 'select * from products where attributes @> \'{"brand": "b70"}\''),
  one("words", "select id, subject from messages where words @@ to_tsquery('simple', 'word77')"),
  one("free rooms", "select * from bookings where during && tsrange('2026-01-10 10:00', '2026-01-10 11:00')"),
  one("name inside", "select * from products where name like '%a1b2c%'"),
  one("start of a sku", "select * from products where sku like 'SKU-00791%'"),
  // Joins, existence, writes.
  one(
    "orders of an email",
    "select o.id, o.total from customers c join orders o on o.customer_id = c.id where c.email = $1",
    "user30@Example.org",
  ),
  one(
    "customers without orders",
    "select c.id from customers c where c.city = $1 and not exists (select 1 from orders o where o.customer_id = c.id)",
    "City 30",
  ),
  one(
    "sold of an order's customer",
    "select i.product_id, sum(i.quantity) from orders o join items i on i.order_id = o.id where o.customer_id = $1 group by i.product_id",
    30,
  ),
  one("mark read", "update messages set read_at = now() where sender_id = $1 and read_at is null", 14),
  one("drop sessions", "delete from sessions where expires_at < $1", "2025-11-29"),
  one("either", "select * from customers where email = $1 or referrer_id = $2", "user9@Example.org", 14),
  one("last login", "select expires_at from sessions where customer_id = $1 order by expires_at desc limit 1", 7920),
  // None.
  none("customer by key", "select * from customers where id = $1", 4711),
  none("items of an order", "select * from items where order_id = $1", 500),
  none("items of a product", "select * from items where product_id = $1", 700),
  none("country by name", "select * from countries where name = $1", "Country 7"),
  none("setting", "select value from settings where value = $1", "v"),
  none("all orders", "select * from orders"),
  none("most orders", "select * from orders where status = 'done'"),
  none("sum of all", "select sum(total * 2), avg(total) from orders"),
  none("inbox, newest first", "select * from messages where inbox_id = $1 order by sent_at desc limit 20", 800),
  none("euro orders", "select * from orders where currency = $1", "EUR"),
  none("session by token", "select * from sessions where token = $1", "c4ca4238a0b923820dcc509a6f75849b"),
  none("living customers", "select * from customers where deleted_at is null"),
  none("order with its items", "select * from orders o join items i on i.order_id = o.id where o.id = $1", 500),
  none("insert", "insert into settings (key, value) values ($1, $2)", "new", "v"),
  none("order by key, in list", "select * from orders where id in ($1, $2, $3)", 5, 600, 7000),
  none("update by key", "update customers set score = $2 where id = $1", 4711, 3),
];
