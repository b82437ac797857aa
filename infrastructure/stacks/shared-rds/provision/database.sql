-- A service's database and user on the shared instance. Safe to run again; run by provision.sh, as the administrator.
-- Needs the psql variable `service`: the service's name. By it IAM knows whose user it is, so a hyphen stays one and names stand in quotes.
--
-- Two roles: the owner of everything in the database cannot log in, and the service logs in and acts as the owner. Making the
-- database needs the administrator to be a member of its owner; as a member of rds_iam, through the service, RDS would refuse the
-- administrator's password.
\set ON_ERROR_STOP on
\set owner :service '_owner'

SELECT format('CREATE ROLE %I NOLOGIN', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec

SELECT format('CREATE ROLE %I LOGIN CONNECTION LIMIT 50', :'service')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service') \gexec

GRANT :"owner" TO CURRENT_USER;

SELECT format('CREATE DATABASE %I OWNER %I', :'service', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'service') \gexec

-- Everybody may connect to a new database until this is said.
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"service";

GRANT :"owner" TO :"service";
ALTER ROLE :"service" SET role = :'owner';
-- A query that nobody waits for any more, and a transaction that nobody ends, slow the neighbours down.
ALTER ROLE :"service" SET statement_timeout = '60s';
ALTER ROLE :"service" SET idle_in_transaction_session_timeout = '5min';

-- The password is a token of IAM from here on.
GRANT rds_iam TO :"service";
