import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { LineUpRole } from '#libs/coverage';
import { NearInput } from '#libs/firms';
import { DayScalar, PageArgs, pageType } from '#libs/platform';
import { clientAnswers } from './project.entity.js';
import { standings } from './project.policy.js';

const enumOf = <Name extends string>(names: readonly Name[]): Record<Name, Name> =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const ProjectStandingEnum = enumOf(standings);
registerEnumType(ProjectStandingEnum, {
  name: 'ProjectStanding',
  description: 'Where you stand to a project; decides what you see of it.',
  valuesMap: {
    CLIENT: { description: 'A firm of yours is the client, and was asked.' },
    NAMED: { description: 'You are named in it, as somebody who did the work.' },
    PARTNER: { description: 'A firm of yours did a part of the work. You see all of it.' },
  },
});

export const ClientAnswerEnum = enumOf(clientAnswers);
registerEnumType(ClientAnswerEnum, {
  name: 'ProjectClientAnswer',
  description: 'What the client has said to the project as it stands now.',
  valuesMap: {
    NO_FIRM: { description: 'The client is no firm on Kongsi; it is described in words.' },
    NOT_ASKED: { description: 'It has not been asked yet.' },
    ASKED: { description: 'It was asked, or asked anew after a change, and may think for 30 days.' },
    SILENT: { description: 'It said nothing for 30 days: the project can go public without its name.' },
    CONFIRMED: { description: 'It said yes to what stands there now, and is named.' },
    REFUSED: { description: 'It said no, and stays unnamed.' },
  },
});

export const projectSorts = ['RELEVANCE', 'NEAREST', 'NEWEST'] as const;
export type ProjectSort = (typeof projectSorts)[number];

export const ProjectSortEnum = enumOf(projectSorts);
registerEnumType(ProjectSortEnum, {
  name: 'ProjectSort',
  description: 'In which order projects are listed. Nobody can pay for a place.',
  valuesMap: {
    RELEVANCE: { description: 'How well the words fit: title first, then firms and place, then the story.' },
    NEAREST: { description: 'By distance of the work from `near`, which it needs.' },
    NEWEST: { description: 'What was finished last comes first.' },
  },
});

@ObjectType('Project', {
  description: 'Joint work that was finished, told by the firms that did it. Public only after each of them said yes.',
})
export class ProjectType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => String, { description: 'Town or village where the work is to be seen.' })
  town: string;

  @Field(() => String, { nullable: true, description: 'Province, county or state, where one is given.' })
  region: string | null;

  @Field(() => String, { description: 'ISO 3166-1 code in two letters: `ID`, `IE`.' })
  country: string;

  @Field(() => DayScalar, { description: 'First day of the work.' })
  startedOn: string;

  @Field(() => DayScalar, { description: 'Last day of the work.' })
  finishedOn: string;

  @Field(() => Boolean, { description: 'Whether everybody can see it.' })
  isPublic: boolean;

  @Field(() => Boolean, {
    description: 'True where the firms tell of work that was not awarded on this Kongsi; show it marked as such.',
  })
  isToldFreely: boolean;

  @Field(() => Boolean, { description: 'Whether the client agreed to be named. If not, `clientUnnamed` describes it.' })
  clientIsNamed: boolean;

  @Field(() => Int, { description: 'Goes up with each change; a yes names the one that was read.' })
  version: number;

  @Field(() => Date, { nullable: true, description: 'When it went public.' })
  publishedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a partner firm or the client withdrew it; that is final.' })
  withdrawnAt: Date | null;

  @Field(() => Date, { description: 'When its texts, pictures or partners last changed.' })
  changedAt: Date;
}

export const ProjectPage = pageType('ProjectPage', ProjectType);

@ObjectType('ProjectPartner', { description: 'A firm that did a part of the work.' })
export class ProjectPartnerType {
  @Field(() => [LineUpRole], { description: 'What it was there, one role or more.' })
  roles: LineUpRole[];

  @Field(() => Int, { description: 'The part of the contract value it performed, in basis points: 4250 are 42.5 %.' })
  shareBasisPoints: number;
}

@ObjectType('ProjectPerson', { description: 'Somebody who did the work.' })
export class ProjectPersonType {
  @Field(() => Date, {
    nullable: true,
    description: 'The person’s own yes; without it outsiders do not see the entry.',
  })
  confirmedAt: Date | null;
}

@ObjectType('ProjectPicture', { description: 'A picture of the work, drawn or photographed.' })
export class ProjectPictureType {
  @Field(() => ID, { description: 'Names it when the pictures are put in order.' })
  id: string;
}

@ObjectType('ProjectReference', {
  description: 'What a joint project proves for one firm: its own share of the work, never the whole.',
})
export class ProjectReferenceType {
  @Field(() => Int, { description: 'The firm’s share in basis points.' })
  shareBasisPoints: number;
}

@ObjectType({ description: 'You are no longer named in the project.' })
export class NameWithdrawn {
  @Field(() => ID, { description: 'The project that named you.' })
  projectId: string;
}

/** What to look for among public projects. */
@ArgsType()
export class ProjectsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Words in its title, story, places and firms, in English or Indonesian. All should fit; accents and small typing errors do not matter.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Only work in this town; capitals and accents do not matter.' })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  town?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this firm was a partner of.' })
  @IsOptional()
  @IsUUID()
  firmId?: string | null;

  @Field(() => NearInput, {
    nullable: true,
    description: 'Only work in this circle. Where the client is unnamed, the place counts to some eleven kilometres.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput | null;

  @Field(() => ProjectSortEnum, {
    nullable: true,
    description: 'The order. Left out: by relevance when there are words, else nearest near a place, else the newest.',
  })
  @IsOptional()
  @IsEnum(ProjectSortEnum)
  sort?: ProjectSort | null;
}

@ArgsType()
export class MyProjectsArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm you ask for.' })
  @IsUUID()
  firmId: string;
}

/** A position on the map. */
@ObjectType({ description: 'A point on the map.' })
export class Coordinates {
  @Field(() => Float, { description: 'Degrees north of the equator (WGS 84).' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich (WGS 84).' })
  longitude: number;
}
