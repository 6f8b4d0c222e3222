/** An exact fraction; `denominator` is positive. Money is computed in these and rounded once, at the end (domain rule 1). */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/** Builds a reduced fraction. Throws a RangeError on a zero denominator. */
export const rational = (numerator: bigint | number, denominator: bigint | number = 1n): Rational => {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError("a fraction needs a denominator other than zero");
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n;
  const sign = d < 0n ? -1n : 1n;
  return { numerator: (sign * n) / divisor, denominator: (sign * d) / divisor };
};

export const zero: Rational = { numerator: 0n, denominator: 1n };

/** Reads a decimal string such as `"1.005"` exactly. Returns undefined when it is no plain decimal. */
export const parseDecimal = (text: string): Rational | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  const value = BigInt(`${match[2]}${fraction}`);
  return rational(match[1] === "-" ? -value : value, 10n ** BigInt(fraction.length));
};

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational => rational(a.numerator * b.numerator, a.denominator * b.denominator);

export const divide = (a: Rational, b: Rational): Rational => rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** The nearest integer, half away from zero (domain rule 1). */
export const roundHalfAway = ({ numerator, denominator }: Rational): bigint => {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
};

/** Rounds towards plus or minus infinity. */
export const roundTo = (value: Rational, direction: "up" | "down"): bigint => {
  const { numerator, denominator } = value;
  const floor = numerator / denominator - (numerator < 0n && numerator % denominator !== 0n ? 1n : 0n);
  return direction === "down" || numerator % denominator === 0n ? floor : floor + 1n;
};

/** `"603/2"`, or `"300"` for a whole number: how receipts store exact values. */
export const printRational = ({ numerator, denominator }: Rational): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
