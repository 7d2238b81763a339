// More questions to the wholesaler, written before anything was tuned by them: they say what a stranger's workload may expect.
export const HOLDOUT: readonly string[] = [
  // One maker's parcels of a month.
  `select p_good, sum(p_count), avg(p_price) from parcels where p_maker = 417 and p_sent >= date '2020-05-01' and p_sent < date '2020-06-01' group by p_good`,
  // Parcels by a way that arrived within a week.
  `select count(*), sum(p_price) from parcels where p_way = 'van' and p_arrived between date '2019-03-01' and date '2019-03-07'`,
  // The parcels that came back from one shop.
  `select d.d_id, p.p_line, p.p_price from deals d join parcels p on p.p_deal = d.d_id where d.d_shop = 3003 and p.p_returned = 'R'`,
  // Offers that are cheaper than the good.
  `select g.g_name, o.o_maker, o.o_cost from goods g join offers o on o.o_good = g.g_id where g.g_brand = 'brand 4' and g.g_size = 30 and o.o_cost < g.g_price`,
  // A clerk's pending deals.
  `select d_id, d_day, d_total from deals where d_clerk = 'clerk 31' and d_state = 'P' order by d_total desc`,
  // What the toy shops of a land owe.
  `select s_id, s_name, s_balance from shops where s_segment = 'toys' and s_land = 8 and s_balance < 0 order by s_balance`,
  // Goods that nobody took in a year.
  `select g_brand, count(*) from goods where not exists (select 1 from parcels where p_good = g_id and p_sent >= date '2021-01-01' and p_sent < date '2022-01-01') group by g_brand`,
  // Makers' parcels in a week by land.
  `select l.l_name, count(*), sum(p.p_price) from parcels p join makers m on m.m_id = p.p_maker join lands l on l.l_id = m.m_land
    where p.p_sent between date '2018-06-01' and date '2018-06-07' group by l.l_name`,
  // The dearest deals of a week with their shops.
  `select s.s_name, d.d_total, d.d_day from deals d join shops s on s.s_id = d.d_shop where d.d_day between date '2020-02-03' and date '2020-02-09' order by d.d_total desc limit 20`,
  // A good's parcels with the deal's urgency.
  `select d.d_urgency, sum(p.p_count) from parcels p join deals d on d.d_id = p.p_deal where p.p_good = 12345 group by d.d_urgency`,
  // Stock that runs out.
  `select o_good, o_maker, o_stock from offers where o_stock < 20 order by o_stock`,
  // Same deal, same maker, two lines.
  `select a.p_deal, a.p_maker from parcels a join parcels b on b.p_deal = a.p_deal and b.p_maker = a.p_maker and b.p_line > a.p_line where a.p_sent = date '2019-09-09'`,
  // Average parcel by line.
  `select p_line, avg(p_price), max(p_count) from parcels group by p_line`,
  // Shops with deals of every urgency in a month.
  `select d_shop, count(distinct d_urgency) from deals where d_day >= date '2017-03-01' and d_day < date '2017-04-01' group by d_shop having count(distinct d_urgency) > 2`,
  // Last parcels of a good by a maker.
  `select p_deal, p_line, p_sent from parcels where p_good = 777 and p_maker = 28 order by p_sent desc limit 5`,
  // Lands by what their makers hold in stock.
  `select l.l_name, sum(o.o_stock) from lands l join makers m on m.m_land = l.l_id join offers o on o.o_maker = m.m_id where l.l_zone = 4 group by l.l_name`,
];
