import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessRequestsIn } from "#lib/store/access-requests.ts";
import { headsIn } from "#lib/store/heads.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { addMillis, toInstant } from "#lib/time/instant.ts";
import { type Cloud, startCloud } from "./cloud.ts";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
}, 60_000);
afterAll(() => cloud.stop());

const problem = (code: string) => expect.objectContaining({ code });
const keyed = (key: string) => ({ "idempotency-key": key });

const put = (workspace: string, body: unknown, headers: Record<string, string> = {}) =>
  cloud.call(workspace, "/settings", { method: "PUT", body, headers });
const ask = (workspace: string, sub: string, headers: Record<string, string> = {}, reason = "renewals") =>
  cloud.call(workspace, "/access-requests", { body: { email: `${sub}@hooli.example`, reason }, role: "viewer", sub, headers });
const decide = (workspace: string, sub: string, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  cloud.call(workspace, `/access-requests/${encodeURIComponent(sub)}`, { method: "PATCH", body, headers });
const tagOf = ({ headers }: { headers: Headers }) => headers.get("etag") ?? "none";

describe("If-Match on the settings", () => {
  test("the tag that GET gave lets one change pass, and the next one under the same tag is told", async () => {
    const workspace = await cloud.newWorkspace();
    const read = await cloud.call(workspace, "/settings");
    const tag = tagOf(read);
    const saved = await put(workspace, { ...read.json, name: "Hooli" }, { "if-match": `"other", ${tag}` });
    expect([saved.status, saved.json.name]).toEqual([200, "Hooli"]);
    const late = await put(workspace, { ...saved.json, name: "Nucleus" }, { "if-match": tag });
    expect([late.status, late.json]).toEqual([412, problem("version_conflict")]);
    expect((await cloud.call(workspace, "/settings")).json).toEqual(saved.json);
  });

  test.each([
    ["another tag", () => '"other"', 412],
    ["the tag as a weak one", (tag: string) => `W/${tag}`, 412],
    ["a tag without quotes", (tag: string) => tag.replaceAll('"', ""), 412],
    ["any tag", () => "*", 200],
  ])("%s answers as RFC 9110 says", async (_what, header, status) => {
    const workspace = await cloud.newWorkspace();
    const read = await cloud.call(workspace, "/settings");
    const answer = await put(workspace, { ...read.json, name: "Hooli" }, { "if-match": header(tagOf(read)) });
    expect(answer.status).toBe(status);
    expect((await cloud.call(workspace, "/settings")).json.name).toBe(status === 200 ? "Hooli" : read.json.name);
  });
});

describe("If-Match and version on a decision", () => {
  test("the tag of the request as it was asked lets one decision pass, and the tag of that decision the next", async () => {
    const workspace = await cloud.newWorkspace(false);
    const asked = await ask(workspace, "dana");
    const refused = await decide(workspace, "dana", { status: "refused" }, { "if-match": tagOf(asked) });
    expect([refused.status, refused.json.version]).toEqual([200, 2]);
    const late = await decide(workspace, "dana", { status: "granted" }, { "if-match": tagOf(asked) });
    expect([late.status, late.json]).toEqual([412, problem("version_conflict")]);
    expect((await cloud.call(workspace, "/session")).json.flags).toEqual({ success: false });
    const granted = await decide(workspace, "dana", { status: "granted" }, { "if-match": tagOf(refused) });
    expect([granted.status, granted.json.version]).toEqual([200, 3]);
  });

  test("the version that the list shows lets a decision pass; an older one is told, and nothing is written", async () => {
    const workspace = await cloud.newWorkspace(false);
    await ask(workspace, "dana");
    await ask(workspace, "dana", {}, "renewals, again");
    const late = await decide(workspace, "dana", { status: "granted", version: 1 });
    expect([late.status, late.json]).toEqual([412, problem("version_conflict")]);
    const [shown] = (await cloud.call(workspace, "/access-requests")).json.items;
    expect(shown).toMatchObject({ status: "requested", version: 2 });
    expect((await decide(workspace, "dana", { status: "granted", version: shown.version })).status).toBe(200);
  });

  test("a request that does not exist stays 404 under any tag", async () => {
    const workspace = await cloud.newWorkspace(false);
    expect((await decide(workspace, "nobody", { status: "granted" }, { "if-match": "*" })).status).toBe(404);
  });
});

describe("an Idempotency-Key", () => {
  test("stands for one request, also when that changed nothing", async () => {
    const workspace = await cloud.newWorkspace(false);
    await ask(workspace, "dana");
    await decide(workspace, "dana", { status: "granted" });
    const again = await decide(workspace, "dana", { status: "granted" }, keyed("again"));
    expect([again.status, again.json.version]).toEqual([200, 2]);
    const other = await decide(workspace, "dana", { status: "refused" }, keyed("again"));
    expect([other.status, other.json]).toEqual([409, problem("idempotency_conflict")]);

    const has = await ask(workspace, "dana", keyed("has"));
    expect([has.status, has.json.status]).toEqual([201, "granted"]);
    const wants = await ask(workspace, "dana", keyed("has"), "something else");
    expect([wants.status, wants.json]).toEqual([409, problem("idempotency_conflict")]);
  });

  test("sent many times at once it answers everybody what was remembered", async () => {
    for (let round = 0; round < 5; round++) {
      const workspace = await cloud.newWorkspace(false);
      const { json: settings } = await cloud.call(workspace, "/settings");
      const many = <Value>(send: () => Promise<Value>) => Promise.all(Array.from({ length: 8 }, send));
      const saves = await many(() => put(workspace, { ...settings, name: "Hooli" }, keyed("save")));
      expect(new Set(saves.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      const asks = await many(() => ask(workspace, "dana", keyed("ask")));
      expect(new Set(asks.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      const grants = await many(() => decide(workspace, "dana", { status: "granted" }, keyed("grant")));
      expect(new Set(grants.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect([saves[0]?.status, asks[0]?.json.version, grants[0]?.json.version]).toEqual([200, 1, 2]);
    }
  });

  test("sent at once for two requests it decides one and refuses the other", async () => {
    const workspace = await cloud.newWorkspace(false);
    await Promise.all([ask(workspace, "dana"), ask(workspace, "erin")]);
    const answers = await Promise.all(["dana", "erin"].map((sub) => decide(workspace, sub, { status: "granted" }, keyed("one"))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("many decisions at once", () => {
  test("grants of different people all succeed, and the flag is turned once", async () => {
    const workspace = await cloud.newWorkspace(false);
    const people = Array.from({ length: 10 }, (_, position) => `person-${position}`);
    await Promise.all(people.map((sub) => ask(workspace, sub)));
    const before = (await cloud.call(workspace, "/settings")).json.version;
    const answers = await Promise.all(people.map((sub) => decide(workspace, sub, { status: "granted" })));
    expect(answers.map(({ status, json }) => [status, json.status])).toEqual(people.map(() => [200, "granted"]));
    expect((await cloud.call(workspace, "/settings")).json).toMatchObject({ flags: { success: true }, version: before + 1 });
  });

  test("a grant that others' changes of the settings overtake is decided on what they saved", async () => {
    const workspace = await cloud.newWorkspace(false);
    await ask(workspace, "dana");
    const { json: settings } = await cloud.call(workspace, "/settings");
    const [saved, granted] = await Promise.all([
      put(workspace, { ...settings, name: "Hooli" }),
      decide(workspace, "dana", { status: "granted" }),
    ]);
    expect(granted.status).toBe(200);
    const after = (await cloud.call(workspace, "/settings")).json;
    expect([after.flags.success, after.name === "Hooli"]).toEqual([true, saved.status === 200]);
  });

  test("of two people who decide the same request at once, whoever comes later under the same version is told", async () => {
    const workspace = await cloud.newWorkspace();
    const { version } = (await ask(workspace, "dana")).json;
    const answers = await Promise.all(["granted", "refused"].map((status) => decide(workspace, "dana", { status, version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe("the list of access requests", () => {
  const fill = async (workspace: WorkspaceId, count: number) => {
    const requests = accessRequestsIn(cloud.table, workspace);
    const start = toInstant("2026-11-01T00:00:00Z");
    const add = async (position: number) => {
      const sub = `person#${position}%${randomUUID()}${position === 7 ? "x".repeat(220) : ""}`;
      const at = addMillis(start, (position % (count - 5)) * 1000);
      const request = { id: sub, sub, name: sub, email: "a@hooli.example", reason: "", status: "requested", requestedAt: at } as const;
      const change = { entity: `access:${sub}`, action: "access.requested", at, cause: "test", actor: sub, requestId: "test" };
      await requests.save({ ...request, decidedAt: null, decidedBy: null, version: 1 }, { ...change, from: {}, to: {} }, []);
    };
    for (let position = 0; position < count; position += 25)
      await Promise.all(Array.from({ length: Math.min(25, count - position) }, (_, offset) => add(position + offset)));
  };

  test("is paged newest first beyond 200, each request once", async () => {
    const workspace = await cloud.newWorkspace();
    await fill(workspace, 230);
    const ids: string[] = [];
    const times: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const query: string = new URLSearchParams({ limit: "100", ...(cursor === null ? {} : { cursor }) }).toString();
      const page = await cloud.call(workspace, `/access-requests?${query}`);
      expect([page.status, page.json.asOf]).toEqual([200, null]);
      ids.push(...page.json.items.map((request: { id: string }) => request.id));
      times.push(...page.json.items.map((request: { requestedAt: string }) => request.requestedAt));
      sizes.push(page.json.items.length);
      cursor = page.json.nextCursor;
    } while (cursor !== null);
    expect(sizes).toEqual([100, 100, 30]);
    expect(new Set(ids).size).toBe(230);
    expect(times).toEqual([...times].sort().reverse());
    expect((await cloud.call(workspace, "/access-requests")).json.items).toHaveLength(50);
  });

  test("shows who asks again at the top, once, with no key of the store", async () => {
    const workspace = await cloud.newWorkspace(false);
    for (const sub of ["dana", "erin", "dana"]) await ask(workspace, sub);
    const { items } = (await cloud.call(workspace, "/access-requests")).json;
    expect(items.map(({ sub, version }: { sub: string; version: number }) => [sub, version])).toEqual([
      ["dana", 2],
      ["erin", 1],
    ]);
    expect(Object.keys(items[0]).sort()).toEqual(
      ["decidedAt", "decidedBy", "email", "id", "name", "reason", "requestedAt", "status", "sub", "version"].sort(),
    );
  });

  test.each([
    ["limit=0", "invalid_request"],
    ["limit=201", "invalid_request"],
    ["colour=red", "invalid_request"],
    ["cursor=x", "invalid_cursor"],
  ])("refuses %s", async (query, code) => {
    expect((await cloud.call(await cloud.newWorkspace(), `/access-requests?${query}`)).json).toEqual(problem(code));
  });

  test("a cursor of one workspace moves in the caller's own list alone", async () => {
    const [workspace, stranger] = await Promise.all([cloud.newWorkspace(), cloud.newWorkspace()]);
    await fill(workspace, 8);
    const { nextCursor } = (await cloud.call(workspace, "/access-requests?limit=2")).json;
    expect((await cloud.call(stranger, `/access-requests?cursor=${nextCursor}`)).json).toEqual({ items: [], nextCursor: null, asOf: null });
  });
});

describe("settings take what the books can be kept in", () => {
  test.each([
    [{ timeZone: "+05:30" }, "/timeZone"],
    [{ timeZone: "PST" }, "/timeZone"],
    [{ displayCurrency: "zzz" }, "/displayCurrency"],
    [{ displayCurrency: "EUR" }, "/displayCurrency"],
  ])("%o is refused at its field", async (change, pointer) => {
    const workspace = await cloud.newWorkspace();
    const { json: settings } = await cloud.call(workspace, "/settings");
    const answer = await put(workspace, { ...settings, ...change });
    expect([answer.status, answer.json.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([400, [pointer]]);
    expect(await headsIn(cloud.table, workspace).get()).toMatchObject({ version: settings.version });
  });

  test.each([{ timeZone: "Asia/Kolkata" }, { timeZone: "UTC" }, { displayCurrency: "inr" }, { displayCurrency: null }])(
    "%o is taken",
    async (change) => {
      const workspace = await cloud.newWorkspace();
      const { json: settings } = await cloud.call(workspace, "/settings");
      expect((await put(workspace, { ...settings, ...change })).json).toMatchObject(change);
    },
  );
});
