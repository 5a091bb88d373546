import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { say } from './language.js';
import type { StoredFile, Upload } from './file.entity.js';

/** A file as the schema shows it. */
@ObjectType('File', {
  description: 'A file that arrived whole. What it is was read from its bytes, never from its name.',
})
export class FileType {
  @Field(() => ID, { description: 'Names the file wherever an input asks for a `fileId`.' })
  id: string;

  @Field(() => String, { description: 'The name it had on the device it came from, without folders.' })
  name: string;

  @Field(() => String, { description: 'Media type as recognised from the content: `application/pdf`.' })
  mediaType: string;

  @Field(() => Float, { description: 'Length in bytes.' })
  size: number;

  @Field(() => String, {
    description: '`sha256:` and 64 hexadecimal digits over the bytes: two files with the same digest are the same.',
  })
  digest: string;

  @Field(() => String, { description: 'Path to fetch the bytes from, with the same sign-in as here.' })
  url: string;
}

/** An upload as the schema shows it. */
@ObjectType('Upload', {
  description:
    'A file on its way. Send its bytes to `url` by the tus protocol (tus.io, version 1.0.0), in as many pieces as the line needs.',
})
export class UploadType {
  @Field(() => ID, { description: 'Ask for it again by this id to learn what became of it.' })
  id: string;

  @Field(() => String, { description: 'Path for tus requests (HEAD asks how far it is, PATCH sends on).' })
  url: string;

  @Field(() => FileType, { nullable: true, description: 'The file, once the last byte is there and was accepted.' })
  file: StoredFile | null;

  @Field(() => String, {
    nullable: true,
    description: "Why the file was not accepted, in the reader's language; null while all is well.",
  })
  problem: string | null;
}

/** What to announce. */
@InputType({ description: 'Announces a file before its bytes are sent.' })
export class BeginUploadInput {
  @Field(() => String, {
    description: 'What the file is for: `EVIDENCE`, `TENDER_DOCUMENT`, `SEALED_ENVELOPE` … decides limit and readers.',
  })
  @IsString()
  @Length(1, 50)
  purpose: string;

  @Field(() => String, { description: 'Name on the device; shown to people, never trusted.' })
  @IsString()
  @MaxLength(300)
  name: string;

  @Field(() => Int, { description: 'Length in bytes, at least 1.' })
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  size: number;
}

/** The sentence for a problem an upload ended with. */
export function sayProblem(upload: Upload): string | null {
  return upload.problem && say(`files:problem.${upload.problem}`);
}
