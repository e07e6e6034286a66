#!/bin/sh
# Starts three NATS servers that are one cluster, until Ctrl-C: devices and the dashboard reach them at
# ws://localhost:9001/mqtt, 9002 and 9003. Needs Debian's nats-server.
#
# usage: cluster.sh          all three
#        cluster.sh NODE     one of them, 1 to 3, to bring back one that was killed
#
# HOST  the address to listen at, 127.0.0.1 if not set. There are no passwords: open it only to a network that you trust.
# DATA  the folder for what is stored; a temporary one if not set.
set -eu
PATH=$PATH:/usr/sbin
host=${HOST:-127.0.0.1}
data=${DATA:-${TMPDIR:-/tmp}/edgews-fleet-$(id -u)}

# JetStream keeps every session and every message of quality of service 1 on all three nodes: with one away, the two others are a majority.
node() {
  mkdir -p "$data"
  cat >"$data/$1.conf" <<END
server_name: node-$1
listen: "$host:423$1"
http: "$host:823$1"
cluster {
  name: fleet
  listen: "$host:623$1"
  routes: ["nats://$host:6231", "nats://$host:6232", "nats://$host:6233"]
}
jetstream { store_dir: "$data/$1" }
websocket { listen: "$host:900$1", no_tls: true }
mqtt { listen: "$host:189$1", stream_replicas: 3, ack_wait: 5s }
END
  exec nats-server -c "$data/$1.conf"
}

if [ $# -gt 0 ]; then
  node "$1"
fi

nodes=
trap 'kill $nodes; wait; exit 0' INT TERM
for i in 1 2 3; do
  node "$i" &
  nodes="$nodes $!"
done
wait
