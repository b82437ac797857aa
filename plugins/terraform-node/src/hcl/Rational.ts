/** Beyond this many bits a number is no longer computed with: texts of strangers must not make it work long. */
const bitLimit = 2048;

const decimal = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * An exact fraction. Terraform computes with 512 bits, in which 0.1 + 0.2 is 0.3; the numbers of JavaScript are too
 * short for that.
 */
export class Rational {
  readonly #numerator: bigint;
  /** Above zero. */
  readonly #denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.#numerator = numerator;
    this.#denominator = denominator;
  }

  /** Reads a decimal number as Terraform converts texts; `undefined` for everything else, and for what is too long. */
  static parse(text: string): Rational | undefined {
    const [, sign, whole, fraction, exponent = '0'] = decimal.exec(text) ?? [];
    const digits = `${whole ?? ''}${fraction ?? ''}`;
    if (digits === '' || digits.length > bitLimit / 4) {
      return undefined;
    }
    const scale = Number(exponent) - fraction.length;
    const numerator = BigInt(`${sign === '-' ? '-' : ''}${digits}`);
    return Math.abs(scale) > bitLimit / 4
      ? undefined
      : Rational.#of(
          numerator * 10n ** BigInt(Math.max(scale, 0)),
          10n ** BigInt(Math.max(-scale, 0)),
        );
  }

  static #of(numerator: bigint, denominator: bigint): Rational | undefined {
    const limit = 1n << BigInt(bitLimit);
    const fits = numerator < limit && numerator > -limit && denominator < limit;
    return fits ? new Rational(numerator, denominator) : undefined;
  }

  plus(other: Rational): Rational | undefined {
    // A sum of prices keeps its cents.
    return this.#denominator === other.#denominator
      ? Rational.#of(this.#numerator + other.#numerator, this.#denominator)
      : Rational.#of(
          this.#numerator * other.#denominator +
            other.#numerator * this.#denominator,
          this.#denominator * other.#denominator,
        );
  }

  negated(): Rational {
    return new Rational(-this.#numerator, this.#denominator);
  }

  times(other: Rational): Rational | undefined {
    return Rational.#of(
      this.#numerator * other.#numerator,
      this.#denominator * other.#denominator,
    );
  }

  /** `undefined` for a division by zero. */
  dividedBy(other: Rational): Rational | undefined {
    const sign = other.#numerator < 0n ? -1n : 1n;
    return other.#numerator === 0n
      ? undefined
      : Rational.#of(
          this.#numerator * other.#denominator * sign,
          this.#denominator * other.#numerator * sign,
        );
  }

  /** What is left of the division, with the sign of the dividend. By zero everything is left, as Terraform has it. */
  modulo(other: Rational): Rational | undefined {
    if (other.#numerator === 0n) {
      return this;
    }
    const quotient =
      (this.#numerator * other.#denominator) /
      (this.#denominator * other.#numerator);
    const whole = Rational.#of(quotient, 1n)?.times(other);
    return whole && this.plus(whole.negated());
  }

  /** Below, at or above zero as this number is less than, equal to or more than the other. */
  compare(other: Rational): number {
    const left = this.#numerator * other.#denominator;
    const right = other.#numerator * this.#denominator;
    if (left === right) {
      return 0;
    }
    return left < right ? -1 : 1;
  }

  /** The nearest number of JavaScript; `undefined` when there is none. */
  toNumber(): number | undefined {
    // So many digits that the division's own rounding does not show.
    const places =
      40 +
      Math.max(
        0,
        this.#denominator.toString().length - this.#numerator.toString().length,
      );
    const digits =
      (this.#numerator * 10n ** BigInt(places)) / this.#denominator;
    const value = Number(`${digits}e-${places}`);
    return Number.isFinite(value) ? value : undefined;
  }
}
