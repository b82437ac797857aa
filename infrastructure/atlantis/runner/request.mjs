/**
 * Asks the runner for one run of Terraform, as Atlantis's `terraform` (bin/terraform): prints what it prints, and ends as it ends.
 *
 *   node request.mjs ARGUMENT…
 */
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { archiveOf, dangerousLink, placeOf } from './checkout.mjs';
import { problemOfPlan } from './planfile.mjs';

/** What a workflow (repos.yaml) and Atlantis tell one run. The rest of this environment is the server's, secrets among it. */
const told = ['AWS_PROFILE', 'PLATFORM_STATE', 'TF_DATA_DIR', 'TF_IN_AUTOMATION', 'WORKSPACE'];

function refuse(problem) {
  console.error(problem);
  process.exit(1);
}

// Atlantis gave up: nobody reads any more.
process.stdout.on('error', () => process.exit(1));

const { ATLANTIS_DATA_DIR: data, DIR: directory, PLATFORM_TERRAFORM_USERS: users } = process.env;
if (!directory) refuse('Terraform runs for a project of Atlantis, which names its folder in DIR.');
const { checkout, problem } = await placeOf(directory, data);
if (problem) refuse(problem);
const link = await dangerousLink(checkout, { project: directory, ownFolders: !users });
if (link) refuse(`Atlantis would write through the link ${link}, where it leads. Replace it by a file.`);

const args = process.argv.slice(2);
const planfile = args[0] === 'plan' && args.includes('-out') ? args[args.indexOf('-out') + 1] : undefined;
// a pull request may have brought one, which would be there when planning fails
if (planfile) await rm(planfile, { force: true });

const socket = connect(process.env.PLATFORM_RUNNER_SOCKET);
socket.on('error', error => {
  refuse(`The runner of Terraform does not answer (${error.code}). Its end is in the server's log; the platform team starts it again.`);
});
const environment = Object.fromEntries(told.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
socket.write(`${JSON.stringify({ args, directory, checkout, environment })}\n`);

let code = 1;
for await (const line of createInterface({ input: socket })) {
  const part = JSON.parse(line);
  if (part.output !== undefined) process.stdout.write(Buffer.from(part.output, 'base64'));
  if (part.error !== undefined) process.stderr.write(Buffer.from(part.error, 'base64'));
  if (part.code !== undefined) code = part.code;
}
// before a registration nothing is applied, and what is planned is not what is written
if (planfile && code === 0 && environment.PLATFORM_STATE !== 'none') {
  const archive = users && archiveOf(directory, { data, own: environment.TF_DATA_DIR });
  const wrong = await problemOfPlan(planfile, { project: directory, checkout, archive });
  if (wrong) {
    await rm(planfile, { force: true });
    refuse(wrong);
  }
}
process.exitCode = code;
