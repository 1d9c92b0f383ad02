#!/bin/sh
# Run as root when all packages are installed: finish.sh ROOT KERNEL INITRD OUTPUT, the last a file system to be made.
set -e
root=$1
rm -f "$root"/etc/ssh/ssh_host_*
# Empty, and so made anew at each boot of a copy, without being a first boot that looks at the presets of all units
: >"$root/etc/machine-id"
rm -f "$root/var/lib/dbus/machine-id"
echo debian >"$root/etc/hostname"
echo 'LABEL=root / ext4 rw 0 1' >"$root/etc/fstab"
echo 'nameserver 10.0.2.3' >"$root/etc/resolv.conf"
# Only the modules that tests look at: each costs seconds where the processor is emulated
cat >"$root/etc/cloud/cloud.cfg.d/90_test.cfg" <<'END'
datasource_list: [NoCloud, None]
cloud_init_modules: [bootcmd, write-files, growpart, resizefs, set_hostname, update_etc_hosts, users-groups, ssh]
cloud_config_modules: [runcmd]
cloud_final_modules: [scripts-user, final-message]
END
chroot "$root" systemctl -q enable systemd-networkd ssh serial-getty@ttyS0
chroot "$root" systemctl -q mask systemd-networkd-wait-online apt-daily.timer apt-daily-upgrade.timer \
  dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer getty@tty1.service
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
cp "$2" "$root/boot/vmlinuz"
cp "$3" "$root/boot/initrd"
mke2fs -q -t ext4 -L root -E root_owner=0:0 -d "$root" "$4" 640M
chmod 644 "$4"
