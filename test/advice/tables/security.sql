-- Who sees what: row security, its policies, and what passes them by.

-- case: no_policy
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- expect: row-security-unpolicied t

-- case: with_policy
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (a = 1);
-- expect: nothing

-- case: policy_and_no_row_security
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE POLICY own ON t USING (a = 1);
-- expect: policy-ignored t

-- case: no_row_security
CREATE TABLE t (id int PRIMARY KEY, a int);
-- expect: nothing

-- case: setting_per_row
CREATE TABLE t (id int PRIMARY KEY, tenant text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (tenant = current_setting('app.tenant', true));
-- expect: policy-per-row t.own

-- case: setting_once
CREATE TABLE t (id int PRIMARY KEY, tenant text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (tenant = (SELECT current_setting('app.tenant', true)));
-- expect: nothing

-- case: function_per_row
CREATE FUNCTION uid() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (id int PRIMARY KEY, owner int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = uid()) WITH CHECK (owner = uid());
-- expect: policy-per-row t.own

-- case: function_once
CREATE FUNCTION uid() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (id int PRIMARY KEY, owner int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = (SELECT uid()));
-- expect: nothing

-- case: function_in_a_subquery
CREATE FUNCTION uid() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE member (team int, person int, PRIMARY KEY (team, person));
CREATE TABLE t (id int PRIMARY KEY, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (team IN (SELECT m.team FROM member m WHERE m.person = (SELECT uid())));
-- expect: nothing

-- case: only_the_check
CREATE FUNCTION uid() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (id int PRIMARY KEY, owner int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t FOR INSERT WITH CHECK (owner = uid());
-- expect: policy-per-row t.own

-- case: function_of_a_column
-- It has to be asked for each row.
CREATE FUNCTION allowed(int) RETURNS boolean STABLE LANGUAGE sql AS 'SELECT true';
CREATE TABLE t (id int PRIMARY KEY, owner int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (allowed(owner));
-- expect: nothing

-- case: words_of_the_server
CREATE TABLE t (id int PRIMARY KEY, owner text, until timestamptz);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = CURRENT_USER AND until > now());
-- expect: nothing

-- case: definer
CREATE FUNCTION f(a int, b text) RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1';
-- expect: definer-path-mutable f(a integer, b text)

-- case: definer_procedure
CREATE PROCEDURE p() SECURITY DEFINER LANGUAGE sql AS 'SELECT 1';
-- expect: definer-path-mutable p()

-- case: definer_with_path
CREATE FUNCTION f() RETURNS int SECURITY DEFINER SET search_path = pg_catalog LANGUAGE sql AS 'SELECT 1';
-- expect: nothing

-- case: definer_with_empty_path
CREATE FUNCTION f() RETURNS int SECURITY DEFINER SET search_path = '' LANGUAGE sql AS 'SELECT 1';
-- expect: nothing

-- case: definer_with_another_setting
CREATE FUNCTION f() RETURNS int SECURITY DEFINER SET work_mem = '8MB' LANGUAGE sql AS 'SELECT 1';
-- expect: definer-path-mutable f()

-- case: invoker
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- expect: nothing

-- case: view_over_row_security
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (a = 1);
CREATE VIEW v AS SELECT * FROM t;
GRANT SELECT ON v TO PUBLIC;
-- expect: view-exposes-rows v

-- case: view_of_the_invoker
-- version: 15
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (a = 1);
CREATE VIEW v WITH (security_invoker) AS SELECT * FROM t;
GRANT SELECT ON v TO PUBLIC;
-- expect: nothing

-- case: view_that_nobody_may_read
CREATE TABLE t (id int PRIMARY KEY, a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (a = 1);
CREATE VIEW v AS SELECT * FROM t;
-- expect: nothing

-- case: view_over_open_tables
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT * FROM t;
GRANT SELECT ON v TO PUBLIC;
-- expect: nothing
