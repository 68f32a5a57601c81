import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a bus offers, beyond letting anybody talk. */
interface Offer {
  /** Starts what the system has installed on demand, so that a locked keyring can open its prompt. */
  activation?: boolean
  /** Refuses every call to the Secret Service. */
  refusing?: boolean
}

/** A session bus of its own, and on it, when started, a real gnome-keyring of its own. */
export async function startBus({ activation = false, refusing = false }: Offer = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-bus-'))
  const config = join(folder, 'bus.conf')
  writeFileSync(config, configOf({ activation, refusing }, folder))
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder }
  const bus = spawn('dbus-daemon', ['--nofork', '--print-address', `--config-file=${config}`], {
    env,
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [line] = (await once(bus.stdout, 'data')) as [Buffer]
  const address = line.toString().trim()
  const onBus = { ...env, DBUS_SESSION_BUS_ADDRESS: address }
  let daemon: ChildProcess | null = null

  /** A Secret Service whose login keyring is unlocked, with what it held before. */
  async function startKeyring(): Promise<void> {
    await end(daemon)
    daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env: onBus,
      stdio: ['pipe', 'ignore', 'ignore']
    })
    daemon.stdin?.end('password')
    for (let tries = 0; tries < 100; tries++) {
      if (isThere()) return
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error('the Secret Service does not answer')
  }

  /** Asked of the bus: a call to the service itself would start another one. */
  function isThere(): boolean {
    const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus']
    const question = ['/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
    const { stdout } = spawnSync('dbus-send', [...args, ...question], { env: onBus })
    return stdout.toString().includes('true')
  }

  /** As the system does when the screen is locked. */
  function lock(): void {
    const login = '/org/freedesktop/secrets/collection/login'
    if (send('org.freedesktop.Secret.Service.Lock', `array:objpath:${login}`)) return
    throw new Error('the keyring cannot be locked')
  }

  function send(method: string, ...parameters: string[]): boolean {
    const args = ['--session', '--print-reply', '--dest=org.freedesktop.secrets']
    const call = [...args, '/org/freedesktop/secrets', method, ...parameters]
    return spawnSync('dbus-send', call, { env: onBus }).status === 0
  }

  async function stop(): Promise<void> {
    await end(daemon)
    await end(bus)
  }

  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, startKeyring, lock, stop }
}

async function end(process: ChildProcess | null): Promise<void> {
  if (!process || process.exitCode !== null || process.signalCode !== null) return
  process.kill('SIGKILL')
  await once(process, 'exit')
}

function configOf({ activation, refusing }: Required<Offer>, folder: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <auth>EXTERNAL</auth>
  ${activation ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
    ${refusing ? '<deny send_destination="org.freedesktop.secrets"/>' : ''}
  </policy>
</busconfig>
`
}
