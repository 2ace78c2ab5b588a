-- The local database has what the platform's databases have: a schema of the service's own, an owner that nobody signs in as, a migrator
-- that acts as it, and the service's role, which changes rows and nothing else.
CREATE ROLE __ROLE_STEM___owner NOLOGIN;
CREATE ROLE __ROLE_STEM___migrator LOGIN NOINHERIT PASSWORD 'local';
CREATE ROLE __ROLE_STEM___app LOGIN PASSWORD 'local';
GRANT __ROLE_STEM___owner TO __ROLE_STEM___migrator;
CREATE SCHEMA __ROLE_STEM__ AUTHORIZATION __ROLE_STEM___owner;
GRANT USAGE ON SCHEMA __ROLE_STEM__ TO __ROLE_STEM___app;
ALTER ROLE __ROLE_STEM___migrator SET role = '__ROLE_STEM___owner';
ALTER ROLE __ROLE_STEM___migrator SET search_path = __ROLE_STEM__, public;
ALTER ROLE __ROLE_STEM___app SET search_path = __ROLE_STEM__, public;
ALTER DEFAULT PRIVILEGES FOR ROLE __ROLE_STEM___owner IN SCHEMA __ROLE_STEM__ GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO __ROLE_STEM___app;
ALTER DEFAULT PRIVILEGES FOR ROLE __ROLE_STEM___owner IN SCHEMA __ROLE_STEM__ GRANT SELECT, USAGE ON SEQUENCES TO __ROLE_STEM___app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
