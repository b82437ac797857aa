/**
 * Where Terraform runs what a pull request wrote: as a user of the system that owns nothing but a folder, to which the checkout is
 * copied. One user works for one run at a time; when it ends, its processes are killed, and only then is anything taken back.
 *
 * The files of Atlantis are never opened here: they are packed and unpacked by a process with Atlantis's user.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Where anybody may write, so that a run may have left something; in the image it is not /tmp. */
const shared = ['/tmp', '/dev/shm'];

const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

/** @returns {Promise<void>} rejects with what the program said when it did not end with 0 */
function ended(child) {
  let said = '';
  child.stderr.on('data', chunk => {
    said = (said + chunk).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code ?? signal}: ${said.trim()}`))));
  });
}

/** A shell command as somebody; `$0` and so on are the arguments. */
function shell(user, command, ...args) {
  return spawn('sh', ['-c', command, ...args], { cwd: '/', uid: user, gid: user, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
}

async function copy(from, to) {
  const packed = shell(from.user, from.pack, from.directory, from.copied ?? '');
  const unpacked = shell(to.user, 'mkdir -p "$0" && tar -C "$0" -xf - && { [ -z "$1" ] || touch "$1"; }', to.directory, to.copied ?? '');
  packed.stdin.end();
  unpacked.stdout.resume();
  // tar closes its input at the archive's end, which may be before the last of the padding: the two ends tell whether it worked.
  await Promise.all([ended(packed), ended(unpacked), pipeline(packed.stdout, unpacked.stdin).catch(() => {})]);
}

const packWhole = 'exec tar -C "$0" --exclude=./.git -cf - .';
// Files and folders that changed since the copy: others work in the same checkout at the same time. A link comes from a run's own hands, and
// could lead anywhere; Terraform needs those to its providers.
const packChanged = String.raw`cd "$0" && find . -mindepth 1 -cnewer "$1" \( -type f -o -type d -o -type l -path '*/.terraform/*' \) -print0 | tar --null --no-recursion -T - -cf -`;

/** What is a user's own, in its folder and where anybody may make one: first made readable, in case a run locked it. */
const clear = String.raw`me=$(id -u)
for place in "$0" "$@"; do
  find "$place" -mindepth 1 -maxdepth 1 -user "$me" -exec chmod -R u+rwX {} + -exec rm -rf {} +
done
umask 077 && mkdir "$0/$me"`;

/** Users to run Terraform as. */
export class Sandboxes {
  #directory;
  #owner;
  #free;
  #waiting = [];

  /**
   * @param {{ directory: string, users: number[], owner: number }} options
   *   `directory` belongs to nobody of them and lets each make a folder (as /tmp does); `owner` is Atlantis's user
   */
  constructor({ directory, users, owner }) {
    const wrong = users.find(user => !Number.isInteger(user) || user < 1000 || user === owner);
    if (users.length === 0 || wrong !== undefined) throw new Error(`No user to run Terraform as: ${wrong}. They are numbers from 1000 on, and not Atlantis's ${owner}.`);
    this.#directory = directory;
    this.#owner = owner;
    this.#free = [...users];
  }

  /** Each user's folder, made before anything runs that could make it first. */
  async prepare() {
    await Promise.all(this.#free.map(user => this.#clear(user)));
  }

  /**
   * Copies a checkout, lets `work` do something with the copy, and takes back what that changed.
   *
   * @template Result
   * @param {string | undefined} checkout absolute; nothing is copied without one
   * @param {(place: { user: number, home: string, checkout: string, stop: () => Promise<void> }) => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  async use(checkout, work) {
    const user = this.#free.pop() ?? (await new Promise(resolve => this.#waiting.push(resolve)));
    try {
      const home = join(this.#directory, String(user));
      const place = { user, home, checkout: join(home, 'checkout'), stop: () => this.#stop(user) };
      const copied = join(home, 'copied');
      if (checkout) await copy({ user: this.#owner, pack: packWhole, directory: checkout }, { user, directory: place.checkout, copied });
      const result = await work(place);
      await this.#stop(user);
      if (checkout) await copy({ user, pack: packChanged, directory: place.checkout, copied }, { user: this.#owner, directory: checkout });
      return result;
    } finally {
      await this.#stop(user);
      await this.#clear(user);
      const next = this.#waiting.shift();
      if (next) next(user);
      else this.#free.push(user);
    }
  }

  /** Every process of a user, the one that does it among them: how it ended says nothing. */
  async #stop(user) {
    await ended(shell(user, 'kill -9 -1')).catch(() => {});
  }

  async #clear(user) {
    await ended(shell(user, clear, this.#directory, ...shared));
  }
}
