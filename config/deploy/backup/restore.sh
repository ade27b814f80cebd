#!/usr/bin/env bash
# Puts a base backup back and says how far to recover. The server does the rest when it starts.
#
#   restore.sh BASE ARCHIVE DATA [TIME]
#
#   BASE     folder of a base backup, as `matchmill backup base` makes it
#   ARCHIVE  folder of the archived write-ahead log
#   DATA     the server's data folder; must be empty or absent
#   TIME     stop at this moment, such as "2026-03-01 12:00:00+00"; else at the end of what was archived
#
# Run it as the server's OS user. It changes nothing in BASE and ARCHIVE.
set -Eeuo pipefail
die() { echo "restore: $*" >&2; exit 1; }
if [ $# -lt 3 ] || [ $# -gt 4 ]; then sed -n '2,12p' "$0"; exit 64; fi
base=$(realpath "$1") archive=$(realpath "$2") data=$(realpath -m "$3") time=${4:-}
[ -s "$base/backup_manifest" ] || die "$base is no whole base backup: it has no backup_manifest."
[ -d "$archive" ] || die "$archive is no folder."
[ -z "$(ls -A "$data" 2>/dev/null)" ] || die "$data is not empty: move it away first, it may be needed."
case $archive$time in *[\'\"\\%]*) die "quotes, backslashes and % are not possible in ARCHIVE and TIME." ;; esac

for verify in "$(command -v pg_verifybackup || true)" "/usr/lib/postgresql/$(cat "$base/PG_VERSION")/bin/pg_verifybackup"; do
  [ -x "$verify" ] && { "$verify" --quiet "$base" || die "$base is damaged: take another one."; break; }
done

mkdir -p "$data"
chmod 700 "$data"
cp -a "$base/." "$data/"
{
  echo "restore_command = 'cp \"$archive/%f\" \"%p\"'"
  echo "recovery_target_action = promote"
  [ -z "$time" ] || echo "recovery_target_time = '$time'"
  # Nothing is archived until somebody has looked and says so: remove this line then.
  echo "archive_mode = off"
} >> "$data/postgresql.auto.conf"
touch "$data/recovery.signal"
sync "$data/postgresql.auto.conf" "$data"
echo "$data is ready; start the server, wait for \"archive recovery complete\" in its log, then replay the erasures."
