/** Displays and keychains opened for this run: of each what it adds to the environment. */
const opened = JSON.parse(process.env.OPLOG_SURROUNDINGS ?? '[{}]') as Record<string, string>[]

/** How many windows can be open side by side without taking the focus from each other. */
export const sideBySide = opened.length

/** Gives this process of the runner surroundings of its own. */
export function takeSurroundings(): void {
  Object.assign(process.env, opened[Number(process.env.TEST_PARALLEL_INDEX ?? 0)])
}
