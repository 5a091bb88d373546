import { Args, Float, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, SignedIn } from './access.js';
import type { Actor } from './actor.js';
import { Db } from './db.js';
import { NotFound } from './errors.js';
import { StoredFile, Upload } from './file.entity.js';
import { BeginUploadInput, FileType, UploadType, sayProblem } from './files.graphql.js';
import { resultOf } from './refusal.js';
import { Uploads } from './uploads.js';

const BeginUploadResult = resultOf('BeginUploadResult', UploadType);

@Resolver(() => UploadType)
export class UploadsResolver {
  constructor(
    private readonly db: Db,
    private readonly uploads: Uploads,
  ) {}

  @SignedIn()
  @Mutation(() => BeginUploadResult, {
    description: 'Announces a file and answers where to send its bytes. Unused files go after a day.',
  })
  beginUpload(@Acting() actor: Actor, @Args('input') input: BeginUploadInput): Promise<Upload> {
    return this.uploads.begin(actor, input);
  }

  @SignedIn()
  @Query(() => UploadType, { description: 'What became of an upload one announced oneself.' })
  async upload(
    @Acting() actor: Actor,
    @Args('id', { type: () => ID, description: 'As answered by `beginUpload`.' }) id: string,
  ): Promise<Upload> {
    const upload = await this.db.get(Upload, id);
    if (upload.personId !== actor.personId) throw new NotFound();

    return upload;
  }

  @ResolveField(() => String)
  url(@Parent() upload: Upload): string {
    return `/uploads/${upload.id}`;
  }

  @ResolveField(() => FileType, { nullable: true })
  file(@Parent() upload: Upload): Promise<StoredFile | null> | null {
    return upload.fileId ? this.db.of(StoredFile).findOneBy({ id: upload.fileId }) : null;
  }

  @ResolveField(() => String, { nullable: true })
  problem(@Parent() upload: Upload): string | null {
    return sayProblem(upload);
  }
}

@Resolver(() => FileType)
export class FileResolver {
  /** Exact: no limit is anywhere near what a number holds. */
  @ResolveField(() => Float)
  size(@Parent() { size }: StoredFile): number {
    return Number(size);
  }

  @ResolveField(() => String)
  url(@Parent() file: StoredFile): string {
    return `/files/${file.id}`;
  }
}
