#!/usr/bin/env bash
# The program as its services run it: as their user, with their settings and nothing else of the caller's. Installed as
# /usr/local/bin/matchmill; root may call it, and the user matchmill.
set -eu
cd /var/lib/matchmill
as=()
if [ "$(id -un)" != matchmill ]; then as=(runuser -u matchmill --); fi
exec ${as[@]+"${as[@]}"} env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/var/lib/matchmill LANG=C.UTF-8 TERM="${TERM:-dumb}" \
  BASH_ENV=/etc/matchmill/environment.sh /opt/matchmill/matchmill "$@"
