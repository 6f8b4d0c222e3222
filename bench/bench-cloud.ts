import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProduct } from "#infra/commands/product.ts";
import { type Connected, seed } from "#infra/commands/seed.ts";
import { startEngine } from "#infra/engines/dynamodb-engine.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import type { Table } from "#lib/store/table.ts";
import { type placesIn, prepare } from "./prepare.ts";
import type { Stops } from "./programs.ts";

export type Bench = ReturnType<typeof placesIn> & {
  /** The whole cloud, in this process, on an engine that keeps its table on disk as `npm start` has it. */
  local: Local;
  engine: string;
  /** The webhook connection of the workspace `acme`. */
  connected: Connected;
  /** The table through a client of one's own. */
  openTable(): Table;
};

/** Builds and starts everything that is measured, below a temporary folder; `stops` gets what ends it, part by part. */
export async function startBench(stops: Stops): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "success-bench-"));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  const places = await prepare(folder, stops);
  const stateDir = join(folder, "state");
  const engine = await startEngine({ dataDir: join(stateDir, "dynamodb") });
  stops.push(engine.stop);
  const dynamodb = { endpoint: engine.endpoint, prefix: "" };
  const local = await startLocal({ templatesDir: places.templates, stateDir, dynamodb, report: console.error });
  stops.push(local.stop);
  const connected = await seed(local, true);
  if (!connected) throw new Error("acme has no webhook connection");
  const openTable = () => {
    const product = openProduct(local);
    stops.push(async () => product.close());
    return product.table;
  };
  return { ...places, local, engine: engine.name, connected, openTable };
}
