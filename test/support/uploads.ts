import type { PersonActing } from './people.js';

/** A page of PDF that says nothing, told apart by its comment. */
export function aPdf(comment = 'empty'): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${comment}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}

/** Uploads bytes as a person's browser does, by tus, and answers the id of the file. */
export async function upload(
  person: PersonActing,
  purpose: string,
  content = aPdf(),
  name = 'paper.pdf',
): Promise<string> {
  const begun = await person.carryOut<{ id: string; url: string }>(
    'beginUpload',
    { purpose, name, size: content.length },
    '... on Upload { id url }',
  );
  const sent = await fetch(person.kongsi.url + begun.url, {
    method: 'PATCH',
    headers: {
      cookie: person.cookie ?? '',
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(content),
  });
  if (sent.status !== 204) throw new Error(`Upload not taken: ${sent.status} ${await sent.text()}`);
  const { upload: done } = await person.get<{ upload: { problem: string | null; file: { id: string } | null } }>(
    'query ($id: ID!) { upload(id: $id) { problem file { id } } }',
    { id: begun.id },
  );
  if (!done.file) throw new Error(`Upload not taken: ${done.problem}`);

  return done.file.id;
}
