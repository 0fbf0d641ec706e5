#!/bin/bash
# Runs one command as root inside a prepared Debian root. Meant to be started by
# `unshare --mount --pid --fork --kill-child`: the mounts below and every process started inside
# belong to those namespaces and vanish with them, however this ends.
# Usage: enter.sh ROOT COMMAND   (the environment given is handed through as it is)
set -euo pipefail
root=$1
command=$2
# A mount of its own, so that it is a whole machine inside, which can make namespaces again.
mount --bind "$root" "$root"
cd "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
# The shell stays, as process 1: it reaps what others leave behind.
exec chroot "$root" /bin/bash -c "$command"$'\nexit $?'
