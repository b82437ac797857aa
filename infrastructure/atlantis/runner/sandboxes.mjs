/**
 * Where Terraform runs what a pull request wrote: as a user of the system that owns nothing but a folder, to which the checkout is
 * copied. One user works for one run at a time. What a run leaves is taken back only where it is asked for by name, after its last process
 * was killed.
 *
 * The files of Atlantis are never opened here: a process with Atlantis's user reads and writes them.
 */
import { spawn } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { killAll } from './processes.mjs';

/** Where anybody may write, so that a run may have left something. In the image /tmp is Atlantis's own. */
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

function done(child) {
  child.stdout.resume();
  child.stdin.end();
  return ended(child);
}

/** What one prints, the other reads. */
async function carry(from, to) {
  from.stdin.end();
  to.stdout.resume();
  // tar closes its input at the archive's end, which may be before the last of the padding: the two ends tell whether it worked.
  await Promise.all([ended(from), ended(to), pipeline(from.stdout, to.stdin).catch(() => {})]);
}

/** Whole or not at all, and in the place of a link, never through it. */
const keepFile = 'umask 077; new=$(mktemp "$0.XXXXXXXX") && cat > "$new" && mv -fT "$new" "$0"';

/**
 * What is a user's own, in its folder (`$0`) and in others where it may make one: first made readable, in case a run locked it. Fails where
 * something may be left.
 */
export const clear = String.raw`set -e
me=$(id -u)
chmod u+rwx "$0"
find "$0" -mindepth 1 -maxdepth 1 -exec chmod -R u+rwX {} + -exec rm -rf {} +
for place in "$@"; do
  [ -w "$place" ] || continue
  find "$place" -mindepth 1 -maxdepth 1 -user "$me" -exec chmod -R u+rwX {} + -exec rm -rf {} +
done`;

/** Whether there is a file, as somebody sees it; a link is none. */
const isFile = (user, file) => done(shell(user, '[ -f "$0" ] && [ ! -L "$0" ]', file)).then(() => true, () => false);

/** One run's user, folder and copy of the checkout. */
class Place {
  #owner;

  constructor({ user, owner, home }) {
    this.#owner = owner;
    this.user = user;
    this.home = home;
    this.checkout = join(home, 'checkout');
  }

  copy(checkout) {
    const from = shell(this.#owner, 'exec tar -C "$0" --exclude=.git -cf - .', checkout);
    return carry(from, shell(this.user, 'mkdir -p "$0" && exec tar -C "$0" -xf -', this.checkout));
  }

  /** Runs a command in the copy, with its arguments as `$0` and so on. */
  prepare(command, ...args) {
    return done(shell(this.user, command, ...args));
  }

  /** Takes back a file of the copy, where the run made it. */
  async take(file, target) {
    if (await isFile(this.user, file)) await carry(shell(this.user, 'exec cat "$0"', file), shell(this.#owner, keepFile, target));
  }

  /** Takes back parts of a folder as an archive that nobody opens but {@link bring}. Those of a month ago belong to nothing any more. */
  keep(folder, parts, archive) {
    const from = shell(this.user, 'cd "$0" && for part; do [ ! -e "$part" ] || printf "%s\\0" "$part"; done | tar --null --exclude=.git -T - -cf -', folder, ...parts);
    return carry(from, shell(this.#owner, `folder=$(dirname "$0"); mkdir -p "$folder" && find "$folder" -name "*.tar*" -mtime +30 -delete && { ${keepFile}; }`, archive));
  }

  /** Unpacks what {@link keep} kept, where there is something. */
  async bring(archive, folder) {
    if (await isFile(this.#owner, archive)) await carry(shell(this.#owner, 'exec cat "$0"', archive), shell(this.user, 'exec tar -C "$0" -xf -', folder));
  }

  stop() {
    return killAll(this.user);
  }
}

/** Users to run Terraform as. */
export class Sandboxes {
  #directory;
  #owner;
  #data;
  #free;
  #users;
  #waiting = [];

  /**
   * @param {{ directory: string, users: number[], owner: number, data: string }} options
   *   `directory` is root's and lets each of the users make a folder, until {@link prepare} has made them; `owner` is Atlantis's user,
   *   `data` its folder
   */
  constructor({ directory, users, owner, data }) {
    const wrong = users.find(user => !Number.isInteger(user) || user < 1000 || user === owner);
    if (users.length === 0 || wrong !== undefined) throw new Error(`No user to run Terraform as: ${wrong}. They are numbers from 1000 on, and not Atlantis's ${owner}.`);
    this.#directory = directory;
    this.#owner = owner;
    this.#data = data;
    this.#free = [...users];
    this.#users = users.length;
  }

  /**
   * Each user's folder, made before anything runs that could make it first; afterwards nobody makes another beside them.
   * @throws Error when a run could enter Atlantis's folder: whatever mounts it must not open it to others
   */
  async prepare() {
    await Promise.all(
      this.#free.map(async user => {
        const home = join(this.#directory, String(user));
        await done(shell(user, 'umask 077 && mkdir -p "$0" && [ -O "$0" ] && chmod 700 "$0"', home));
        await done(shell(user, '! ls "$0" >/dev/null 2>&1', this.#data)).catch(() => {
          throw new Error(`The user ${user}, who runs pull requests, can read ${this.#data}. Only ${this.#owner} may enter the folder above it.`);
        });
      }),
    );
    await chmod(this.#directory, 0o711);
  }

  /**
   * Lets `work` use a user and its empty folder.
   *
   * @template Result
   * @param {(place: Place) => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  async use(work) {
    const user = this.#free.pop() ?? (await new Promise(resolve => this.#waiting.push(resolve)));
    const place = new Place({ user, owner: this.#owner, home: join(this.#directory, String(user)) });
    try {
      return await work(place);
    } finally {
      await this.#release(place);
    }
  }

  /** A user whose processes live on, or whose folder cannot be emptied, is never used again. */
  async #release(place) {
    try {
      await place.stop();
      await done(shell(place.user, clear, place.home, ...shared));
    } catch (error) {
      this.#users -= 1;
      console.error(`${error.message} The user ${place.user} is used no more; ${this.#users} are left.`);
      // nothing can run any more: whatever watches over the server starts it anew
      if (this.#users === 0) process.exit(1);
      return;
    }
    const next = this.#waiting.shift();
    if (next) next(place.user);
    else this.#free.push(place.user);
  }
}
