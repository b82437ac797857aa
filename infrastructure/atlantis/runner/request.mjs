/**
 * Asks the runner for one run of Terraform, as Atlantis's `terraform` (bin/terraform): prints what it prints, and ends as it ends.
 *
 *   node request.mjs ARGUMENT…
 */
import { connect } from 'node:net';
import { relative } from 'node:path';
import { createInterface } from 'node:readline';
import { checkoutOf, isInPlace, linkThatLeaves } from './checkout.mjs';

/** What a workflow (repos.yaml) and Atlantis tell one run. The rest of this environment is the server's, secrets among it. */
const told = ['AWS_PROFILE', 'TF_DATA_DIR', 'TF_IN_AUTOMATION', 'WORKSPACE'];

const { ATLANTIS_DATA_DIR: data, DIR: directory = process.cwd() } = process.env;
if (process.env.DIR !== undefined && !(await isInPlace(directory, data))) {
  console.error(`The project's folder ${relative(data, directory)} is reached by a link. Name the folder itself in atlantis.yaml.`);
  process.exit(1);
}
const checkout = await checkoutOf(directory);
const link = checkout && (await linkThatLeaves(checkout));
if (link) {
  console.error(`The link ${link} leads out of the repository. Atlantis would read and write where it leads: replace it by a file.`);
  process.exit(1);
}

const socket = connect(process.env.PLATFORM_RUNNER_SOCKET);
socket.on('error', error => {
  console.error(`The runner of Terraform does not answer (${error.code}). Its end is in the server's log; the platform team starts it again.`);
  process.exit(1);
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
