import { beforeEach, expect, test, vi } from 'vitest';
import { Story } from './demo-story';

let story: Story;
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  story = new Story('/nowhere');
  return () => vi.restoreAllMocks();
});

const failure = new Error('no such button');
const fails = () => Promise.reject(failure);

test('a story without a step has not held', () => {
  expect(story.held).toBe(false);
});

test('a failed step is told once, with its reason', async () => {
  await story.step('One', async () => undefined);
  expect(story.held).toBe(true);
  await expect(story.step('Two', fails)).rejects.toBe(failure);
  story.stop(failure);
  expect(story.steps.map(({ name, ok }) => [name, ok])).toEqual([
    ['One', true],
    ['Two', false],
  ]);
  expect(console.error).toHaveBeenCalledExactlyOnceWith('    no such button');
});

test('what breaks between two steps, such as a picture, breaks the story', async () => {
  await story.step('One', async () => undefined);
  story.stop(failure);
  expect(story.held).toBe(false);
  expect(console.error).toHaveBeenCalledExactlyOnceWith('    no such button');
});
