#!/bin/bash
# Makes a Debian with Asterisk out of an archive, in memory, and becomes that Asterisk. Started by
# `unshare` with namespaces of its own for mounts, network and processes: all that is made here
# belongs to them and vanishes with them, however this ends.
# Usage: enter.sh ARCHIVE MOUNT-POINT      Says "extracted", then waits for a line: configured.
set -euo pipefail
archive=$1
root=$2
mount -t tmpfs -o mode=755 tmpfs "$root"
tar --zstd --extract --file "$archive" --directory "$root" --exclude './dev/*'
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
for device in null zero random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ip link set lo up
echo extracted
read -r _
exec chroot "$root" /usr/sbin/asterisk -f
