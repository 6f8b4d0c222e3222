import fc from "fast-check";
import { expect, test } from "vitest";
import { add, divide, multiply, parseDecimal, printRational, rational, roundHalfAway, roundTo } from "#lib/money/rational.ts";

const fraction = () =>
  fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]) => rational(n, d));

test("halves round away from zero, on both sides", () => {
  expect(roundHalfAway(rational(5, 2))).toBe(3n);
  expect(roundHalfAway(rational(-5, 2))).toBe(-3n);
  expect(roundHalfAway(rational(603, 2))).toBe(302n);
});

test("a rounded value is never further than a half from the exact one", () => {
  fc.assert(
    fc.property(fraction(), (value) => {
      const { numerator, denominator } = add(value, rational(-roundHalfAway(value)));
      return 2n * (numerator < 0n ? -numerator : numerator) <= denominator;
    }),
  );
});

test("adding and multiplying obey the laws of fractions", () => {
  fc.assert(
    fc.property(fraction(), fraction(), fraction(), (a, b, c) => {
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(add(a, b)).toEqual(add(b, a));
      if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
    }),
  );
});

test.each([
  ["1.005", "201/200"],
  ["2000", "2000"],
  ["-0.5", "-1/2"],
  ["0.10", "1/10"],
])("the decimal %s is read exactly", (text, exact) => {
  const read = parseDecimal(text);
  expect(read && printRational(read)).toBe(exact);
});

test.each(["", "abc", "1e5", "1,5", ".5", "0x10"])("%j is no decimal", (text) => expect(parseDecimal(text)).toBeUndefined());

test("rounding up and down goes to the next integer only when there is a remainder", () => {
  expect(roundTo(rational(12, 5), "up")).toBe(3n);
  expect(roundTo(rational(12, 5), "down")).toBe(2n);
  expect(roundTo(rational(-12, 5), "down")).toBe(-3n);
  expect(roundTo(rational(10, 5), "up")).toBe(2n);
});

test("a zero denominator is refused", () => expect(() => rational(1, 0)).toThrow(RangeError));
