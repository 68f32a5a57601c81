#!/bin/sh
set -e

# Chromium's sandbox works by user namespaces; only where users may make none does its helper run as root.
if [ "$(cat /proc/sys/kernel/unprivileged_userns_clone 2>/dev/null)" != 0 ] &&
  unshare --user true 2>/dev/null; then
  chmod 0755 /opt/Oplog/chrome-sandbox
else
  chmod 4755 /opt/Oplog/chrome-sandbox
fi

# Ubuntu from 24.04 on grants user namespaces by an AppArmor profile; an older AppArmor cannot read it.
profile=/opt/Oplog/resources/apparmor-profile
if apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" /etc/apparmor.d/oplog
  if ! { command -v ischroot >/dev/null && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/oplog
  fi
fi
