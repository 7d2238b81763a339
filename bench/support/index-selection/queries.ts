// What the wholesaler's managers ask. Each runs once.
export const QUERIES: readonly string[] = [
  // Sums over nearly all parcels.
  `select p_returned, p_state, sum(p_count), sum(p_price), sum(p_price * (1 - p_discount)), avg(p_tax), count(*)
    from parcels where p_sent <= date '2022-06-15' group by p_returned, p_state order by p_returned, p_state`,
  // Makers of a zone with many of a small good.
  `select m.m_balance, m.m_name, l.l_name, g.g_id, o.o_cost from goods g join offers o on o.o_good = g.g_id join makers m on m.m_id = o.o_maker
    join lands l on l.l_id = m.m_land join zones z on z.z_id = l.l_zone
    where g.g_size = 15 and g.g_kind like '%brass flat' and z.z_name = 'zone 3' order by m.m_balance desc, m.m_name limit 100`,
  // The largest deals that have not been sent.
  `select p.p_deal, sum(p.p_price * (1 - p.p_discount)) as worth, d.d_day from shops s join deals d on d.d_shop = s.s_id join parcels p on p.p_deal = d.d_id
    where s.s_segment = 'tools' and d.d_day < date '2020-03-15' and p.p_sent > date '2020-03-15' group by p.p_deal, d.d_day order by worth desc limit 10`,
  // Deals of a quarter with a late parcel.
  `select d_urgency, count(*) from deals where d_day >= date '2019-07-01' and d_day < date '2019-10-01'
    and exists (select 1 from parcels where p_deal = d_id and p_promised < p_arrived) group by d_urgency order by d_urgency`,
  // Trade inside a zone in a year.
  `select l.l_name, sum(p.p_price * (1 - p.p_discount)) as worth from shops s join deals d on d.d_shop = s.s_id join parcels p on p.p_deal = d.d_id
    join makers m on m.m_id = p.p_maker and m.m_land = s.s_land join lands l on l.l_id = m.m_land join zones z on z.z_id = l.l_zone
    where z.z_name = 'zone 2' and d.d_day >= date '2018-01-01' and d.d_day < date '2019-01-01' group by l.l_name order by worth desc`,
  // What discounts cost in a year.
  `select sum(p_price * p_discount) from parcels where p_sent >= date '2018-01-01' and p_sent < date '2019-01-01' and p_discount between 0.05 and 0.07 and p_count < 24`,
  // Between two lands.
  `select a.l_name, b.l_name, extract(year from p.p_sent) as year, sum(p.p_price) from makers m join parcels p on p.p_maker = m.m_id join deals d on d.d_id = p.p_deal
    join shops s on s.s_id = d.d_shop join lands a on a.l_id = m.m_land join lands b on b.l_id = s.s_land
    where a.l_name = 'land 4' and b.l_name = 'land 9' and p.p_sent between date '2019-01-01' and date '2020-12-31' group by 1, 2, 3 order by 1, 2, 3`,
  // Share of a land in one kind of goods.
  `select extract(year from d.d_day) as year, sum(case when l.l_name = 'land 7' then p.p_price else 0 end) / sum(p.p_price) from goods g join parcels p on p.p_good = g.g_id
    join deals d on d.d_id = p.p_deal join makers m on m.m_id = p.p_maker join lands l on l.l_id = m.m_land
    where g.g_kind = 'fine brass cut' and d.d_day between date '2019-01-01' and date '2020-12-31' group by 1 order by 1`,
  // Profit of a colour by land.
  `select l.l_name, sum(p.p_price * (1 - p.p_discount) - o.o_cost * p.p_count) from goods g join parcels p on p.p_good = g.g_id
    join offers o on o.o_good = p.p_good and o.o_maker = p.p_maker join makers m on m.m_id = p.p_maker join lands l on l.l_id = m.m_land
    where g.g_name like 'deep ring%' group by l.l_name order by 2 desc`,
  // Shops that sent most back in a quarter.
  `select s.s_id, s.s_name, sum(p.p_price * (1 - p.p_discount)) as worth, l.l_name from shops s join deals d on d.d_shop = s.s_id join parcels p on p.p_deal = d.d_id
    join lands l on l.l_id = s.s_land where d.d_day >= date '2018-10-01' and d.d_day < date '2019-01-01' and p.p_returned = 'R'
    group by s.s_id, s.s_name, l.l_name order by worth desc limit 20`,
  // The stock of a land by value.
  `select o.o_good, sum(o.o_cost * o.o_stock) as value from offers o join makers m on m.m_id = o.o_maker join lands l on l.l_id = m.m_land
    where l.l_name = 'land 12' group by o.o_good order by value desc limit 50`,
  // Ways of sending and urgency.
  `select p.p_way, sum(case when d.d_urgency = '1 now' then 1 else 0 end), count(*) from deals d join parcels p on p.p_deal = d.d_id
    where p.p_way in ('air', 'ship') and p.p_promised > p.p_sent and p.p_arrived >= date '2018-01-01' and p.p_arrived < date '2018-04-01' group by p.p_way`,
  // How many deals shops make.
  `select deals, count(*) from (select s.s_id, count(d.d_id) as deals from shops s left join deals d on d.d_shop = s.s_id and d.d_note <> 'special wishes' group by s.s_id) x group by deals order by 2 desc`,
  // A month's share of thin goods.
  `select sum(case when g.g_kind like 'thin%' then p.p_price else 0 end) / sum(p.p_price) from parcels p join goods g on g.g_id = p.p_good
    where p.p_sent >= date '2019-09-01' and p.p_sent < date '2019-10-01'`,
  // The best maker of a quarter.
  `select m.m_id, m.m_name, r.worth from makers m join (select p_maker, sum(p_price * (1 - p_discount)) as worth from parcels
    where p_sent >= date '2020-01-01' and p_sent < date '2020-04-01' group by p_maker) r on r.p_maker = m.m_id order by r.worth desc limit 1`,
  // Makers per brand and size.
  `select g.g_brand, g.g_kind, g.g_size, count(distinct o.o_maker) from offers o join goods g on g.g_id = o.o_good
    where g.g_brand <> 'brand 9' and g.g_size in (3, 9, 14, 19, 23, 36, 45, 49) and g.g_box = 'jar 3' group by 1, 2, 3 order by 4 desc`,
  // Few of a good in a deal.
  `select sum(p.p_price) / 7 from parcels p join goods g on g.g_id = p.p_good where g.g_brand = 'brand 12' and g.g_box = 'crate 2' and p.p_count < 4`,
  // Large deals.
  `select s.s_name, d.d_id, d.d_day, d.d_total from shops s join deals d on d.d_shop = s.s_id
    where d.d_id in (select p_deal from parcels group by p_deal having sum(p_count) > 300) order by d.d_total desc limit 100`,
  // Three kinds of goods by air.
  `select sum(p.p_price * (1 - p.p_discount)) from parcels p join goods g on g.g_id = p.p_good where p.p_way = 'air' and p.p_wish = 'in person'
    and ((g.g_brand = 'brand 2' and p.p_count between 1 and 11 and g.g_size between 1 and 5) or (g.g_brand = 'brand 13' and p.p_count between 10 and 20 and g.g_size between 1 and 10))`,
  // Makers with too much of a colour in stock.
  `select m.m_name, m.m_phone from makers m join lands l on l.l_id = m.m_land
    where l.l_name = 'land 3' and m.m_id in (select o.o_maker from offers o join goods g on g.g_id = o.o_good where g.g_name like 'pale%' and o.o_stock > 9000) order by m.m_name`,
  // Makers who alone kept a deal waiting.
  `select m.m_name, count(*) from makers m join parcels p on p.p_maker = m.m_id join deals d on d.d_id = p.p_deal join lands l on l.l_id = m.m_land
    where d.d_state = 'P' and p.p_arrived > p.p_promised and l.l_name = 'land 20'
    and exists (select 1 from parcels q where q.p_deal = p.p_deal and q.p_maker <> p.p_maker) group by m.m_name order by 2 desc limit 100`,
  // Rich shops without a deal.
  `select s_land, count(*), sum(s_balance) from shops where s_balance > 9000 and not exists (select 1 from deals where d_shop = s_id) group by s_land order by s_land`,
  // One deal, one day's clerks, and one shop's last deals.
  `select p_line, p_good, p_count, p_price from parcels where p_deal = 240004`,
  `select d_clerk, count(*), sum(d_total) from deals where d_day = date '2019-05-05' group by d_clerk`,
  `select d_id, d_day, d_total from deals where d_shop = 4501 order by d_day desc limit 10`,
];
