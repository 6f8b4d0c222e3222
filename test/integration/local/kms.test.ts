import { DecryptCommand, DescribeKeyCommand, EncryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MiniCloud, startMiniCloud } from "./mini-cloud.ts";

let cloud: MiniCloud;
let client: KMSClient;
beforeAll(async () => {
  const key = { Type: "AWS::KMS::Key", Properties: {} };
  cloud = await startMiniCloud({}, { Key: key });
  client = new KMSClient({ endpoint: cloud.endpoints.KMS, region: "eu-west-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
});
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

const context = { workspaceId: "acme", provider: "stripe" };
const encrypt = async () => {
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId: cloud.key, Plaintext: Buffer.from("secret"), EncryptionContext: context }),
  );
  return CiphertextBlob;
};
const decrypt = (CiphertextBlob: Uint8Array | undefined, EncryptionContext?: Record<string, string>) =>
  client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));

test("what was encrypted is decrypted with the same context, in any order", async () => {
  const sealed = await encrypt();
  const { Plaintext, KeyId } = await decrypt(sealed, { provider: "stripe", workspaceId: "acme" });
  expect([Buffer.from(Plaintext ?? []).toString(), KeyId]).toEqual(["secret", `arn:aws:kms:eu-west-1:000000000000:key/${cloud.key}`]);
  expect(Buffer.from(sealed ?? []).includes("secret")).toBe(false);
});

test("another context, a changed ciphertext and an unknown key are refused by AWS's names", async () => {
  const sealed = await encrypt();
  const changed = Buffer.from(sealed ?? []);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  const refused = { name: "InvalidCiphertextException" };
  await expect(decrypt(sealed, { ...context, workspaceId: "other" })).rejects.toMatchObject(refused);
  await expect(decrypt(sealed, { ...context, more: "x" })).rejects.toMatchObject(refused);
  await expect(decrypt(sealed)).rejects.toMatchObject(refused);
  await expect(decrypt(changed, context)).rejects.toMatchObject(refused);
  await expect(decrypt(Buffer.from("short"), context)).rejects.toMatchObject(refused);
  await expect(client.send(new EncryptCommand({ KeyId: "no-such-key", Plaintext: Buffer.from("x") }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

test("a data key comes sealed and open, and a key describes itself", async () => {
  const made = await client.send(new GenerateDataKeyCommand({ KeyId: cloud.key, KeySpec: "AES_256", EncryptionContext: context }));
  const opened = await decrypt(made.CiphertextBlob, context);
  expect(made.Plaintext).toHaveLength(32);
  expect(opened.Plaintext).toEqual(made.Plaintext);
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: cloud.key }));
  expect(KeyMetadata).toMatchObject({ KeyId: cloud.key, Enabled: true });
});
