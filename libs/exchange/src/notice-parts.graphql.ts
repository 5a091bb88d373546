import { Field, Int, ObjectType } from '@nestjs/graphql';

/** Nullable text, the commonest field of a notice. */
export const Words = (description: string): PropertyDecorator => Field(() => String, { nullable: true, description });

@ObjectType('PublishedMoney', { description: 'A sum of money exactly as a notice gives it, whatever its decimals.' })
export class PublishedMoneyType {
  @Field(() => String, { description: 'The number as a decimal text; never rounded.' })
  amount: string;

  @Words('Code in capitals, as published; null where the notice forgot it.')
  currency: string | null;
}

@ObjectType('PublishedMoment', { description: 'A point in time as a notice gives it.' })
export class PublishedMomentType {
  @Field(() => Date, { description: 'The instant. Where no zone was said it was taken as UTC.' })
  at: string;

  @Words('The offset or zone that was said: `-05:00`; null: none was.')
  zone: string | null;

  @Field(() => String, { description: '`DAY`: only a day was said, and `at` is its beginning. `TIME`: more was said.' })
  precision: string;

  @Field(() => String, { description: 'The text in the notice.' })
  original: string;
}

@ObjectType('PublishedPeriod', { description: 'A stretch of time as a notice gives it.' })
export class PublishedPeriodType {
  @Field(() => PublishedMomentType, { nullable: true, description: 'Its beginning.' })
  from: PublishedMomentType | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'Its end: of taking bids, the deadline.' })
  until: PublishedMomentType | null;

  @Field(() => Int, { nullable: true, description: 'Its length in days, where the notice says that.' })
  days: number | null;
}

@ObjectType('PublishedClass', { description: 'A code of a classification: CPV, UNSPSC or a national one.' })
export class PublishedClassType {
  @Words('The classification: `CPV`.')
  scheme: string | null;

  @Words('The code in it.')
  id: string | null;

  @Words('What the code means, in the notice’s words.')
  name: string | null;
}

@ObjectType('PublishedLegalId', { description: 'A number somebody is registered under.' })
export class PublishedLegalIdType {
  @Words('The register: `GB-COH`.')
  scheme: string | null;

  @Field(() => String, { description: 'What the register calls them.' })
  number: string;
}

@ObjectType('PublishedAddress', { description: 'Where an organisation is, as far as the notice says.' })
export class PublishedAddressType {
  @Words('Street and house.')
  street: string | null;

  @Words('Town or village.')
  town: string | null;

  @Words('Province, county or state.')
  region: string | null;

  @Words('Code for the mail.')
  postalCode: string | null;

  @Words('Code or name, as written.')
  country: string | null;
}

@ObjectType('PublishedParty', {
  description:
    'An organisation in a notice. Contact persons are left out: ask where the notice was published. In an award or bid of a group also its part in it.',
})
export class PublishedPartyType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Field(() => String, { description: 'Its name, in the notice’s words.' })
  name: string;

  @Field(() => [PublishedLegalIdType], { description: 'Numbers it is registered under.' })
  legalIds: PublishedLegalIdType[];

  @Field(() => PublishedAddressType, { nullable: true, description: 'Where it is.' })
  address: PublishedAddressType | null;

  @Words('Its size, in the publisher’s word: `sme`.')
  scale: string | null;

  @Field(() => [String], { nullable: true, description: 'Its roles in the group; told by notices of Kongsi alone.' })
  roles: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Basis points of the contract value it performs; told by notices of Kongsi alone.',
  })
  shareBasisPoints: number | null;
}

@ObjectType('PublishedUnit', { description: 'What a quantity counts.' })
export class PublishedUnitType {
  @Words('List the code is from: `UNCEFACT`.')
  scheme: string | null;

  @Words('The code: `MTK`.')
  code: string | null;

  @Words('The unit in a word.')
  name: string | null;

  @Field(() => PublishedMoneyType, {
    nullable: true,
    description: 'Price of one; some publishers put that of the whole line.',
  })
  value: PublishedMoneyType | null;
}

@ObjectType('PublishedItem', { description: 'A line of a notice, an award or a contract.' })
export class PublishedItemType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('The lot it is in, by the notice’s id.')
  lot: string | null;

  @Words('Goods, works or service in the publisher’s words.')
  description: string | null;

  @Words('How many, as an exact decimal.')
  quantity: string | null;

  @Field(() => PublishedUnitType, { nullable: true, description: 'What is counted.' })
  unit: PublishedUnitType | null;

  @Field(() => PublishedClassType, { nullable: true, description: 'The main code it is classified under.' })
  classification: PublishedClassType | null;

  @Field(() => [PublishedClassType], { description: 'More codes for the same thing.' })
  furtherClassifications: PublishedClassType[];
}

@ObjectType('PublishedDocument', { description: 'A paper that lies where the notice was published.' })
export class PublishedDocumentType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('Its kind, by the OCDS list: `tenderNotice`.')
  type: string | null;

  @Words('What it is headed.')
  title: string | null;

  @Words('Where it lies, as published; not checked.')
  url: string | null;

  @Words('Media type.')
  format: string | null;

  @Words('Language it is written in, as published.')
  language: string | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'Since when it is there.' })
  publishedAt: PublishedMomentType | null;

  @Field(() => [String], { description: 'Lots it is about, by the notice’s ids; empty: all.' })
  lots: string[];
}

@ObjectType('PublishedLot', { description: 'A lot exactly as the notice tells of it.' })
export class PublishedLotType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('What it is headed.')
  title: string | null;

  @Words('The work of this part in the publisher’s words.')
  description: string | null;

  @Words('Where it stands, in the publisher’s word.')
  status: string | null;

  @Field(() => PublishedMoneyType, { nullable: true, description: 'What it may cost.' })
  value: PublishedMoneyType | null;

  @Field(() => PublishedMoneyType, { nullable: true, description: 'What it costs at least.' })
  minValue: PublishedMoneyType | null;

  @Field(() => PublishedPeriodType, { nullable: true, description: 'When bids are taken for it.' })
  tenderPeriod: PublishedPeriodType | null;

  @Field(() => PublishedPeriodType, { nullable: true, description: 'When the work is to be done.' })
  contractPeriod: PublishedPeriodType | null;

  @Field(() => [PublishedClassType], { description: 'Codes it is classified under.' })
  classifications: PublishedClassType[];
}
