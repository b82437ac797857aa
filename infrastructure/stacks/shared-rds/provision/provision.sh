#!/bin/sh
# Makes databases and users of services on the shared instance: provision.sh SERVICE…
# Runs where the instance can be reached, with a role that may read the stack's contract and the administrator's secret.
# Needs aws, jq and psql. Safe to run again.
#
# PGSSLROOTCERT names the bundle of RDS' certificates. PGPASSWORD, where it is set, takes the place of the secret's password.
set -eu

if [ $# -eq 0 ]; then
  echo "provision.sh needs the name of a service, such as: provision.sh checkout" >&2
  exit 2
fi

for service in "$@"; do
  case $service in
    *[!a-z0-9-]* | "" | -* | *-)
      echo "$service is no name of a service: lower-case letters, digits and hyphens, such as checkout." >&2
      exit 2
      ;;
  esac
done

value() {
  aws ssm get-parameter --name "/platform/shared-rds/$1" --query Parameter.Value --output text
}

PGHOST=$(value endpoint)
PGPORT=$(value port)
secret=$(aws secretsmanager get-secret-value --secret-id "$(value admin_secret_arn)" --query SecretString --output text)
PGUSER=$(printf '%s' "$secret" | jq -r .username)
PGPASSWORD=${PGPASSWORD:-$(printf '%s' "$secret" | jq -r .password)}
PGDATABASE=platform
PGSSLMODE=${PGSSLMODE:-verify-full}
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGSSLMODE

# What is not in the contract has no policy to connect with: the apply comes first.
for service in "$@"; do
  name=$(value "database_$(printf '%s' "$service" | tr - _)")
  old=$(printf '%s' "$name" | tr - _)
  if [ "$old" != "$name" ] && [ -n "$(echo "SELECT 1 FROM pg_database WHERE datname = :'old'" | psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --set old="$old")" ]; then
    echo "The database $old is there, from before names kept their hyphens: rename it to $name first, as the README says." >&2
    exit 1
  fi
  psql --no-psqlrc --quiet --set service="$name" --file "$(dirname "$0")/database.sql"
  echo "$service: database and user $name are there."
done
