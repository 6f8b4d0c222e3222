import fc from "fast-check";
import { expect, test } from "vitest";
import { firstDomain, readDomain } from "#lib/accounts/account-domain.ts";

test.each([
  ["https://www.App.Acme.co.uk:443/login", "acme.co.uk"],
  ["jo@mail.acme.com", "acme.com"],
  ["foo.github.io", "foo.github.io"],
  ["Bücher.example", "xn--bcher-kva.example"],
  ["gavin@Hooli.example", "hooli.example"],
])("%s belongs to %s (E46–E48)", (text, domain) => expect(readDomain(text)).toEqual({ kind: "domain", domain }));

test.each([
  ["jo@gmail.com", "personal_address"],
  ["jo@outlook.fr", "personal_address"],
  ["jo@mailinator.com", "personal_address"],
  ["http://10.0.0.1", "not_a_domain"],
  ["http://[::1]/", "not_a_domain"],
  ["localhost", "not_a_domain"],
  ["co.uk", "not_a_domain"],
  ["github.io", "not_a_domain"],
  ["not a domain", "not_a_domain"],
  ["", "no_address"],
  [null, "no_address"],
])("%s names no account: %s", (text, reason) => expect(readDomain(text)).toEqual({ kind: "none", reason }));

test("any text gives a reading, never an error", () => {
  fc.assert(fc.property(fc.string(), (text) => ["domain", "none"].includes(readDomain(text).kind)));
});

test("the first readable text wins, and the last one says why there is none", () => {
  expect(firstDomain([null, "nonsense", "https://hooli.example"])).toEqual({ kind: "domain", domain: "hooli.example" });
  expect(firstDomain([null, "jo@gmail.com"])).toEqual({ kind: "none", reason: "personal_address" });
});
