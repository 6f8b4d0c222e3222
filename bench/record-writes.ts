import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import type { Key } from "#lib/store/keys.ts";
import type { Table } from "#lib/store/table.ts";
import type { Item, ItemWrite } from "./write-units.ts";

const AnyKey = z.object({ pk: z.string(), sk: z.string() });
const Target = z.object({ Key: z.optional(AnyKey), Item: z.optional(AnyKey) });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Target)) });

/**
 * Notes every item that a client writes, checks or fails to write, as it was before and after the request. `observer` is the same table
 * through another client, which reads the items and is not watched. `take` answers the writes since the last time.
 */
export function recordWrites(watched: Table, observer: Table): { take(): ItemWrite[] } {
  let writes: ItemWrite[] = [];
  watched.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const keys = writtenKeys(commandName, args.input);
        const before = await readItems(observer, keys);
        try {
          return await next(args);
        } finally {
          const after = await readItems(observer, keys);
          const transactional = commandName.startsWith("Transact");
          writes.push(...keys.map((_, position) => ({ before: before[position], after: after[position], transactional })));
        }
      },
    { step: "initialize", name: "recordWrites" },
  );
  return {
    take: () => {
      const taken = writes;
      writes = [];
      return taken;
    },
  };
}

/** The keys that a request writes or checks; throws on a kind of write that nobody used when this was made. */
function writtenKeys(command: string, input: unknown): Key[] {
  if (/^(Get|BatchGet|Query|Scan)/.test(command)) return [];
  if (/^(Put|Update|Delete)(Item)?Command$/.test(command)) return [keyOf(z.parse(Target, input))];
  if (!/^TransactWrite(Items)?Command$/.test(command)) throw new Error(`bench/record-writes.ts does not know ${command}`);
  return z.parse(Transaction, input).TransactItems.flatMap((item) => Object.values(item).map(keyOf));
}

function keyOf({ Key, Item }: z.infer<typeof Target>): Key {
  const key = Key ?? Item;
  if (!key) throw new Error("a write without a key");
  return key;
}

function readItems({ client, name }: Table, keys: readonly Key[]): Promise<(Item | undefined)[]> {
  const read = async ({ pk, sk }: Key) =>
    (await client.send(new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }))).Item;
  return Promise.all(keys.map(read));
}
