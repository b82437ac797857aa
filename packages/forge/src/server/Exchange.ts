import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoggedRequest } from '../controls/RequestLog';
import { Fault, FaultMatch } from '../controls/FaultPlan';
import { Refusal } from '../controls/Limits';
import type { Forge } from '../forge/Forge';

/** A whole answer, made before anything of it is sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  bytes?: Buffer;
}

/** What is known of a request before it is worked on. */
export interface Described {
  route: string;
  operations?: readonly string[];
  operation?: string;
  createsContent: boolean;
  isRead: boolean;
  /** Costs nothing, like `/rate_limit` and git itself. */
  isFree?: boolean;
  budget: string;
  login?: string;
}

/** Signals that the connection is to be closed without an answer. */
export const noAnswer = Symbol('no answer');

/**
 * Takes one request through everything that tests can switch: latency, limits,
 * faults before and after the work, and the log.
 */
export async function exchange(
  forge: Forge,
  request: http.IncomingMessage,
  described: Described,
  work: () => Promise<Answer>,
  refused: (refusal: Refusal) => Answer,
): Promise<Answer | typeof noAnswer> {
  const { controls } = forge;
  const started = performance.now();
  const path = request.url ?? '/';
  const method = request.method ?? 'GET';
  if (controls.latencyMilliseconds > 0) {
    await sleep(controls.latencyMilliseconds);
  }
  const answer = await answerOf();
  const logged: LoggedRequest = {
    at: controls.clock.now(),
    method,
    route: described.route,
    path,
    status: answer === noAnswer ? 0 : answer.status,
    createsContent: described.createsContent,
    milliseconds: Math.round(performance.now() - started),
    ...(described.operation ? { operation: described.operation } : {}),
    ...(described.login ? { login: described.login } : {}),
  };
  controls.log.add(logged);
  return answer;

  async function answerOf(): Promise<Answer | typeof noAnswer> {
    const refusal = controls.limits.charge(described.budget, {
      createsContent: described.createsContent,
      isRead: described.isRead,
      isFree: described.isFree ?? false,
    });
    if (refusal) return refused(refusal);
    const fault = controls.faults.take({
      method,
      route: described.route,
      operations: described.operations ?? [],
    });
    switch (fault?.effect) {
      case 'status':
        return faultAnswer(fault);
      case 'drop':
        return noAnswer;
      case 'drop-after':
        await work();
        return noAnswer;
      case 'status-after':
        await work();
        return faultAnswer(fault);
      case 'slow':
        await sleep(fault.milliseconds ?? 0);
        return work();
      case 'slow-after': {
        const late = await work();
        await sleep(fault.milliseconds ?? 0);
        return late;
      }
      default:
        return work();
    }
  }
}

function faultAnswer(fault: Fault & FaultMatch): Answer {
  const status = fault.status ?? 502;
  return {
    status,
    headers: fault.headers,
    body: {
      message: http.STATUS_CODES[status] ?? 'Server Error',
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    },
  };
}

/** Sends an answer, or closes the connection when there is none. */
export function send(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  answer: Answer | typeof noAnswer,
): void {
  if (answer === noAnswer) {
    request.socket.destroy();
    return;
  }
  const isEmpty = answer.status === 204 || answer.status === 304;
  const bytes =
    answer.bytes ??
    (answer.body === undefined
      ? Buffer.alloc(0)
      : Buffer.from(JSON.stringify(answer.body)));
  response.writeHead(answer.status, {
    ...(answer.body === undefined
      ? {}
      : { 'content-type': 'application/json; charset=utf-8' }),
    'x-content-type-options': 'nosniff',
    ...(isEmpty ? {} : { 'content-length': String(bytes.length) }),
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' || isEmpty ? undefined : bytes);
}
