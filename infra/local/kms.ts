import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { awsError } from "./aws.ts";
import type { Cloud } from "./template.ts";

const Input = z.object({
  KeyId: z.optional(z.string()),
  Plaintext: z._default(z.string(), ""),
  CiphertextBlob: z._default(z.string(), ""),
  EncryptionContext: z._default(z.record(z.string(), z.string()), {}),
  NumberOfBytes: z._default(z.int(), 32),
});
type Input = z.infer<typeof Input>;
export type Kms = (action: string, input: unknown) => unknown;

// A ciphertext is the id of its key, the initialisation vector, the authentication tag and the sealed text.
const [idEnd, ivEnd, tagEnd] = [36, 48, 64];

/**
 * Makes the KMS of the templates' keys; their secret material is kept in `file`. A value can be decrypted with the encryption context
 * it was encrypted with and no other. The function throws AWS's errors by their names.
 */
export function createKms(cloud: Cloud, file: string): Kms {
  const kept = existsSync(file) ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const keys = new Map(cloud.of("AWS::KMS::Key", z.object({})).map(({ name, arn }) => [name, arn]));
  for (const id of keys.keys()) kept[id] ??= randomBytes(32).toString("base64");
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  const secret = (id: string) => Buffer.from(kept[id] ?? "", "base64");

  function key(idOrArn = ""): [id: string, arn: string] {
    const found = [...keys].find((names) => names.includes(idOrArn));
    if (!found) throw awsError("NotFoundException", `Key '${idOrArn}' does not exist`);
    return found;
  }

  function encrypt({ KeyId, EncryptionContext }: Input, plaintext: Buffer) {
    const [id, arn] = key(KeyId);
    const iv = randomBytes(ivEnd - idEnd);
    const cipher = createCipheriv("aes-256-gcm", secret(id), iv).setAAD(canonical(EncryptionContext));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { CiphertextBlob: Buffer.concat([Buffer.from(id), iv, cipher.getAuthTag(), sealed]).toString("base64"), KeyId: arn };
  }

  function decrypt({ KeyId, CiphertextBlob, EncryptionContext }: Input) {
    const blob = Buffer.from(CiphertextBlob, "base64");
    const id = blob.toString("utf8", 0, idEnd);
    if (!keys.has(id) || blob.length < tagEnd) throw awsError("InvalidCiphertextException");
    const [, arn] = key(id);
    if (KeyId !== undefined && key(KeyId)[0] !== id) throw awsError("IncorrectKeyException");
    const decipher = createDecipheriv("aes-256-gcm", secret(id), blob.subarray(idEnd, ivEnd)).setAAD(canonical(EncryptionContext));
    decipher.setAuthTag(blob.subarray(ivEnd, tagEnd));
    try {
      return { Plaintext: Buffer.concat([decipher.update(blob.subarray(tagEnd)), decipher.final()]).toString("base64"), KeyId: arn };
    } catch {
      throw awsError("InvalidCiphertextException");
    }
  }

  return (action, given) => {
    const input = Input.parse(given);
    if (action === "Encrypt") return encrypt(input, Buffer.from(input.Plaintext, "base64"));
    if (action === "Decrypt") return decrypt(input);
    const [KeyId, Arn] = key(input.KeyId);
    if (action === "DescribeKey") return { KeyMetadata: { KeyId, Arn, Enabled: true, KeyState: "Enabled", KeyUsage: "ENCRYPT_DECRYPT" } };
    if (action !== "GenerateDataKey") throw awsError("UnknownOperationException", `infra/local/kms.ts has no ${action}`);
    const plaintext = randomBytes(input.NumberOfBytes);
    return { ...encrypt(input, plaintext), Plaintext: plaintext.toString("base64") };
  };
}

function canonical(context: Record<string, string>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}
