/** Lets `count` works run at once; the others wait in the order in which they came. */
export const createSlots = (count: number) => {
  const waiting: (() => void)[] = [];
  let free = count;
  const enter = () => {
    if (free === 0) return new Promise<void>((resolve) => waiting.push(resolve));
    free -= 1;
    return undefined;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const use = async <T>(work: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
  return { use };
};
