/** Asks a running product at a path. Throws in words where the address is none, and where nothing answers there. */
export async function answerAt(url: string, path: string, request: RequestInit): Promise<Response> {
  if (!URL.canParse(url)) throw new Error(`${url} is no address: give one like http://127.0.0.1:3000.`);
  try {
    return await fetch(`${url.replace(/\/+$/, '')}${path}`, request);
  } catch (error) {
    const cause = (error as Error).cause as { code?: string; message?: string } | undefined;
    // Without a cause it is the request that cannot be, and not the other side.
    if (!cause) throw error;
    const why = cause.code ?? cause.message;
    throw new Error(`${url} does not answer (${why}). Is Kept Informed running there?`, { cause: error });
  }
}
