#!/bin/sh
# Saves what explains the memory of one Redis or Valkey server, for `fragmortem analyze DIR -o report`.
#
#   sh capture.sh [-i SECONDS] [-t SECONDS] [-m MIB] [-o DIR] [-d CONTAINER | -k [NAMESPACE/]POD[/CONTAINER]] [-- CLI OPTIONS]
#
#   -i  between two readings (10)            -t  how long it runs (600)         -m  most that it writes, in MiB (100)
#   -o  where to (./redis-capture)           -d  the server runs in this docker or podman container
#   -k  the server runs in this Kubernetes pod
#
#   sh capture.sh -i 30 -t 86400 -- -h 10.0.0.5 -p 6380
#   REDISCLI_AUTH=... sh capture.sh -- --user ops --tls --cacert ca.pem
#   sh capture.sh -k shop/redis-0/redis
#
# What it asks the server, all of it read only: INFO, MEMORY STATS, MEMORY DOCTOR, CONFIG GET of the names below; every
# tenth time CLIENT LIST where at most 2,000 clients are connected; at the beginning and once an hour MEMORY MALLOC-STATS.
# What it reads besides, where it may: smaps_rollup and status of the process, memory files of its control group,
# /proc/meminfo. It changes nothing, stops by itself, gives way to everything else, and asks again only after an answer.
# A password comes from REDISCLI_AUTH, or in a container from its REDIS_PASSWORD, and never stands on a command line.

set -u
umask 077
LC_ALL=C
export LC_ALL

interval=10 seconds=600 mib=100 out=./redis-capture place=host target='' namespace='' container=''
while getopts i:t:m:o:d:k: option; do
    case $option in
        i) interval=$OPTARG ;;
        t) seconds=$OPTARG ;;
        m) mib=$OPTARG ;;
        o) out=$OPTARG ;;
        d) place=docker target=$OPTARG ;;
        k) place=kubernetes target=$OPTARG ;;
        *) sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
for number in "$interval" "$seconds" "$mib"; do
    case $number in '' | *[!0-9]* | 0*) echo "capture.sh: $number: expected a whole number above 0" >&2; exit 2 ;; esac
done
case $target in
    */*/*) namespace=${target%%/*} container=${target##*/} target=${target#*/} target=${target%%/*} ;;
    */*) namespace=${target%%/*} target=${target#*/} ;;
esac

CONFIG='maxmemory maxmemory-policy maxmemory-clients activedefrag active-defrag-* client-output-buffer-limit repl-backlog-size
    save appendonly auto-aof-rewrite-* hash-max-* list-max-* set-max-* zset-max-* lazyfree-* jemalloc-bg-thread hz'

limit=''
command -v timeout >/dev/null 2>&1 && limit='timeout 20'
docker=docker
command -v docker >/dev/null 2>&1 || docker=podman
renice 19 $$ >/dev/null 2>&1

# Runs a command where the server is.
there() {
    case $place in
        host) $limit "$@" ;;
        docker) $limit $docker exec "$target" "$@" ;;
        kubernetes) $limit kubectl exec ${namespace:+-n "$namespace"} "$target" ${container:+-c "$container"} -- "$@" ;;
    esac </dev/null 2>&1
}

# Asks the server: options of redis-cli, then the command.
ask() {
    there sh -c 'cli=$(command -v redis-cli || command -v valkey-cli) || { echo "no redis-cli here"; exit 127; }
        : "${REDISCLI_AUTH:=${REDIS_PASSWORD:-}}"
        [ -z "$REDISCLI_AUTH" ] && unset REDISCLI_AUTH || export REDISCLI_AUTH
        exec "$cli" "$@"' sh "$@"
}

# Appends what a command says to a file, under the time at which it was asked.
note() {
    file=$1
    shift
    { printf '# %s\n' "$now"; "$@"; printf '\n'; } >>"$out/$file"
}

# Memory files of the control group, with their names.
groups() {
    there sh -c 'for file in memory.max memory.high memory.current memory.peak memory.swap.current memory.limit_in_bytes \
            memory.usage_in_bytes memory.failcnt; do
            for dir in /sys/fs/cgroup /sys/fs/cgroup/memory "/sys/fs/cgroup$(sed -n "s/^0:://p" /proc/$0/cgroup)"; do
                [ -r "$dir/$file" ] && echo "$file: $(cat "$dir/$file")" && break
            done
        done 2>/dev/null
        for dir in "/sys/fs/cgroup$(sed -n "s/^0:://p" /proc/$0/cgroup)" /sys/fs/cgroup /sys/fs/cgroup/memory; do
            [ -r "$dir/memory.stat" ] && cat "$dir/memory.stat" "$dir/memory.events" && break
        done 2>/dev/null' "$1"
}

mkdir -p "$out" || exit 74
trap 'echo "capture.sh: stopped" >&2; exit 130' INT
trap 'exit 143' TERM
begin=$(date +%s) round=0 answers=0 asked=0 pid=''
while :; do
    clock=$(date +%s)
    [ "$round" -eq 0 ] || [ $((clock - begin)) -lt "$seconds" ] || break
    [ "$(du -sk "$out" | cut -f 1)" -lt $((mib * 1024)) ] || { echo "capture.sh: $mib MiB written, enough" >&2; break; }
    now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    info=$(ask "$@" INFO everything)
    case $info in *used_memory:*) ;; *) info=$(ask "$@" INFO) ;; esac
    { printf '# %s\n%s\n\n' "$now" "$info"; } >>"$out/info.txt"
    case $info in
        *used_memory:*)
            answers=$((answers + 1))
            note memory-stats.txt ask "$@" MEMORY STATS
            value() { printf '%s\n' "$info" | tr -d '\r' | sed -n "s/^$1:\([0-9]*\).*/\1/p"; }
            pid=$(value process_id) clients=$(value connected_clients)
            if [ $((round % 10)) -eq 0 ]; then
                note memory-doctor.txt ask "$@" MEMORY DOCTOR
                [ "${clients:-9999}" -gt 2000 ] || note client-list.txt ask "$@" CLIENT LIST
            fi
            if [ "$asked" -eq 0 ] || [ $((clock - asked)) -ge 3600 ]; then
                asked=$clock
                note malloc-stats.txt ask "$@" MEMORY MALLOC-STATS
                set -f
                for name in $CONFIG; do ask "$@" CONFIG GET "$name"; done >>"$out/config.txt"
                set +f
            fi
            ;;
        *) [ "$round" -gt 0 ] || { printf '%s\n' "$info" | head -n 3 >&2; } ;;
    esac
    if [ -n "$pid" ] && there grep -qaiE 'redis|valkey|keydb' "/proc/$pid/cmdline"; then
        note smaps-rollup.txt there cat "/proc/$pid/smaps_rollup"
        note status.txt there cat "/proc/$pid/status"
        note cgroup.txt groups "$pid"
        note meminfo.txt there cat /proc/meminfo
    fi
    round=$((round + 1))
    sleep "$interval"
done
[ "$answers" -gt 0 ] || { echo "capture.sh: 0 answers to $round questions: $(printf '%s\n' "$info" | head -n 1)" >&2; exit 69; }
echo "capture.sh: $answers answers to $round questions in $out; next: fragmortem analyze $out -o report" >&2
