/**
 * Asks the runner for one run of Terraform, as Atlantis's `terraform` (bin/terraform): prints what it prints, and ends as it ends.
 *
 *   node request.mjs ARGUMENT…
 */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { dangerousLink, placeOf } from './checkout.mjs';

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

const socket = connect(process.env.PLATFORM_RUNNER_SOCKET);
socket.on('error', error => {
  refuse(`The runner of Terraform does not answer (${error.code}). Its end is in the server's log; the platform team starts it again.`);
});
const environment = Object.fromEntries(told.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
socket.write(`${JSON.stringify({ args: process.argv.slice(2), directory, checkout, environment })}\n`);

let code = 1;
for await (const line of createInterface({ input: socket })) {
  const part = JSON.parse(line);
  if (part.output !== undefined) process.stdout.write(Buffer.from(part.output, 'base64'));
  if (part.error !== undefined) process.stderr.write(Buffer.from(part.error, 'base64'));
  if (part.code !== undefined) code = part.code;
}
process.exitCode = code;
