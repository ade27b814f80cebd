# Read by bash before each line of the crontab (BASH_ENV): the settings that systemd's units read too, and what those say themselves.
set -a
. /etc/matchmill/environment
MATCHMILL_HOME=/var/lib/matchmill
MATCHMILL_DATABASE_PASSWORD_FILE=/etc/matchmill/database-password
set +a
