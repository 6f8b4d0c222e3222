import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Contract } from "../../api/types.ts";

/** The row the keys stand on, and the row the address has open. A row opens as a step back to return to; moving on replaces it. */
export const useRow = (rows: readonly Contract[], openId: string | undefined) => {
  const navigate = useNavigate({ from: "/success/contracts" });
  const [standing, setStanding] = useState<string>();
  const activeId = openId ?? standing;
  const index = activeId === undefined ? -1 : rows.findIndex((row) => row.id === activeId);

  const show = useCallback(
    (row: string | undefined, replace: boolean) => {
      if (row !== undefined) setStanding(row);
      void navigate({ search: ({ row: _row, ...rest }) => (row === undefined ? rest : { ...rest, row }), replace });
    },
    [navigate],
  );
  const stand = useCallback(
    (id: string) => {
      setStanding(id);
      if (openId !== undefined && openId !== id) show(id, true);
    },
    [openId, show],
  );
  const moveTo = useCallback(
    (next: number) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
      if (row) stand(row.id);
    },
    [rows, stand],
  );
  const open = useCallback((id: string) => show(id, openId !== undefined), [openId, show]);
  const close = useCallback(() => show(undefined, true), [show]);
  return { activeId, index, moveTo, open, close };
};
