import { createServer } from 'node:net';
import { Problem } from './console.mjs';

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}

/** A port of this machine that nothing listens on. */
export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/**
 * @param {{ name: string, port: number, change: string }[]} wanted
 * @throws Problem that names the port, what wanted it and how to choose another
 */
export async function requireFreePorts(wanted) {
  for (const [index, { name, port, change }] of wanted.entries()) {
    const rival = wanted.slice(0, index).find(each => each.port === port);
    if (rival) throw new Problem(`Port ${port} is asked for twice: by the ${rival.name} and the ${name}.`, `Give each one of its own: ${change}.`);
    if (!(await isFree(port))) {
      throw new Problem(
        `Port ${port}, which the ${name} needs, is taken by another program.`,
        `End that program (it shows up in: ss -ltnp 'sport = :${port}'), or ${change}.`,
      );
    }
  }
}
