import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { EnvelopeEnum, type Envelope } from '#libs/tenders';

@ObjectType('EnvelopeOpening', { description: 'How far the opening of one envelope is.' })
export class EnvelopeOpeningType {
  @Field(() => EnvelopeEnum, { description: 'Which part of the bid it is; a plain sealed bid has the one part BID.' })
  envelope: Envelope;

  @Field(() => Date, { description: 'When the buyer asked for it.' })
  requestedAt: Date;

  @Field(() => Int, { description: 'Sealed files to open.' })
  files: number;

  @Field(() => Int, { description: 'Those that are done.' })
  decrypted: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When the last was done and all became readable; null while it runs.',
  })
  finishedAt: Date | null;
}

@ObjectType('LotOpening', {
  description:
    'A lot from its closing on: what counts, by digest alone, and what became of it. It is there before anything is opened.',
})
export class LotOpeningType {
  @Field(() => ID, { description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
  lotId: string;
}

@ObjectType('ReceiptKey', { description: 'The key this installation signs receipts and heads of its log with.' })
export class ReceiptKeyType {
  @Field(() => String, { description: 'As receipts name it: `ed25519:…`.' })
  keyId: string;

  @Field(() => String, {
    description: 'Raw Ed25519 public key in base64. Keep it from here, not from a file you want to verify.',
  })
  publicKey: string;

  @Field(() => String, { description: 'How the installation is called in receipts and heads.' })
  installation: string;
}
