import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { User } from './installed-app'

const configuration = `xwayland disable
output HEADLESS-1 resolution 1440x900
bar {
  position top
  tray_output *
}
`

/** Starts a desktop without X, with its bar and a notification daemon, and a program on it. */
const script = `#!/bin/sh
cd "$HOME"
unset DISPLAY XAUTHORITY
export XDG_SESSION_TYPE=wayland WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
sway --config "$HOME/desktop.conf" >"$HOME/sway.log" 2>&1 &
sway=$!
for try in $(seq 100); do
  socket=$(ls "$XDG_RUNTIME_DIR"/sway-ipc.*.sock 2>/dev/null) && [ -S "$XDG_RUNTIME_DIR/wayland-1" ] && break
  sleep 0.1
done
export WAYLAND_DISPLAY=wayland-1 SWAYSOCK="$socket"
dunst >"$HOME/dunst.log" 2>&1 &
dunst=$!
for name in WAYLAND_DISPLAY SWAYSOCK DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR; do
  eval "echo export $name=\\\\'\\$$name\\\\'"
done >"$HOME/desktop.env"
oplog "$@"
kill $dunst $sway
`

/** Why no such desktop can be started here; null: it can. */
export function whyNoWayland(): string | null {
  const missing = ['sway', 'swaybar', 'dunst', 'grim'].filter(
    (name) => !existsSync(`/usr/bin/${name}`)
  )
  if (missing.length > 0) return `${missing.join(', ')} not installed`
  // Older ones do not run without X, or do not tell what they have shown.
  const [, version = '0'] =
    /(\d+\.\d+)/.exec(spawnSync('dunst', ['--version']).stdout.toString()) ?? []
  return version.localeCompare('1.9', 'en', { numeric: true }) < 0 ? `dunst is ${version}` : null
}

/** A Wayland desktop of the user's, seen by nobody; it starts with the app on it, and ends with it. */
export function waylandDesktop(user: User) {
  const command = join(user.home, 'desktop.sh')
  writeFileSync(join(user.home, 'desktop.conf'), configuration)
  writeFileSync(command, script, { mode: 0o755 })
  execFileSync('chown', ['-R', user.name, user.home])

  /** What a program on it prints; nothing when it fails. */
  function run(...line: string[]): string {
    const inside = ['sh', '-c', '. "$0/desktop.env" && exec "$@"', user.home, ...line]
    const as = ['--reuid', user.name, '--regid', user.name, '--init-groups']
    return spawnSync('setpriv', [...as, ...inside], { encoding: 'utf8', cwd: user.home }).stdout
  }

  function call(service: string, path: string, method: string, ...values: string[]): string {
    return run(
      'dbus-send',
      '--session',
      '--print-reply',
      `--dest=${service}`,
      path,
      method,
      ...values
    )
  }

  function property(service: string, path: string, kind: string, name: string): string {
    const get = 'org.freedesktop.DBus.Properties.Get'
    return call(service, path, get, `string:${kind}`, `string:${name}`)
  }

  return {
    command,
    /** Windows on the screen, by the identifier that ties them to their desktop entry. */
    windows: () =>
      [...run('swaymsg', '-t', 'get_tree').matchAll(/"app_id": "(.*)"/g)].map(([, id]) => id),
    /** As the button of its frame does. */
    closeWindow: () => run('swaymsg', '[app_id="oplog"] kill'),
    picture: (path: string) => {
      run('grim', join(user.home, 'desktop.png'))
      execFileSync('cp', [join(user.home, 'desktop.png'), path])
    },
    /** The icons that have registered with the bar: service and path of each. */
    trayIcons: (): { service: string; path: string }[] => {
      const watcher = 'org.kde.StatusNotifierWatcher'
      const said = property(
        watcher,
        '/StatusNotifierWatcher',
        watcher,
        'RegisteredStatusNotifierItems'
      )
      return [...said.matchAll(/string "([^/"]+)(\/[^"]*)"/g)].map(
        ([, service = '', path = '']) => ({
          service,
          path
        })
      )
    },
    toolTip: ({ service, path }: { service: string; path: string }) =>
      property(service, path, 'org.kde.StatusNotifierItem', 'ToolTip'),
    /** As a click on the icon does. */
    click: ({ service, path }: { service: string; path: string }) =>
      call(service, path, 'org.kde.StatusNotifierItem.Activate', 'int32:0', 'int32:0'),
    notificationsShown: () => Number(run('dunstctl', 'count', 'displayed')),
    /** Sends away what is shown. @returns the texts of all there were */
    notificationTexts: (): string => {
      run('dunstctl', 'close-all')
      return run('dunstctl', 'history')
    }
  }
}
