#!/usr/bin/env bash
# A real PostgreSQL with pgvector for Matchmill, with no manual step.
#
#   serve    start or join the server, print its settings as key=value lines, then "ready", then wait for the end of
#            standard input; the last one to leave stops the server
#   start    start the server and keep it running; print its settings
#   stop     take back "start"; the server stops now, or when the last one who uses it leaves
#   status   print the settings of a running server; exit code 3 when none runs
#   destroy  stop the server and delete its data
#
# Where the server comes from: a Docker engine that answers, else a cluster of this home folder. What was made first stays
# the one that is used: its data must not seem to vanish when somebody starts or stops Docker.
# Standard error carries progress; a line that starts with "error: " is the one reason for a failure.
#
#   MATCHMILL_HOME               required; everything of the server lies in $MATCHMILL_HOME/postgres
#   MATCHMILL_POSTGRES_PROFILE   durable (default) or test (may lose data in a crash, for test runs only)
#   MATCHMILL_POSTGRES_ENGINE    auto (default), system, zonky, zonky-bin or forky: see postgres-engine.sh
#   MATCHMILL_POSTGRES_DOCKER    0: don't ask Docker
#   MATCHMILL_POSTGRES_IMAGE     the Docker image
#   MATCHMILL_POSTGRES_PORT      a fixed port for the local cluster
#   MATCHMILL_POSTGRES_ARCHIVE   on, off: whether the local cluster archives its write-ahead log into $MATCHMILL_HOME/postgres/archive; kept
#   MATCHMILL_CACHE              where prepared servers lie, one per machine
set -Eeuo pipefail
umask 022
export LC_ALL=C.UTF-8

say() { (trap '' PIPE; printf '%s\n' "$*" >&2 || true); } # nobody may listen any more
die() { trap - ERR; printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -1)" = "$2" ]; } # at_least A B: version A >= B
LOG=
trap 'die "local-postgres.sh, line $LINENO: \"$BASH_COMMAND\" failed${LOG:+; see $LOG}"' ERR

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ -n "${MATCHMILL_HOME:-}" ] || die "MATCHMILL_HOME is not set."
HOME_DIR=$(realpath -m "$MATCHMILL_HOME")/postgres
PROFILE=${MATCHMILL_POSTGRES_PROFILE:-durable}
IMAGE=${MATCHMILL_POSTGRES_IMAGE:-pgvector/pgvector:pg17}
CONTAINER=matchmill-$(printf %s "$HOME_DIR" | cksum | cut -d' ' -f1)
NAME=matchmill # of the database and of its owner
DATA=$HOME_DIR/run/data
GIVE_A_URL="or give Matchmill a server: set MATCHMILL_DATABASE_URL"
# shellcheck source=postgres-engine.sh
. "$HERE/postgres-engine.sh"

ASKER=$PPID # who called, perhaps behind setsid --wait
[ "$(cat /proc/$PPID/comm 2>/dev/null)" != setsid ] || ASKER=$(cut -d' ' -f4 /proc/$PPID/stat)

# ---- locks: 9 makes verbs take turns, 8 counts those who use the server. No child that stays may inherit them.
take_turn() {
  mkdir -p "$HOME_DIR/run" || die "$HOME_DIR cannot be created; set MATCHMILL_HOME to a folder that can be written."
  exec 9>"$HOME_DIR/lock"
  flock -w 900 9 || die "another process has been starting or stopping the server in $HOME_DIR for 15 minutes."
}
end_turn() { exec 9>&-; }
become_user() { exec 8>"$HOME_DIR/users"; flock -s 8; }
# true: nobody else uses the server. Asked with a descriptor of its own, after giving up the own share.
last_one_out() { exec 8>&-; (exec 7>"$HOME_DIR/users" && flock -n -x 7); }

password() {
  [ -s "$HOME_DIR/password" ] || (umask 077; od -An -N18 -tx1 /dev/urandom | tr -d ' \n' > "$HOME_DIR/password")
  cat "$HOME_DIR/password"
}

# ---- the local cluster. PostgreSQL refuses to run as root: then as the OS user postgres where it reaches the folders, else in
# a user namespace, else as nobody.
reaches() { setpriv "--reuid=$1" "--regid=$(id -g "$1")" --clear-groups -- test -x "$HOME_DIR" -a -x "$TREE/bin" 2>/dev/null; }
choose_owner() {
  if [ -s "$HOME_DIR/owner" ]; then OWNER=$(cat "$HOME_DIR/owner")
  elif [ "$(id -u)" != 0 ]; then OWNER=self
  elif id postgres >/dev/null 2>&1 && reaches postgres; then OWNER=postgres
  elif unshare -U true 2>/dev/null; then OWNER=userns
  elif reaches nobody; then OWNER=nobody
  else die "PostgreSQL does not run as root, and no other user can reach $HOME_DIR; set MATCHMILL_HOME and MATCHMILL_CACHE to folders outside /root, $GIVE_A_URL."; fi
  echo "$OWNER" > "$HOME_DIR/owner"
  case $OWNER in
    self) AS=() ;;
    userns) AS=(unshare -U --) ;;
    *) AS=(setpriv "--reuid=$OWNER" "--regid=$(id -g "$OWNER")" --clear-groups --); give "$HOME_DIR/run" ;;
  esac
}
give() { case $OWNER in self | userns) ;; *) chown ${2:-} "$OWNER" "$1" ;; esac; } # to who runs the server; -R: with all in it
# The pid of this cluster's server, never of another process that was later given the same number.
server_pid() {
  local p; p=$(head -1 "$DATA/postmaster.pid" 2>/dev/null) && [ -n "$p" ] || return 1
  tr '\0' '\n' 2>/dev/null < "/proc/$p/cmdline" | grep -qxF "$DATA" && echo "$p"
} 2>/dev/null
accepts() { server_pid >/dev/null && [ "$(sed -n 8p "$DATA/postmaster.pid" 2>/dev/null | tr -d ' ')" = ready ]; }
port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
choose_port() {
  PORT=${MATCHMILL_POSTGRES_PORT:-$(cat "$HOME_DIR/port" 2>/dev/null || true)}
  if [ -n "${MATCHMILL_POSTGRES_PORT:-}" ]; then
    port_is_free "$PORT" || die "port $PORT is taken by another program; set MATCHMILL_POSTGRES_PORT to a free one."
  elif [ -z "$PORT" ] || ! port_is_free "$PORT"; then
    for PORT in $(shuf -i 20000-29999 -n 50); do port_is_free "$PORT" && break; done
  fi
  echo "$PORT" > "$HOME_DIR/port"
}

write_settings() {
  local shm; shm=$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 { print $2 }' || true)
  cat > "$HOME_DIR/run/matchmill.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'vector,pg_stat_statements'
# many databases, many statements: none must push another's figures out
pg_stat_statements.max = 20000
jit = off
shared_buffers = ${MATCHMILL_POSTGRES_SHARED_BUFFERS:-512MB}
maintenance_work_mem = ${MATCHMILL_POSTGRES_MAINTENANCE_MEMORY:-1GB}
max_wal_size = 4GB
max_connections = 100
log_min_duration_statement = 100ms
# values of rows stay out of the log
log_error_verbosity = terse
log_parameter_max_length = 0
CONF
  # a parallel build of an HNSW index takes all of maintenance_work_mem from /dev/shm at once
  [ "${shm:-0}" -ge 2048 ] || echo "max_parallel_maintenance_workers = 0" >> "$HOME_DIR/run/matchmill.conf"
  [ ! -e "$HOME_DIR/archives" ] || write_archive_settings >> "$HOME_DIR/run/matchmill.conf"
}
# Kept for the home folder: a server that archived yesterday must not silently cease to.
choose_archive() {
  case ${MATCHMILL_POSTGRES_ARCHIVE:-} in
    on | off) [ "$MATCHMILL_POSTGRES_ARCHIVE" = "$([ -e "$HOME_DIR/archives" ] && echo on || echo off)" ] || ! accepts \
      || die "the server runs, and archiving changes only when it starts: stop it first (matchmill database stop)." ;;
  esac
  case ${MATCHMILL_POSTGRES_ARCHIVE:-} in on) touch "$HOME_DIR/archives" ;; off) rm -f "$HOME_DIR/archives" ;; esac
}
write_archive_settings() {
  mkdir -p "$HOME_DIR/archive"; give "$HOME_DIR/archive" >&2; chmod 700 "$HOME_DIR/archive"
  install -m 755 "$HERE/archive-wal.sh" "$HOME_DIR/run/archive-wal.sh"
  # the goal is to lose at most 300 s: time to copy the last piece must be left
  cat <<CONF
archive_mode = on
archive_timeout = ${MATCHMILL_POSTGRES_ARCHIVE_TIMEOUT:-240}
archive_command = 'bash ../archive-wal.sh "%p" "../../archive/%f"'
track_commit_timestamp = on
CONF
}

# Role, database and extensions in single-user mode: no client program, no open port, no moment without a password. Extensions
# that only a superuser may create go into template1, so that every database made later has them.
init_cluster() {
  [ -s "$DATA/PG_VERSION" ] && [ -e "$HOME_DIR/initialised" ] && return 0
  local pw began=$SECONDS; pw=$(password); rm -rf "$DATA"; LOG=$HOME_DIR/initdb.log
  (umask 077; printf '%s\n' "$pw" > "$HOME_DIR/run/pw"); [ ${#AS[@]} = 0 ] || [ "$OWNER" = userns ] || chown "$OWNER" "$HOME_DIR/run/pw"
  (cd "$HOME_DIR/run" && "${AS[@]}" "$(readlink -f "$TREE/bin")/initdb" -D "$DATA" -U postgres -E UTF8 --locale=C.UTF-8 \
    --pwfile="$HOME_DIR/run/pw" --auth=scram-sha-256 --data-checksums --no-sync) > "$LOG" 2>&1
  rm -f "$HOME_DIR/run/pw"
  echo "include = '../matchmill.conf'" | "${AS[@]}" tee -a "$DATA/postgresql.conf" >/dev/null
  printf 'CREATE EXTENSION vector;\n\nCREATE EXTENSION pg_stat_statements;\n\nCREATE EXTENSION pgstattuple;\n\n' | single template1
  printf "CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s' IN ROLE pg_monitor;\n\nCREATE DATABASE %s OWNER %s;\n\n" "$NAME" "$pw" "$NAME" "$NAME" | single postgres
  touch "$HOME_DIR/initialised"; LOG=; say "made a new cluster in $((SECONDS - began)) s"
}
# A copy from a base backup: file "restored" names the role that gets this home's password, data/recovery.conf says where the log is.
# It recovers while nobody may connect, and never touches the archive or servers of the one it was copied from.
recover_copy() {
  [ -s "$HOME_DIR/restored" ] && [ ! -e "$HOME_DIR/initialised" ] || return 0
  local began=$SECONDS role log=$HOME_DIR/run/recovery.log; role=$(head -1 "$HOME_DIR/restored")
  { cat <<'CONF'; cat "$HOME_DIR/run/recovery.conf"; } > "$DATA/postgresql.conf"
include = '../matchmill.conf'
hot_standby = off
archive_mode = off
max_logical_replication_workers = 0
CONF
  : > "$DATA/postgresql.auto.conf"; : > "$DATA/pg_ident.conf"; echo "host all all all reject" > "$DATA/pg_hba.conf"; touch "$DATA/recovery.signal"
  rm -f "$DATA/postmaster.pid" "$DATA/standby.signal"; touch "$log"
  give "$HOME_DIR/run" -R; chmod -R go-rwx "$HOME_DIR/run"; choose_port
  (exec 8>&- 9>&-; cd "$HOME_DIR/run"; exec setsid -f "${AS[@]}" "${POSTGRES[@]}" -D "$DATA" -c "port=$PORT" >> "$log" 2>&1 < /dev/null)
  for _ in $(seq 1 40); do server_pid >/dev/null && break; sleep 0.05; done
  until accepts; do # as long as it takes; an asker who died has closed the pipe
    server_pid >/dev/null || die "the copy could not be recovered: $(grep -E 'FATAL|PANIC' "$log" | tail -1 | sed 's/.*\(FATAL\|PANIC\): *//')"
    kill -0 "$ASKER" 2>/dev/null || { stop_local; exit 1; }
    sleep 0.05
  done
  stop_local; LOG=$HOME_DIR/run/single.log
  printf 'ALTER ROLE "%s" LOGIN PASSWORD '"'%s'"' VALID UNTIL '"'infinity'"';\n\n' "${role//\"/\"\"}" "$(password)" | single "$(sed -n 2p "$HOME_DIR/restored")"
  printf 'host all all 127.0.0.1/32 scram-sha-256\n' > "$DATA/pg_hba.conf"
  touch "$HOME_DIR/initialised"; LOG=; say "recovered the copy in $((SECONDS - began)) s"
}
single() { (cd "$HOME_DIR/run" && "${AS[@]}" "${POSTGRES[@]}" --single -j -D "$DATA" -c exit_on_error=true "$1") >> "$LOG" 2>&1; }

start_local() {
  SOURCE=local
  if accepts; then choose_archive; STARTED=false; PORT=$(cat "$HOME_DIR/port"); TREE=$(cat "$HOME_DIR/tree"); return; fi
  if [ -s "$HOME_DIR/tree" ] && [ -e "$(cat "$HOME_DIR/tree")/complete" ]; then TREE=$(cat "$HOME_DIR/tree"); else provide_engine; fi
  echo "$TREE" > "$HOME_DIR/tree"
  mapfile -t POSTGRES < <(postgres_command "$TREE")
  local made_by engine; made_by=$(cat "$DATA/PG_VERSION" 2>/dev/null || true); engine=$(engine_version "$TREE")
  [ -z "$made_by" ] || [ "$made_by" = "${engine%%.*}" ] || die "the data in $DATA were made by PostgreSQL $made_by, the server is $engine; bring back PostgreSQL $made_by, or delete the data with: matchmill database destroy"
  choose_owner; choose_archive; write_settings; recover_copy; init_cluster; choose_port
  local i opts=(-c "port=$PORT") log=$HOME_DIR/run/server.log
  [ "$PROFILE" != test ] || opts+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
  [ "$(stat -c %s "$log" 2>/dev/null || echo 0)" -lt 10000000 ] || mv -f "$log" "$log.1"
  "${AS[@]}" touch "$log"
  for _ in 1 2 3; do # after a crash the dead server's children may hold its shared memory for a moment
    # a session of its own: Ctrl-C in a terminal does not reach it
    (exec 8>&- 9>&-; cd "$HOME_DIR/run"; exec setsid -f "${AS[@]}" "${POSTGRES[@]}" -D "$DATA" "${opts[@]}" >> "$log" 2>&1 < /dev/null)
    for i in $(seq 1 1200); do
      accepts && { STARTED=true; return; }
      sleep 0.05
      [ "$i" -le 40 ] || server_pid >/dev/null || break
    done
  done
  die "PostgreSQL did not start; its log $log says: $(tail -1 "$log")"
}
stop_local() {
  local p; p=$(server_pid) || return 0
  kill -INT "$p" # fast shutdown: sessions end, nothing is lost
  for _ in $(seq 1 1200); do kill -0 "$p" 2>/dev/null || return 0; sleep 0.05; done
  die "PostgreSQL (process $p) did not stop within 60 s; see $HOME_DIR/run/server.log"
}

# ---- Docker
docker_answers() { [ "${MATCHMILL_POSTGRES_DOCKER:-1}" != 0 ] && have docker && timeout 5 docker info >/dev/null 2>&1; }
container_runs() { [ "$(docker inspect -f '{{.State.Running}}' "$CONTAINER" 2>/dev/null)" = true ]; }
in_container() { docker exec -e PGOPTIONS=-cclient_min_messages=warning "$CONTAINER" psql -XAtq -v ON_ERROR_STOP=1 -h 127.0.0.1 -U "$NAME" -d "$1" -c "$2"; }
start_docker() {
  SOURCE=docker; STARTED=false
  if ! container_runs; then
    STARTED=true; say "starting $IMAGE in Docker"; touch "$HOME_DIR/in-docker"
    docker start "$CONTAINER" >/dev/null 2>&1 || docker run -d --name "$CONTAINER" -p 127.0.0.1::5432 --shm-size=2g \
      -e POSTGRES_USER="$NAME" -e POSTGRES_DB="$NAME" -e POSTGRES_PASSWORD="$(password)" "$IMAGE" \
      -c shared_preload_libraries=vector,pg_stat_statements -c pg_stat_statements.max=20000 -c maintenance_work_mem=1GB -c max_wal_size=4GB \
      -c log_min_duration_statement=100ms -c log_error_verbosity=terse -c log_parameter_max_length=0 >/dev/null \
      || die "Docker could not run $IMAGE; load the image, set MATCHMILL_POSTGRES_DOCKER=0 for a local cluster, $GIVE_A_URL."
  fi
  for _ in $(seq 1 300); do docker exec "$CONTAINER" pg_isready -q -h 127.0.0.1 -U "$NAME" && break; sleep 0.2; done
  local db
  for db in template1 "$NAME"; do
    in_container "$db" 'CREATE EXTENSION IF NOT EXISTS vector; CREATE EXTENSION IF NOT EXISTS pg_stat_statements; CREATE EXTENSION IF NOT EXISTS pgstattuple' \
      || die "the server in container $CONTAINER did not become ready or has no pgvector; see: docker logs $CONTAINER"
  done
  PORT=$(docker port "$CONTAINER" 5432/tcp | head -1 | sed 's/.*://')
}

# ---- verbs
bring_up() {
  if [ -s "$HOME_DIR/tree" ]; then start_local
  elif docker_answers; then start_docker
  elif [ -e "$HOME_DIR/in-docker" ]; then
    die "the database lies in Docker's container $CONTAINER and Docker does not answer; start Docker, or begin anew with: matchmill database destroy"
  else start_local; fi
}
running() { server_pid >/dev/null || { [ ! -s "$HOME_DIR/tree" ] && docker_answers && container_runs; }; }
halt() { stop_local; if [ ! -s "$HOME_DIR/tree" ] && docker_answers && container_runs; then docker stop "$CONTAINER" >/dev/null; fi; }
settings() {
  local version vector
  if [ "$SOURCE" = docker ]; then
    version=$(in_container "$NAME" 'SHOW server_version' | cut -d' ' -f1); vector=$(in_container "$NAME" "SELECT extversion FROM pg_extension WHERE extname = 'vector'")
  else version=$(engine_version "$TREE"); vector=$(engine_vector_version "$TREE"); fi
  printf '%s\n' "source=$SOURCE" "url=jdbc:postgresql://127.0.0.1:$PORT/$NAME" "username=$NAME" "password_file=$HOME_DIR/password" \
    "version=$version" "vector=$vector" "started=$STARTED" "archive=$([ "$SOURCE" = local ] && [ -e "$HOME_DIR/archives" ] && echo "$HOME_DIR/archive" || true)"
}
leave() {
  trap - EXIT INT TERM HUP; take_turn
  if last_one_out && [ ! -e "$HOME_DIR/keep" ]; then halt; fi
  end_turn
}
serve() {
  take_turn; become_user
  trap '' PIPE; trap leave EXIT; trap 'exit 0' INT TERM HUP
  running || rm -f "$HOME_DIR/keep" # left from before a crash or a reboot
  bring_up; settings; end_turn; echo ready
  while read -r _; do :; done
}

case ${1:-} in
  serve) serve ;;
  start) take_turn; bring_up; touch "$HOME_DIR/keep"; settings ;;
  stop)
    [ -d "$HOME_DIR" ] || exit 0
    take_turn; rm -f "$HOME_DIR/keep"
    if last_one_out; then halt; else say "still in use: it stops when the last one who uses it leaves"; fi ;;
  status)
    if [ -d "$HOME_DIR" ] && take_turn && running; then bring_up; settings; else echo "not running"; exit 3; fi ;;
  destroy)
    [ -d "$HOME_DIR" ] || exit 0
    take_turn; halt; if docker_answers; then docker rm -v "$CONTAINER" >/dev/null 2>&1 || true; fi; rm -rf "$HOME_DIR" ;;
  *) sed -n '2,25p' "${BASH_SOURCE[0]}"; exit 64 ;;
esac
