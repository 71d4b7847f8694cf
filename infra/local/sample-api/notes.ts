import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { type BearerOptions, bearerAuth, type WithCaller } from './bearer';

interface Note {
  readonly id: number;
  readonly text: string;
  readonly writtenAt: string;
}

const noteBody = z.strictObject({ text: z.string().trim().min(1).max(1_000) });
const maxNotes = 100;

/** Each person's own notes, for as long as the process lives. */
export function noteRoutes(options: BearerOptions): Hono<WithCaller> {
  const bySub = new Map<string, Note[]>();
  const notesOf = (sub: string) => bySub.get(sub) ?? [];
  return new Hono<WithCaller>()
    .get('/', bearerAuth(options, 'notes/read'), (c) =>
      c.json({ notes: notesOf(c.get('caller').sub) }),
    )
    .post('/', bearerAuth(options, 'notes/write'), bodyLimit({ maxSize: 10_000 }), async (c) => {
      const body = noteBody.safeParse(await c.req.json().catch(() => null));
      if (!body.success) {
        const message = 'A note is { "text": … } with 1 to 1000 characters.';
        return c.json({ error: 'invalid_note', message }, 400);
      }
      const { sub } = c.get('caller');
      const notes = notesOf(sub);
      if (notes.length >= maxNotes) {
        const message = `Nobody keeps more than ${maxNotes} notes here.`;
        return c.json({ error: 'too_many_notes', message }, 409);
      }
      const { text } = body.data;
      const note = { id: notes.length + 1, text, writtenAt: new Date().toISOString() };
      bySub.set(sub, [...notes, note]);
      return c.json(note, 201, { Location: `/notes/${note.id}` });
    });
}
