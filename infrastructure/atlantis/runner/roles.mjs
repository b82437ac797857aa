/**
 * The rights of one run: those of one role of the stack service-access, and for as long as it runs. Terraform gets an address on this
 * machine and a word that opens it, as containers get theirs from ECS, so that a long apply outlives an hour.
 *
 * The task's own role stays here, and with it the right to become any of the others.
 */
import { execFile } from 'node:child_process';
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** AWS gives a role that another role becomes one hour; a new hour is asked for this long before its end. */
const marginMilliseconds = 10 * 60 * 1000;

/** `<service>-<environment>-plan`, and `…-apply`; `platform` is the central repository. As compiled into repos.yaml. */
const profilePattern = /^([a-z][a-z0-9-]*)-(dev|stg|prod)-(plan|apply)$/;

/**
 * @param {string} profile
 * @param {Record<string, string>} accounts account of each environment
 * @throws Error for a profile that names no role
 */
export function roleOf(profile, accounts) {
  const [, service, environment, kind] = profilePattern.exec(profile) ?? [];
  const account = environment && accounts[environment];
  if (!account) throw new Error(`The profile ${profile} names no role: it must be <service>-<environment>-plan or …-apply, with an environment of ${Object.keys(accounts).join(', ')}.`);
  return `arn:aws:iam::${account}:role/service-access/${kind}-${service}`;
}

/** The task's credentials: in ECS from its agent, elsewhere from the environment. */
async function ownCredentials(environment) {
  const path = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  if (!path) return { id: environment.AWS_ACCESS_KEY_ID, secret: environment.AWS_SECRET_ACCESS_KEY, token: environment.AWS_SESSION_TOKEN };
  const response = await fetch(new URL(path, 'http://169.254.170.2'));
  if (!response.ok) throw new Error(`ECS gave the task no credentials: ${response.status}.`);
  const { AccessKeyId: id, SecretAccessKey: secret, Token: token } = await response.json();
  return { id, secret, token };
}

/** By curl, which signs requests to AWS. What is secret goes in by standard input: arguments show in the list of processes. */
async function assumeRole(role, session, environment) {
  const { id, secret, token } = await ownCredentials(environment);
  const region = environment.AWS_REGION;
  const settings = [
    ['url', environment.AWS_ENDPOINT_URL_STS || environment.AWS_ENDPOINT_URL || `https://sts.${region}.amazonaws.com/`],
    ['aws-sigv4', `aws:amz:${region}:sts`],
    ['user', `${id}:${secret}`],
    ...(token ? [['header', `X-Amz-Security-Token: ${token}`]] : []),
    ['data', new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: role, RoleSessionName: session }).toString()],
  ];
  const asked = run('curl', ['--silent', '--show-error', '--max-time', '20', '--config', '-']);
  asked.child.stdin.end(settings.map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`).join(''));
  const { stdout } = await asked;
  const read = name => new RegExp(`<${name}>([^<]+)</${name}>`).exec(stdout)?.[1].trim();
  const credentials = { AccessKeyId: read('AccessKeyId'), SecretAccessKey: read('SecretAccessKey'), Token: read('SessionToken'), Expiration: read('Expiration') };
  if (!credentials.Expiration) throw new Error(`AWS gave no credentials of ${role}: ${read('Message') ?? stdout.slice(0, 300)}`);
  return credentials;
}

/** Gives runs their roles. */
export class Roles {
  #environment;
  #accounts;
  #server;
  #profiles = new Map();
  #held = new Map();

  /** @param {NodeJS.ProcessEnv} environment the task's: AWS_REGION, PLATFORM_ACCOUNT_IDS, and where its own credentials come from */
  constructor(environment) {
    this.#environment = environment;
    this.#accounts = JSON.parse(environment.PLATFORM_ACCOUNT_IDS);
  }

  async start() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /**
   * Environment of one run. It is worth nothing any more after `end`.
   *
   * @param {string | undefined} profile without one, a run has no rights in AWS
   */
  async lend(profile) {
    if (!profile) return { environment: {}, end: () => {} };
    // Refused before Terraform starts, with AWS's own words.
    await this.#credentials(profile);
    const word = randomUUID();
    this.#profiles.set(word, profile);
    return {
      environment: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${this.#server.address().port}/`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: word,
        AWS_REGION: this.#environment.AWS_REGION,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      end: () => this.#profiles.delete(word),
    };
  }

  stop() {
    this.#server.close();
  }

  async #answer(request, response) {
    const given = Buffer.from(String(request.headers.authorization));
    const profile = [...this.#profiles].find(([word]) => given.length === word.length && timingSafeEqual(given, Buffer.from(word)))?.[1];
    if (!profile) return response.writeHead(403).end();
    try {
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await this.#credentials(profile)));
    } catch (error) {
      return response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 'NoCredentials', message: error.message }));
    }
  }

  async #credentials(profile) {
    const held = this.#held.get(profile);
    if (held && Date.parse(held.Expiration) - marginMilliseconds > Date.now()) return held;
    const credentials = await assumeRole(roleOf(profile, this.#accounts), `atlantis-${profile}`.slice(0, 64), this.#environment);
    this.#held.set(profile, credentials);
    return credentials;
  }
}
