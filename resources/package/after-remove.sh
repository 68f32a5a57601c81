#!/bin/sh
set -e

# An upgrade (deb: "upgrade", rpm: 1 package left) keeps what the new version has just set.
case "$1" in
upgrade | failed-upgrade | abort-* | 1) exit 0 ;;
esac

if [ -f /etc/apparmor.d/oplog ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && ! { command -v ischroot >/dev/null && ischroot; }; then
    apparmor_parser --remove /etc/apparmor.d/oplog || echo 'oplog: its AppArmor profile stays until the next start' >&2
  fi
  rm -f /etc/apparmor.d/oplog
fi
