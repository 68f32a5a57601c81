#!/bin/sh
case "$1" in
--version | -v)
  # Anybody may ask, root too, for whom Chromium would otherwise not start; what it says of the bus is left out.
  exec /opt/Oplog/oplog --no-sandbox --version 2>/dev/null
  ;;
esac
exec /opt/Oplog/oplog --ozone-platform-hint=auto "$@"
