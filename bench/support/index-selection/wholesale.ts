// A wholesaler: eight tables and the proportions of a decision-support benchmark, 870,000 rows, the same at every run. No key and no index,
// so that everything is left to choose. Names, values and text are our own.
export const WHOLESALE = `
create extension if not exists hypopg;
create table zones (z_id int not null, z_name text not null);
create table lands (l_id int not null, l_name text not null, l_zone int not null);
create table makers (m_id int not null, m_name text not null, m_land int not null, m_phone text not null, m_balance numeric(12,2) not null, m_note text not null);
create table shops (s_id int not null, s_name text not null, s_land int not null, s_phone text not null, s_segment text not null, s_balance numeric(12,2) not null, s_note text not null);
create table goods (g_id int not null, g_name text not null, g_brand text not null, g_kind text not null, g_size int not null, g_box text not null, g_price numeric(12,2) not null);
create table offers (o_good int not null, o_maker int not null, o_stock int not null, o_cost numeric(12,2) not null, o_note text not null);
create table deals (d_id int not null, d_shop int not null, d_state char(1) not null, d_total numeric(12,2) not null, d_day date not null, d_urgency text not null, d_clerk text not null, d_note text not null);
create table parcels (p_deal int not null, p_good int not null, p_maker int not null, p_line int not null, p_count int not null, p_price numeric(12,2) not null,
  p_discount numeric(4,2) not null, p_tax numeric(4,2) not null, p_returned char(1) not null, p_state char(1) not null, p_sent date not null, p_promised date not null,
  p_arrived date not null, p_way text not null, p_wish text not null, p_note text not null);

insert into zones select n, 'zone ' || n from generate_series(1, 5) n;
insert into lands select n, 'land ' || n, 1 + n % 5 from generate_series(1, 25) n;
insert into makers select n, 'maker ' || n, 1 + (n * 7) % 25, '0' || (n * 7919) % 1000000, ((n * 104729::bigint) % 1100000) / 100.0 - 1000, repeat('m', 30 + n % 60) from generate_series(1, 1000) n;
insert into shops select n, 'shop ' || n, 1 + (n * 11) % 25, '0' || (n * 7919) % 1000000, (array['cars','tools','homes','toys','parts'])[1 + (n * 13) % 5], ((n * 104729::bigint) % 1100000) / 100.0 - 1000, repeat('s', 40 + n % 70)
  from generate_series(1, 15000) n;
insert into goods select n, (array['red','green','blue','dark','pale','deep'])[1 + n % 6] || ' ' || (array['rod','cap','ring','plate'])[1 + (n * 7) % 4] || ' ' || n % 900, 'brand ' || 1 + (n * 17) % 25,
  (array['plain','fine','rough','large','small','thin'])[1 + (n * 5) % 6] || ' ' || (array['steel','brass','tin','copper','zinc'])[1 + (n * 3) % 5] || ' ' || (array['bent','flat','coated','milled','cut'])[1 + (n * 31) % 5],
  1 + (n * 29) % 50, (array['box','bag','jar','drum','case','pack','tube','crate'])[1 + (n * 37) % 8] || ' ' || 1 + n % 5, 900 + n % 1000 from generate_series(1, 20000) n;
insert into offers select 1 + n / 4, 1 + (n / 4 + (n % 4) * 251) % 1000, ((n * 7919) % 10000)::int, ((n * 104729::bigint) % 100000) / 100.0, repeat('o', 60 + n % 130) from generate_series(0, 79999) n;
insert into deals select n * 4, 1 + (n * 7919::bigint) % 15000 / 3 * 3, case when n % 100 < 49 then 'F' when n % 100 < 97 then 'O' else 'P' end, 1000 + ((n * 104729::bigint) % 40000000) / 100.0, date '2016-01-01' + ((n * 31::bigint) % 2400)::int,
  (array['1 now','2 soon','3 week','4 none','5 later'])[1 + (n * 13) % 5], 'clerk ' || (n * 17) % 100, case when n % 83 = 0 then 'special wishes' else repeat('d', 20 + n % 60) end from generate_series(1, 150000) n;
insert into parcels select d, 1 + (h % 20000)::int, 1 + ((h % 20000) + (h % 4) * 251)::int % 1000, line, 1 + (h % 50)::int, 900 + (h % 100000) / 10.0, (h % 11) / 100.0, (h % 9) / 100.0,
  case when day + sent > date '2022-01-01' then 'N' when h % 2 = 0 then 'R' else 'A' end, case when day + sent > date '2022-01-01' then 'O' else 'F' end, day + sent, day + promised, day + sent + 1 + (h % 30)::int,
  (array['air','rail','ship','truck','post','foot','van'])[1 + (h % 7)::int], (array['in person','cash only','none','return it'])[1 + (h % 4)::int], repeat('p', 10 + (h % 34)::int)
  from (select d.d_id as d, d.d_day as day, line, abs(hashint4(d.d_id * 8 + line))::bigint as h, 1 + abs(hashint4(d.d_id + line * 77)) % 121 as sent, 30 + abs(hashint4(d.d_id + line)) % 61 as promised
    from deals d, generate_series(1, 7) line where line <= 1 + abs(hashint4(d.d_id)) % 7) x;
`;
