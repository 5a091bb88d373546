import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { firmRoles } from '#libs/platform';
import { firmKinds, firmSizes, vatStatuses } from './firm.entity.js';
import type { FirmKind, FirmSize, VatStatus } from './firm.entity.js';
import { LocalTextType } from './local-text.js';

const enumOf = <Name extends string>(names: readonly Name[]): Record<Name, Name> =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const FirmKindEnum = enumOf(firmKinds);
registerEnumType(FirmKindEnum, {
  name: 'FirmKind',
  description: 'What a firm is before the law.',
  valuesMap: {
    BUSINESS: { description: 'A company or partnership: PT, CV, GmbH, Ltd.' },
    SOLE_TRADER: { description: 'One person who trades in their own name, with or without helpers.' },
    PUBLIC_BODY: { description: 'Part of a state: a municipality, a school, a clinic. Buys under procurement law.' },
    ASSOCIATION: { description: 'A chamber, cooperative, club or charity.' },
  },
});

export const FirmSizeEnum = enumOf(firmSizes);
registerEnumType(FirmSizeEnum, {
  name: 'FirmSize',
  description: 'How large a firm is by the people who work there, in the classes of the EU recommendation 2003/361/EC.',
  valuesMap: {
    MICRO: { description: 'Fewer than 10 people.' },
    SMALL: { description: '10 to 49 people.' },
    MEDIUM: { description: '50 to 249 people.' },
    LARGE: { description: '250 people or more.' },
  },
});

export const VatStatusEnum = enumOf(vatStatuses);
registerEnumType(VatStatusEnum, {
  name: 'VatStatus',
  description: 'Whether a firm adds VAT (in Indonesia PPN) to its prices. Prices are compared net.',
  valuesMap: {
    REGISTERED: { description: 'Adds VAT to its prices.' },
    NOT_REGISTERED: { description: 'Adds none, as a small firm or an exempt one.' },
  },
});

export const FirmRoleEnum = enumOf(firmRoles);
registerEnumType(FirmRoleEnum, {
  name: 'FirmRoleName',
  description: 'What a person may do for a firm. One person can hold several; none includes another.',
  valuesMap: {
    OWNER: { description: 'Administers the firm: its delegates, its identity, whether its page is public.' },
    SIGNATORY: { description: 'May bind the firm: signs agreements, gives consents, awards.' },
    BIDDER: { description: 'Works on tenders, alliances and bids.' },
    EDITOR: { description: 'Keeps the page and the capability profile.' },
    VIEWER: { description: 'Reads what the firm may read, and changes nothing.' },
  },
});

/** Where a firm is. */
@ObjectType('FirmAddress', { description: 'Where a firm has its seat.' })
export class FirmAddressType {
  @Field(() => [String], { description: 'Street and number, one line each; empty while the page is hidden.' })
  lines: string[];

  @Field(() => String, { description: 'Town or village.' })
  town: string;

  @Field(() => String, { nullable: true, description: 'Province, county or state, where one is given.' })
  region: string | null;

  @Field(() => String, { description: 'ISO 3166-1 code in two letters: `ID`, `IE`.' })
  country: string;

  @Field(() => Float, { nullable: true, description: 'Degrees north of the equator (WGS 84); null while hidden.' })
  latitude: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east of Greenwich (WGS 84); null while hidden.' })
  longitude: number | null;
}

/** A number under which a register knows the firm. */
@ObjectType('FirmLegalId', { description: 'A number under which a public register knows the firm.' })
export class FirmLegalIdType {
  @Field(() => String, {
    description:
      'Which register: `NIB` and `NPWP` (Indonesia), `EU_VAT`, `LEI`, or a code of org-id.guide such as `IE-CRO`.',
  })
  scheme: string;

  @Field(() => String, { description: 'The number in that register, in capitals, without spaces and punctuation.' })
  number: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When an operator found the number to be this firm’s; null for a number only stated.',
  })
  verifiedAt: Date | null;
}

/** A firm as the world sees it. */
@ObjectType('Firm', {
  description:
    'Who acts on Kongsi: a business, sole trader, public body or association with its page. Where the page is hidden, outsiders who meet the firm elsewhere (as buyer of a tender, say) see only who it is: name, kind, town and public id.',
})
export class FirmType {
  @Field(() => ID, { description: 'Stays the same for ever; what other fields refer to.' })
  id: string;

  @Field(() => String, {
    description:
      'Short public number with a check character, for people: `K-7Q4M2RTX`. Read aloud, it has no I, L, O, U.',
  })
  publicId: string;

  @Field(() => FirmKindEnum, { description: 'Business, sole trader, public body or association.' })
  kind: FirmKind;

  @Field(() => String, { description: 'The name it trades under.' })
  name: string;

  @Field(() => LocalTextType, { description: 'One line that says what it does.' })
  tagline: LocalTextType;

  @Field(() => LocalTextType, { description: 'What it wants others to know, in its own words.' })
  story: LocalTextType;

  @Field(() => Int, { nullable: true, description: 'Year in which it began to work.' })
  foundedYear: number | null;

  @Field(() => FirmSizeEnum, { description: 'Size class by the number of people.' })
  size: FirmSize;

  @Field(() => Int, { nullable: true, description: 'How many people work there, as the firm states it.' })
  staff: number | null;

  @Field(() => [String], {
    description: 'Where it works, as CPV divisions of two digits: `45` is construction. Details are its capabilities.',
  })
  sectors: string[];

  @Field(() => FirmAddressType, { description: 'Where it has its seat.' })
  address: FirmAddressType;

  @Field(() => String, { nullable: true, description: 'Web address of its own site.' })
  website: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone for new customers, in international form.' })
  phone: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address for new customers, if the firm shows one.' })
  email: string | null;

  @Field(() => String, { description: 'IANA name of the zone its office hours are in: `Asia/Makassar`.' })
  timeZone: string;

  @Field(() => VatStatusEnum, { nullable: true, description: 'Whether it adds VAT; null where it has not said so.' })
  vatStatus: VatStatus | null;

  @Field(() => String, { description: 'Version of the house policy that it accepted last.' })
  housePolicyVersion: string;

  @Field(() => Date, { description: 'When it came to Kongsi.' })
  createdAt: Date;

  @Field(() => Date, { description: 'When its page last changed.' })
  changedAt: Date;

  @Field(() => Boolean, { description: 'Whether its owners keep the page from outsiders at present.' })
  isHidden: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'When an operator verified name and legal ids; null for a firm that is not verified.',
  })
  verifiedAt: Date | null;
}
