-- What schema.sql lacks: with it, and with WELL=1 for server.js, there is nothing left to find.

create index idx_orders_customer_id_created_at on orders (customer_id, created_at);
create index idx_orders_tracking_code on orders (tracking_code);
