#!/usr/bin/env bash
# Copies one finished piece of PostgreSQL's write-ahead log into the archive; the server calls it:
#
#   archive_command = 'bash /etc/matchmill/archive-wal.sh "%p" "/srv/matchmill-wal/%f"'
#
# Succeeds only when the whole piece is on the disk: the server then forgets its own copy. Archiving the same piece twice is fine;
# a different one of the same name is never overwritten: two servers would be mixing their logs.
set -eu
# The folder's group may read what is written here, so that the program can recover from it; others may not.
umask 027
source=$1 target=$2
folder=$(dirname -- "$target")
if [ -e "$target" ]; then
  cmp -s -- "$source" "$target" || { echo "archive-wal: $target exists and is not the same; see who else archives there" >&2; exit 1; }
else
  part=$folder/.$(basename -- "$target").part
  cp --no-preserve=mode -- "$source" "$part"
  sync -- "$part"
  mv -n -T -- "$part" "$target"
  [ ! -e "$part" ] || { echo "archive-wal: $target appeared meanwhile" >&2; exit 1; }
fi
sync -- "$target" "$folder"
