/** What clients have to ask for to use the notes, as the resource server that the user pool needs for it. */
export const noteScopes = { identifier: 'notes', scopes: ['read', 'write'] } as const;
