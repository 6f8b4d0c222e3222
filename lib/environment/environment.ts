/** Everything a function may read from its environment. The stacks set them; nothing else is read. */
export type SettingName =
  | "SUCCESS_STAGE"
  | "SUCCESS_TABLE"
  | "SUCCESS_BUS"
  | "SUCCESS_KEY"
  | "SUCCESS_CATALOG"
  | "SUCCESS_CLAIM_WORKSPACE"
  | "SUCCESS_CLAIM_ROLE";

/** A stage setting of the running function. Throws at start, naming the setting, when the deployment left it out. */
export const setting = (name: SettingName): string => {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`the function's environment lacks ${name}`);
  return value;
};
