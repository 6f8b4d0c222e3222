import Stripe from "stripe";
import { expect, test } from "vitest";
import { verifyStripeWebhook } from "#lib/connectors/stripe/webhook.ts";
import { toInstant } from "#lib/time/instant.ts";

const secret = "whsec_test_secret";
const body = '{"id":"evt_test","object":"event"}';
const at = 1_700_000_000;
const now = toInstant(at * 1000);
const sign = (timestamp: number, key = secret, payload = body) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp });
const verify = (header: string | undefined, secrets = [secret], payload = body) => verifyStripeWebhook(payload, header, secrets, now);
const refusal = expect.objectContaining({ code: "invalid_signature" });

test("the published vector verifies", () => {
  expect(verify("t=1700000000,v1=8042376f6ca064adbe037642a718227dfd59047137eb49497a54c49eb0cfb724")).toEqual({
    id: "evt_test",
    object: "event",
  });
});

test("any of several secrets opens a webhook, so rolling one loses nothing", () => {
  expect(verify(sign(at), ["whsec_new", secret])).toMatchObject({ id: "evt_test" });
});

test.each([
  ["no header", undefined],
  ["an empty header", ""],
  ["another secret", sign(at, "whsec_other")],
  ["another body", sign(at, secret, "{}")],
  ["an age of more than 300 seconds", sign(at - 301)],
  ["a time in the future", sign(at + 61)],
  ["no timestamp", "v1=8042376f6ca064adbe037642a718227dfd59047137eb49497a54c49eb0cfb724"],
  ["an old scheme alone", "t=1700000000,v0=8042376f6ca064adbe037642a718227dfd59047137eb49497a54c49eb0cfb724"],
])("a signature with %s is refused", (_what, header) => expect(() => verify(header)).toThrow(refusal));

test("300 seconds are still accepted", () => expect(verify(sign(at - 300))).toMatchObject({ id: "evt_test" }));

test("a signed body that is no JSON is a bad request, not a bad signature", () => {
  expect(() => verify(sign(at, secret, "not json"), [secret], "not json")).toThrow(expect.objectContaining({ code: "invalid_request" }));
});
