// A second ground that nothing was tuned by: films, people, companies and words, many tables joined by many, values of very uneven
// frequency. 640,000 rows, the same at every run; no key and no index.
export const FILMS = `
create extension if not exists hypopg;
create table kinds (k_id int not null, k_name text not null);
create table films (f_id int not null, f_title text not null, f_kind int not null, f_year int, f_part_of int, f_note text not null);
create table people (pe_id int not null, pe_name text not null, pe_gender char(1), pe_country text not null);
create table casts (c_film int not null, c_person int not null, c_role int not null, c_place int, c_note text);
create table companies (co_id int not null, co_name text not null, co_country text not null);
create table makings (mk_film int not null, mk_company int not null, mk_type int not null, mk_note text);
create table words (w_id int not null, w_word text not null);
create table film_words (fw_film int not null, fw_word int not null);
create table facts (fa_film int not null, fa_type int not null, fa_text text not null);

insert into kinds select n, (array['film','series','episode','video','game','short'])[n] from generate_series(1, 6) n;
insert into films select n, 'film ' || md5(n::text), 1 + floor(6 * (((n * 31) % 1000) / 1000.0) ^ 2), case when n % 23 > 0 then 2025 - floor(120 * (((n * 7919::bigint) % 50000) / 50000.0) ^ 3)::int end,
  case when n % 9 = 0 then 1 + (n * 13) % 5000 end, repeat('f', 20 + n % 60) from generate_series(1, 50000) n;
insert into people select n, 'person ' || md5((n * 3)::text), case n % 3 when 0 then 'm' when 1 then 'f' end, 'country ' || floor(60 * (((n * 17) % 1000) / 1000.0) ^ 3) from generate_series(1, 60000) n;
insert into casts select 1 + floor(49999 * (((n * 7919::bigint) % 300000) / 300000.0) ^ 1.5), 1 + floor(59999 * (((n * 104729::bigint) % 300000) / 300000.0) ^ 2), 1 + floor(11 * (((n * 31) % 1000) / 1000.0) ^ 2),
  case when n % 4 > 0 then n % 40 end, case when n % 12 = 0 then '(voice)' when n % 12 = 1 then '(uncredited)' end from generate_series(1, 300000) n;
insert into companies select n, 'company ' || md5((n * 7)::text), 'country ' || floor(60 * (((n * 13) % 1000) / 1000.0) ^ 3) from generate_series(1, 6000) n;
insert into makings select 1 + (n * 7919::bigint) % 50000, 1 + floor(5999 * (((n * 104729::bigint) % 80000) / 80000.0) ^ 3), 1 + n % 2, case when n % 5 = 0 then '(' || 1950 + n % 70 || ')' end from generate_series(1, 80000) n;
insert into words select n, 'word ' || n from generate_series(1, 5000) n;
insert into film_words select 1 + (n * 7919::bigint) % 50000, 1 + floor(4999 * (((n * 104729::bigint) % 90000) / 90000.0) ^ 3) from generate_series(1, 90000) n;
insert into facts select 1 + (n * 7919::bigint) % 50000, 1 + n % 20, case n % 20 when 1 then 'drama' when 2 then 'country ' || n % 50 else 'fact ' || n % 997 end from generate_series(1, 120000) n;
`;

export const FILM_QUERIES: readonly string[] = [
  // Who plays in films with a word.
  `select pe.pe_name, f.f_title from words w join film_words fw on fw.fw_word = w.w_id join films f on f.f_id = fw.fw_film join casts c on c.c_film = f.f_id join people pe on pe.pe_id = c.c_person
    where w.w_word = 'word 4000' and f.f_year > 2000`,
  // Early films of a country's companies.
  `select min(f.f_title), min(f.f_year) from companies co join makings mk on mk.mk_company = co.co_id join films f on f.f_id = mk.mk_film where co.co_country = 'country 55' and f.f_year < 1980`,
  // Notes of makings.
  `select mk.mk_note, f.f_title from makings mk join films f on f.f_id = mk.mk_film where mk.mk_type = 2 and mk.mk_note = '(1999)'`,
  // Episodes of a series in their order.
  `select f_id, f_title, f_year from films where f_part_of = 404 order by f_year`,
  // Voices in recent games.
  `select pe.pe_name, count(*) from casts c join films f on f.f_id = c.c_film join people pe on pe.pe_id = c.c_person join kinds k on k.k_id = f.f_kind
    where c.c_note = '(voice)' and k.k_name = 'game' and f.f_year between 2015 and 2020 and pe.pe_gender = 'f' group by pe.pe_name order by 2 desc limit 10`,
  // A film with everything.
  `select c.c_role, c.c_place, pe.pe_name from casts c join people pe on pe.pe_id = c.c_person where c.c_film = 31337 order by c.c_place`,
  // A person's films.
  `select f.f_title, f.f_year, c.c_role from casts c join films f on f.f_id = c.c_film where c.c_person = 4242 order by f.f_year desc`,
  // People who share a film with one person.
  `select count(distinct b.c_person) from casts a join casts b on b.c_film = a.c_film and b.c_person <> a.c_person where a.c_person = 50505`,
  // Facts of a kind in a year.
  `select fa.fa_text, count(*) from facts fa join films f on f.f_id = fa.fa_film where fa.fa_type = 2 and f.f_year = 1987 group by fa.fa_text`,
  // Films with two words.
  `select f.f_title from films f where exists (select 1 from film_words x where x.fw_film = f.f_id and x.fw_word = 12) and exists (select 1 from film_words y where y.fw_film = f.f_id and y.fw_word = 3100)`,
  // Films per year and kind.
  `select f_year, f_kind, count(*) from films where f_year is not null group by f_year, f_kind`,
  // Companies of dramas.
  `select co.co_name, count(*) from facts fa join makings mk on mk.mk_film = fa.fa_film join companies co on co.co_id = mk.mk_company
    where fa.fa_type = 1 and fa.fa_text = 'drama' and co.co_country = 'country 40' group by co.co_name order by 2 desc`,
  // First roles.
  `select pe.pe_name, min(f.f_year) from people pe join casts c on c.c_person = pe.pe_id join films f on f.f_id = c.c_film where pe.pe_country = 'country 59' and c.c_role = 10 group by pe.pe_name`,
  // Words that go with a company.
  `select w.w_word, count(*) from makings mk join film_words fw on fw.fw_film = mk.mk_film join words w on w.w_id = fw.fw_word where mk.mk_company = 5800 group by w.w_word order by 2 desc limit 20`,
  // Films that nobody made.
  `select f_id, f_title from films where f_kind = 6 and not exists (select 1 from makings where mk_film = f_id) order by f_id limit 100`,
  // A title.
  `select * from films where f_title = 'film c4ca4238a0b923820dcc509a6f75849b'`,
];
