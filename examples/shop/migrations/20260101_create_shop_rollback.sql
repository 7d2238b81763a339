drop table payments;
drop table order_items;
drop table orders;
drop table cart_items;
drop table reviews;
drop table customers;
drop table products;
drop table categories;
