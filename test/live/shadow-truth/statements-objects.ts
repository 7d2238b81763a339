/** Everything but the columns, constraints and partitions of tables, a statement a line. */
export const OBJECT_STATEMENTS = `
create index on accounts (age)
create unique index on lonely (id)
create index on accounts (lower(email))
create index on accounts (age) where active
create index on accounts using gin (body)
create index on accounts using brin (created_at)
create index on accounts using hash (email)
create index on accounts (age) include (notes)
create index concurrently on accounts (age)
create unique index concurrently on lonely (id)
create index if not exists accounts_email_idx on accounts (email)
create index on account_scores (score)
drop index accounts_email_idx
drop index concurrently accounts_email_idx
drop index if exists nothing_here
drop index account_scores_idx
reindex index accounts_email_idx
reindex table accounts
reindex index concurrently accounts_email_idx
reindex table concurrently accounts
reindex schema public
alter index accounts_email_idx rename to accounts_by_email
alter index accounts_email_idx set (fillfactor = 80)
alter index accounts_email_idx reset (fillfactor)
alter table orders set (fillfactor = 70)
alter table orders reset (fillfactor)
alter table orders set (autovacuum_enabled = false)
alter table orders set unlogged
alter table scratch set logged
alter table scratch set unlogged
alter table orders set without cluster
alter table orders cluster on orders_pkey
alter table orders replica identity full
alter table orders replica identity using index orders_pkey
alter table regions replica identity nothing
alter table orders enable row level security
alter table orders force row level security
alter table orders disable row level security
alter table orders owner to shop_reader
alter table accounts disable trigger accounts_touch
alter table accounts enable trigger accounts_touch
alter table accounts enable always trigger accounts_touch
alter table orders disable trigger all
alter table orders set tablespace pg_default
cluster orders
cluster orders using orders_account_idx
cluster
vacuum accounts
vacuum (analyze) accounts
vacuum full accounts
vacuum (freeze) orders
analyze accounts
analyze
analyze accounts (email)
refresh materialized view account_scores
refresh materialized view concurrently account_scores
refresh materialized view account_scores with no data
create materialized view more as select * from regions
create materialized view more as select * from regions with no data
drop materialized view account_kinds
alter materialized view account_kinds rename to kinds
create view more as select * from accounts
create or replace view account_names as select id, name from accounts where active
alter view account_names set (security_barrier = true)
alter view account_names rename to names
alter view account_names alter column name set default 'x'
drop view account_names
create or replace rule keep_regions as on delete to simple_regions do instead nothing
drop rule keep_regions on simple_regions
create rule quiet as on update to regions do also nothing
truncate accounts
truncate items
truncate orders cascade
truncate items restart identity
truncate only parent_things
drop table items
drop table orders cascade
drop table if exists nothing_here
drop table lonely, keyed
drop table accounts cascade
delete from items
delete from items where id = 5
delete from orders
delete from lonely where id = 5
delete from scratch where id = 5
update accounts set notes = 'x'
update accounts set notes = 'x' where id = 5
update accounts set notes = 'x' where age = 5
update orders set state = 'old' where account_id = 5
update orders set state = a.kind from accounts a where a.id = orders.account_id and a.id = 5
insert into lonely values (0, 'x', 1, now())
insert into orders (id, account_id, total, placed_at) values (0, 1, 1, now())
insert into lonely (id) select id from accounts
insert into regions values (1, 'x', 'y') on conflict (id) do nothing
select count(*) from accounts
select * from accounts where id = 5
select * from accounts where id = 5 for update
lock table accounts in share mode
lock table accounts in access exclusive mode nowait
create table fresh (id int primary key, account_id bigint references accounts (id))
create table fresh (like accounts including all)
create table fresh as select * from regions
create table if not exists regions (id int)
create table fresh () inherits (parent_things)
create table fresh of address
create unlogged table fresh (id int)
create temp table fresh (id int)
select * into fresh from regions
create trigger again before insert on accounts for each row execute function touch()
create constraint trigger again after insert on accounts deferrable for each row execute function touch()
create or replace trigger accounts_touch before update on accounts for each row execute function touch()
alter trigger accounts_touch on accounts rename to accounts_touched
drop trigger accounts_touch on accounts
drop function touch() cascade
create or replace function touch() returns trigger language plpgsql as 'begin return null; end'
alter function double(int) stable
create policy more on orders using (id > 0)
alter policy own_orders on orders using (id > 0)
drop policy own_orders on orders
create type other as enum ('a')
alter type mood add value 'great'
alter type mood add value if not exists 'ok'
alter type mood rename value 'sad' to 'blue'
alter type mood rename to moods
alter type address add attribute zip text
alter type address drop attribute city cascade
alter type address rename attribute city to town
drop type mood cascade
alter domain positive add constraint below check (value < 1000000)
alter domain positive add constraint below check (value < 1000000) not valid
alter domain positive set not null
alter domain positive drop constraint positive_check
alter domain positive set default 1
alter domain short_text rename to brief
drop domain positive cascade
create sequence more
alter sequence ticket_numbers restart with 5
alter sequence ticket_numbers increment by 2
alter sequence ticket_numbers owned by orders.id
alter sequence ticket_numbers as bigint
drop sequence ticket_numbers
select nextval('ticket_numbers')
create publication more for table accounts
create publication more for all tables
alter publication feed add table accounts
alter publication feed drop table regions
alter publication feed set table orders
drop publication feed
create statistics more (ndistinct) on age, kind from accounts
alter statistics account_stats set statistics 100
drop statistics account_stats
comment on table accounts is 'people'
comment on column accounts.age is 'years'
comment on index accounts_email_idx is 'mail'
comment on constraint age_sane on accounts is 'sane'
grant select on accounts to shop_reader
grant select (id) on accounts to shop_reader
grant select on all tables in schema public to shop_reader
revoke all on accounts from shop_reader
alter default privileges grant select on tables to shop_reader
create schema more
alter schema public rename to main
drop schema public cascade
create extension if not exists plpgsql
do 'begin alter table lonely add column extra int; end'
do 'begin update lonely set word = null; end'
call none_such()
set lock_timeout = '1s'
alter table accounts alter constraint score_given deferrable
alter table orders add column tripled numeric generated always as (total * 3) stored, add column more int
alter table regions alter column id type bigint
alter table orders add constraint never check (total > 0 and state is not null) not valid, validate constraint orders_total_ck
`;
