import { type Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { BadUserInput } from './errors.js';

/** Where a list goes on. */
@ObjectType({ description: 'Where a list ends and how to ask for what follows.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more entries follow the last one of this page.' })
  hasNextPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Hand this to `after` to get the next page; null on an empty page.',
  })
  endCursor: string | null;
}

/** Every list takes these. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many entries at most: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  first: number = 20;

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the page before; leave out for the first page.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string | null;
}

/** A keyset page: stable while rows are inserted. */
export interface Page<Node> {
  nodes: Node[];
  pageInfo: PageInfo;
}

/** The GraphQL type of a page of something. `name` is the plural of the thing plus `Page`. */
export function pageType<Node>(name: string, node: Type<Node>): Type<Page<Node>> {
  @ObjectType(name, {
    description: `One page of a list of ${node.name.replace(/Type$/, '')} entries, in a stable order.`,
  })
  class PageOf implements Page<Node> {
    @Field(() => [node], { description: 'The entries of this page, in order.' })
    nodes: Node[];

    @Field(() => PageInfo, { description: 'Whether there is more, and from where.' })
    pageInfo: PageInfo;
  }

  return PageOf;
}

/**
 * Cuts rows fetched with `LIMIT first + 1` to a page.
 *
 * @param keyOf the values the list is ordered by, ending in the id; they make the cursor
 */
export function pageOf<Node>(
  rows: Node[],
  first: number,
  keyOf: (node: Node) => (string | number | null)[],
): Page<Node> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);

  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? writeCursor(keyOf(last)) : null },
  };
}

export function writeCursor(key: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The sort key a cursor carries, or undefined for the first page.
 *
 * @param length how many values the list's key has
 * @throws BadUserInput when the cursor is not one of this list
 */
export function readCursor(after: string | null | undefined, length: number): (string | number | null)[] | undefined {
  if (after === undefined || after === null) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    const fits = (value: unknown): boolean => value === null || typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(key) && key.length === length && key.every(fits)) return key as (string | number | null)[];
  } catch {
    // Falls through to the one answer for anything that is no cursor.
  }
  throw new BadUserInput([
    { path: 'after', read: after, message: 'Hand on the endCursor of a page of this list, unchanged.' },
  ]);
}
