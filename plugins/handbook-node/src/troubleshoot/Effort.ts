import { RE2JS } from 're2js';

/** Characters that the table of known states is asked for in the time of one step of one instruction. */
const known = 8;
/** Steps that a new state takes for each of its instructions. */
const building = 3;

/**
 * What trying a pattern costs, in steps: one character, followed by one instruction. RE2 follows as many as are at work at
 * once, which its own tables tell, and never more than the program has. No clock is asked, so that what is tried is the same
 * on every machine.
 */
export class Effort {
  readonly #expression: RE2JS;
  #states = 0;
  #width = 1;

  constructor(expression: RE2JS) {
    this.#expression = expression;
  }

  /** Of the test that was just made. */
  ofTest(characters: number): number {
    const { lazyDFA: table, machinePool } = this.#expression.re2Input;
    const states = table?.stateCount ?? 0;
    // it gave up on its table, or had to begin it anew
    if (machinePool.length > 0 || states < this.#states) {
      this.#width = this.#expression.programSize();
      return characters * this.#width;
    }
    const added = states - this.#states;
    if (table && added > 0) {
      for (const { nfaStates } of table.cachedStates()) this.#width = Math.max(this.#width, nfaStates.length);
      this.#states = states;
    }
    return Math.ceil((characters * this.#width) / known) + added * this.#width * building;
  }

  /** Of finding where the match stands, after the test. */
  ofFind(characters: number): number {
    return characters * this.#width;
  }
}
