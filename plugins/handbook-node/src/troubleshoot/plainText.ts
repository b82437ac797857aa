/** A sequence that colours a terminal or moves its cursor. */
const terminalSequence = /\p{Cc}\[[0-9;?]{0,20}[A-Za-z]/gu;
/** The frame that Terraform draws at the left of a message. */
const frame = /^[│╷╵][ \t]?/gm;

/** A text as it would stand in a file: without colours and frames, with the lines that it had. */
export function plainText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(terminalSequence, '').replace(frame, '');
}
