import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { toYaml } from './yaml';

/** No test runs the service's commands, and the portal asks each block to say so. */
const notRun = '<!-- not run: needs the account that the service runs in -->';

/** The service's runbook, in the form in which the portal runs them: steps with who, how long, and how one sees that it worked. */
export function renderRunbook(answers: ServiceAnswers): string {
  const critical = answers.tier === 'critical';
  const front = toYaml({
    title: `Runbook: ${answers.name}`,
    owner: `group:default/${answers.owner}`,
    tier: answers.tier,
    rto: critical ? '1h' : '4h',
    rpo: critical ? '5m' : '24h',
  });
  const restore = `
## Step 4: Restore the database

- Who: on-call of the service, with the team ${answers.owner}
- Time: 45 min

Only when data is lost or wrong. Restore to a point in time beside the running database, and compare:

${notRun}
\`\`\`sh
aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier ${answers.name}-<environment> --target-db-instance-identifier ${answers.name}-<environment>-restored --use-latest-restorable-time
\`\`\`

Then move the service to it by a pull request.

**Verify:** the restored database holds what was lost, and the service reads and writes it.

**Stop:** when the running database still takes writes that nobody may lose. Stop the writers first.
`;
  return `---
${front}---

# Runbook: ${answers.name}

When ${answers.name} does not do what it should. Go on to the next step while it does not.

## Step 1: See what is wrong

- Who: on-call of the service
- Time: 5 min

Open the service in the portal: is a plan open, an apply failed, an alarm on? Then read the last log lines:

${notRun}
\`\`\`sh
aws logs tail /services/${answers.name}-<environment> --since 15m --follow
\`\`\`

**Verify:** you can say what fails, in which environment, and since when.

**Stop:** when you cannot after these minutes, or data is at risk: call the team ${answers.owner}.

## Step 2: Restart it

- Who: on-call of the service
- Time: 10 min

${notRun}
\`\`\`sh
aws ecs update-service --cluster <cluster> --service ${answers.name}-<environment> --force-new-deployment
\`\`\`

**Verify:** the running count equals the desired count, and \`${answers.healthCheckPath}\` answers 200.

**Stop:** when new tasks end again and again: a restart does not help.

## Step 3: Go back to the last version

- Who: on-call of the service
- Time: 15 min

Revert the commit that changed \`image\` in \`terraform/<environment>/terraform.tfvars.json\`, open the pull request and comment \`atlantis apply\`.

**Verify:** the tasks run the earlier image, and what failed in step 1 works.

**Stop:** when the plan destroys anything.
${answers.database === 'none' ? '' : restore}
## Ask for help

The owner is the team ${answers.owner}. The platform team runs the network, Atlantis and the shared modules.
`;
}
