/** One packet line of git's wire protocol. */
export function packetLine(text: string | Buffer): Buffer {
  const payload = Buffer.from(text as string);
  const length = (payload.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), payload]);
}

export const flushPacket = Buffer.from('0000');

export interface PushCommand {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/**
 * Reads the commands that a push starts with; the pack follows the flush.
 *
 * @throws Error when the text is not that of git's protocol
 */
export function parsePushCommands(start: Buffer): {
  commands: PushCommand[];
  capabilities: string[];
} {
  const commands: PushCommand[] = [];
  let capabilities: string[] = [];
  let offset = 0;
  while (offset + 4 <= start.length) {
    const length = parseInt(start.toString('latin1', offset, offset + 4), 16);
    if (length === 0) return { commands, capabilities };
    if (!(length > 4) || offset + length > start.length) break;
    const line = start.toString('utf8', offset + 4, offset + length);
    const [command, options] = line.replace(/\n$/, '').split('\0');
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(command);
    if (match) {
      commands.push({
        before: presentOrNot(match[1]),
        after: presentOrNot(match[2]),
        name: match[3],
      });
    }
    if (options) capabilities = options.trim().split(' ');
    offset += length;
  }
  throw new Error('Not the start of a push');
}

function presentOrNot(sha: string): string | undefined {
  return /^0+$/.test(sha) ? undefined : sha;
}
