/**
 * Asks Atlantis for the drift of the central repository and of each registered one, one after the other. What it says of a project is a
 * line of JSON, and what was found in all a last one, which the stack `atlantis` makes metrics and alarms of.
 *
 * A project that could not be planned, such as one that a pull request has locked, comes without drift and with an error: it is
 * unknown until the next day, not clean. Ends with 1 when a repository could not be asked at all.
 *
 *   node detect-drift.mjs [DIRECTORY OF REGISTRATIONS]
 */
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';

const { ATLANTIS_INTERNAL_URL: address, ATLANTIS_API_SECRET: token, PLATFORM_CENTRAL_REPOSITORY: central } = process.env;
const directory = process.argv[2] ?? '/etc/atlantis/services';

/** The answer comes when the last project is planned: all stacks in all environments take a while. */
const patienceMilliseconds = 3 * 60 * 60 * 1000;

const say = line => console.log(JSON.stringify(line));

/** Not by fetch, which waits for five minutes and no longer. */
function post(path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'X-Atlantis-Token': token };
    const sent = request(new URL(path, address), { method: 'POST', headers, timeout: patienceMilliseconds }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** 200, or 207 where a project has an error: both have the projects. */
async function projectsOf(repository) {
  const { status, text } = await post('/api/drift/detect', { Repository: repository, Ref: 'main', Type: 'Github' });
  if (status !== 200 && status !== 207) throw new Error(`Atlantis answered ${status}: ${text.slice(0, 300)}`);
  const { projects } = JSON.parse(text).data;
  if (!Array.isArray(projects)) throw new Error('Atlantis named no projects.');
  return projects;
}

function stateOf({ has_drift: hasDrift, error }) {
  if (hasDrift === true) return 'drifted';
  return error || hasDrift !== false ? 'unknown' : 'clean';
}

async function registered() {
  const files = (await readdir(directory)).filter(name => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(files.map(name => readFile(join(directory, name), 'utf8')));
  return texts.flatMap(text => /^repository: *(\S+)$/m.exec(text)?.[1] ?? []);
}

const found = { clean: 0, drifted: 0, unknown: 0, failed: 0 };
for (const repository of [central, ...(await registered())]) {
  try {
    for (const project of await projectsOf(repository)) {
      const state = stateOf(project);
      found[state] += 1;
      say({ repository, project: project.project_name, state, ...(project.error && { error: project.error.slice(0, 300) }) });
    }
  } catch (error) {
    found.failed += 1;
    say({ repository, state: 'failed', error: error.message });
  }
}
say(found);
process.exitCode = found.failed > 0 ? 1 : 0;
