import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import { expect, it } from 'vitest';
import { replayingPosts } from './limited-fetch';

const post: CustomFetchOptions = { method: 'POST', body: '', headers: {}, redirect: 'manual' };
const get: CustomFetchOptions = { ...post, method: 'GET', body: undefined };

/** A server that counts: each answer is another one. */
function server() {
  const calls: string[] = [];
  const fetch: CustomFetch = async (_, { method }) => {
    calls.push(method);
    return new Response(`answer ${calls.length}`);
  };
  return { calls, fetch };
}

it('posts once, and gives the same answer as often as it is asked', async () => {
  const { calls, fetch } = server();
  const once = replayingPosts(fetch, async () => {});
  for (let time = 0; time < 3; time++) {
    expect(await (await once('https://a.example', post)).text()).toBe('answer 1');
  }
  expect(calls).toEqual(['POST']);
});

it('gets as often as it is asked: keys may have changed', async () => {
  const { calls, fetch } = server();
  const once = replayingPosts(fetch, async () => {});
  await once('https://a.example', post);
  await once('https://a.example', get);
  await once('https://a.example', get);
  expect(calls).toEqual(['POST', 'GET', 'GET']);
});

it('a post that failed has had no answer, and is made again', async () => {
  let calls = 0;
  const once = replayingPosts(
    async () => {
      if (calls++ === 0) throw new Error('cut off');
      return new Response('answer');
    },
    async () => {},
  );
  await expect(once('https://a.example', post)).rejects.toThrow('cut off');
  expect(await (await once('https://a.example', post)).text()).toBe('answer');
});

it('nobody has the answer before it was looked at, and it can still be read afterwards', async () => {
  const steps: string[] = [];
  const { fetch } = server();
  const once = replayingPosts(fetch, async (response, isPost) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    steps.push(`seen ${isPost} ${await response.clone().text()}`);
  });
  steps.push(`given ${await (await once('https://a.example', post)).text()}`);
  expect(steps).toEqual(['seen true answer 1', 'given answer 1']);
});
