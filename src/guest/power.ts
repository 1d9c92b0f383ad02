/** For any guest: BSDs know `shutdown -p` and not `poweroff`. */
const commands = {
  poweroff: ['systemctl poweroff', 'poweroff', 'shutdown -p now'],
  reboot: ['systemctl reboot', 'reboot', 'shutdown -r now'],
} as const

/**
 * A script for sh, without single quotes, that gives the order and ends at once. Small systems have no nohup, and an ordinary
 * user's PATH may be without the system's programs. It goes on when the session ends, and says nothing.
 */
export const powerScript = (order: keyof typeof commands): string =>
  'PATH=$PATH:/usr/sbin:/sbin; S=; [ "$(id -u)" = 0 ] || S="sudo -n"; sync; ' +
  `(trap "" HUP; ${commands[order].map((one) => `$S ${one}`).join(' || ')}) </dev/null >/dev/null 2>&1 &`
