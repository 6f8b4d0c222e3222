import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { EncryptedSecret } from "../connections/connection.ts";

/** What a secret is bound to. KMS refuses to decrypt it for another workspace, provider or connection. */
export type SecretContext = { workspaceId: string; provider: string; connectionId: string };

/**
 * Encrypts and decrypts connection secrets under the stage's key. Decrypted secrets stay in this container's memory, by ciphertext,
 * so a busy webhook costs one KMS call a cold start.
 */
export const createVault = (client: KMSClient, keyId: string) => {
  const opened = new Map<string, string>();
  return {
    encrypt: async (secret: string, context: SecretContext, createdAt: string): Promise<EncryptedSecret> => {
      const { CiphertextBlob } = await client.send(
        new EncryptCommand({ KeyId: keyId, Plaintext: new TextEncoder().encode(secret), EncryptionContext: { ...context } }),
      );
      if (!CiphertextBlob) throw new Error("KMS returned no ciphertext");
      return { ciphertext: Buffer.from(CiphertextBlob).toString("base64"), createdAt };
    },
    decrypt: async ({ ciphertext }: EncryptedSecret, context: SecretContext): Promise<string> => {
      const bound = { workspaceId: context.workspaceId, provider: context.provider, connectionId: context.connectionId };
      const cacheKey = JSON.stringify([ciphertext, bound]);
      const known = opened.get(cacheKey);
      if (known !== undefined) return known;
      const { Plaintext } = await client.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: Buffer.from(ciphertext, "base64"), EncryptionContext: bound }),
      );
      if (!Plaintext) throw new Error("KMS returned no plaintext");
      const secret = new TextDecoder().decode(Plaintext);
      opened.set(cacheKey, secret);
      return secret;
    },
  };
};
export type Vault = ReturnType<typeof createVault>;
