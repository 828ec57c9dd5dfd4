/** Puts styles and script of the desk into a folder, in the place of what was there. */
export function buildAssets(target: string): Promise<void>;
