import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { answerOf } from "../../api/client.ts";
import { type ApiFailure, isApiFailure } from "../../api/failure.ts";
import { keys } from "../../api/keys.ts";
import { settingsQuery } from "../../api/queries.ts";
import type { Settings } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { announce } from "../../ui/announce.ts";
import { messages } from "./messages.ts";

/** The settings, and how to replace them. A conflict reads them again, so that the form shows what the other person saved. */
export const useSettings = () => {
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const query = useQuery(settingsQuery(api));
  const save = useMutation<Settings, Error, Settings>({
    mutationFn: (body) => answerOf(api.PUT("/v3/rest/success/settings", { body })),
    onSuccess: async (saved) => {
      queryClient.setQueryData(keys.settings, saved);
      announce(messages.saved);
      await queryClient.invalidateQueries({ queryKey: keys.session });
      await router.invalidate();
    },
    onError: async (error) => {
      announce(explain(error), "assertive");
      if (isApiFailure(error) && error.code === "version_conflict") await queryClient.invalidateQueries({ queryKey: keys.settings });
    },
  });
  return { query, save };
};

/** What a failed save reads as. */
export const explain = (error: Error): string => {
  if (!isApiFailure(error)) return messages.notSaved(error.message);
  if (error.code === "version_conflict") return messages.conflict;
  if (error.code === "forbidden") return messages.forbidden;
  if (error.fields.length > 0) return messages.seeFields;
  return messages.notSaved(error.message);
};

/** The message for one field, from the pointer of the API's answer. */
export const fieldError = (error: Error | null, field: keyof Settings): string | undefined =>
  isApiFailure(error) ? messageAt(error, field) : undefined;

const messageAt = ({ fields }: ApiFailure, field: string): string | undefined =>
  fields.find(({ pointer }) => pointer === `/${field}`)?.message;
