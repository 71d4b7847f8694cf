import type { CustomFetch } from 'openid-client';

/**
 * A `fetch` that posts once and then gives the same answer again: what a code or a rotated refresh
 * token brought can be had only once, but may have to be looked at twice.
 *
 * @param onAnswer sees each answer before anyone else does; the caller waits for it
 */
export function answeredOnce(
  fetch: CustomFetch,
  onAnswer: (response: Response, isPost: boolean) => Promise<void>,
): CustomFetch {
  let answer: Response | null = null;
  return async (url, init) => {
    const isPost = init.method === 'POST';
    if (isPost && answer !== null) return answer.clone();
    const response = await fetch(url, init);
    if (isPost) answer = response.clone();
    await onAnswer(response, isPost);
    return response;
  };
}
