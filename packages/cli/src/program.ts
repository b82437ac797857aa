import { Command } from 'commander';
import { adrNewCommand } from './commands/adrNew';
import { compileAtlantisCommand } from './commands/atlantisCompile';
import { handbookCheckCommand } from './commands/handbookCheck';
import { moduleInspect } from './commands/moduleInspect';
import { moduleNewCommand } from './commands/moduleNew';
import { moduleReleaseCommand } from './commands/moduleRelease';
import { serviceCreateCommand } from './commands/serviceCreate';
import { serviceRenderCommand } from './commands/serviceRender';
import { serviceUndoCommand } from './commands/serviceUndo';
import { troubleshootCommand } from './commands/troubleshoot';
import { validateCommand } from './commands/validate';
import { printResult } from './output';
import { prepareCentral } from './seed/prepareCentral';
import { seedForgeServices } from './seed/seedServices';

const moduleHelp = `
Modules are called at the newest release in the history of this checkout (PLATFORM_CHECKOUT), whatever lies in its working tree.
The portal asks the forge for releases instead: pull before you compare. Settings come from app-config.yaml and, where
script/start has written it, from app-config.local.yaml over it.
`;

/** The program with all its commands. */
export function createProgram(): Command {
  const program = new Command('platform')
    .description('The platform offline: modules, services and Atlantis configuration')
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode && 2));

  const module = program.command('module').description('Modules of the central repository');
  module
    .command('inspect <directory>')
    .description('What a module declares, in the fields of terraform-docs json')
    .option('--json', 'print JSON')
    .action(async (directory: string, options: { json?: boolean }) => {
      printResult(await moduleInspect(directory), { ...options, json: true }, String);
    });

  module
    .command('new')
    .description('Write the files of a module that is begun, as the form New module commits them')
    .requiredOption('--answers <file>', 'name, title, description and owner as YAML or JSON; - reads standard input')
    .requiredOption('--out <directory>', 'the checkout to write into, or another directory; nothing that is there is written over')
    .option('--json', 'print JSON')
    .action(moduleNewCommand);

  module
    .command('release <module>')
    .description('Work out the next version from what changed, and write it into the changelog and the README')
    .option('--note <sentence>', 'what was mended, for the changelog; may be repeated', (note: string, notes: string[]) => [...notes, note], [])
    .option('--dry-run', 'write nothing')
    .option('--json', 'print JSON')
    .action(moduleReleaseCommand);

  const service = program.command('service').description('Services');
  service
    .command('render')
    .description('Write the files that Create would commit')
    .requiredOption('--answers <file>', 'answers as YAML or JSON; - reads standard input')
    .requiredOption('--out <directory>', 'an empty or new directory')
    .option('--json', 'print JSON')
    .addHelpText('after', moduleHelp)
    .action(serviceRenderCommand);
  service
    .command('create')
    .description('Make the repository and its pull requests at the forge (token in PLATFORM_FORGE_TOKEN)')
    .requiredOption('--answers <file>', 'answers as YAML or JSON; - reads standard input')
    .option('--as <entity>', 'who creates it, as an entity reference', 'user:default/cli')
    .option('--json', 'print JSON')
    .addHelpText('after', moduleHelp)
    .action(serviceCreateCommand);
  service
    .command('undo <name>')
    .description('Remove what create made, as long as nobody has worked in it (token in PLATFORM_FORGE_TOKEN)')
    .option('--as <entity>', 'who created it, as an entity reference', 'user:default/cli')
    .option('--json', 'print JSON')
    .action(serviceUndoCommand);

  program
    .command('validate <directory>')
    .description('Check a service repository: answers, Terraform against its modules, registration')
    .option('--json', 'print JSON')
    .action(validateCommand);

  const adr = program.command('adr').description('Decisions');
  adr
    .command('new')
    .description('Write a proposed decision under the next free number, as the form Propose an ADR commits it')
    .requiredOption('--answers <file>', 'answers as YAML or JSON; - reads standard input')
    .requiredOption('--out <directory>', 'the checkout to write into, whose docs/adr tells the number')
    .option('--json', 'print JSON')
    .action(adrNewCommand);

  const handbook = program.command('handbook').description('Documents of a repository');
  handbook
    .command('check <directory>')
    .description('Check documents: front matter, links, paths, decisions, patterns, both languages')
    .option('--json', 'print JSON')
    .action(handbookCheckCommand);

  program
    .command('troubleshoot <file>')
    .description('Find the troubleshooting entries for an error; - reads standard input')
    .option('--json', 'print JSON')
    .action(troubleshootCommand);

  const atlantis = program.command('atlantis').description('Atlantis');
  atlantis
    .command('compile')
    .description('Compile registrations into the server-side repos.yaml')
    .requiredOption('--registrations <directory>', 'directory of registration files')
    .requiredOption('--out <file>', 'file to write; - prints it')
    .option('--policies <directory>', 'infrastructure/policies as the server sees it; without it no plan is checked')
    .option('--may-command <file>', 'infrastructure/atlantis/may-command.mjs as the server sees it; without it whoever may comment may command')
    .option('--check-waivers <file>', 'infrastructure/atlantis/check-waivers.mjs as the server sees it; without it nothing judges a waiver before the merge')
    .option('--profiles', 'Terraform works with the roles of the stack service-access, by profiles of the server')
    .option('--json', 'print JSON')
    .action(compileAtlantisCommand);

  const seed = program.command('seed', { hidden: true }).description('Fill the one-machine forge; called by script/start');
  seed
    .command('central')
    .requiredOption('--checkout <directory>')
    .requiredOption('--out <directory>')
    .action(prepareCentral);
  seed
    .command('services')
    .requiredOption('--checkout <directory>')
    .requiredOption('--central <directory>')
    .action(seedForgeServices);

  return program;
}
