# The settings of /etc/matchmill/environment, which systemd's units read too, and what those say themselves. Installed as
# /etc/matchmill/environment.sh; bash reads it before each line of the crontab and each call by hand (BASH_ENV).
set -a
. /etc/matchmill/environment
MATCHMILL_HOME=/var/lib/matchmill
MATCHMILL_DATABASE_PASSWORD_FILE=/etc/matchmill/database-password
MATCHMILL_ENCRYPTION_MASTER_KEY_FILE=/etc/matchmill/master-key
set +a
