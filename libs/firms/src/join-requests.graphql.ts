import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { type FirmRoleName, Refusal, pageType, resultOf } from '#libs/platform';
import { ActingInput, OnceInput } from './acting-input.js';
import { AlreadyDelegate } from './delegate.graphql.js';
import { FirmRoleEnum } from './firm.graphql.js';
import type { InvitationAnswer } from './invitation.entity.js';
import { RequestAnswerEnum } from './invitations.graphql.js';

@ObjectType('JoinRequest', {
  description: 'A person asked to act for a firm. Seen by that person and by the owners of the firm.',
})
export class JoinRequestType {
  @Field(() => ID, { description: 'Names the request in the verbs about it.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What the person wrote to the owners.' })
  message: string | null;

  @Field(() => Date, { description: 'When the person asked.' })
  createdAt: Date;

  @Field(() => RequestAnswerEnum, { nullable: true, description: 'What became of it; null while nobody decided.' })
  answer: InvitationAnswer | null;
}

export const JoinRequestPage = pageType('JoinRequestPage', JoinRequestType);

@InputType({ description: 'For which firm you would like to act.' })
export class RequestToJoinInput extends OnceInput {
  @Field(() => ID, { description: 'The firm you belong to.' })
  @IsUUID()
  firmId: string;

  @Field(() => String, {
    nullable: true,
    description: 'A line to its owners: who you are there. At most 1,000 characters.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  message?: string | null;
}

@InputType({ description: 'Which request you say yes to, and as what the person shall act.' })
export class AcceptJoinRequestInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the request, as `joinRequests` answers it.' })
  @IsUUID()
  joinRequestId: string;

  @Field(() => [FirmRoleEnum], { description: 'The roles the person gets, at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsEnum(FirmRoleEnum, { each: true })
  roles: FirmRoleName[];
}

@InputType({ description: 'Which request you say no to.' })
export class DeclineJoinRequestInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the request, as `joinRequests` answers it.' })
  @IsUUID()
  joinRequestId: string;
}

@InputType({ description: 'Which of your own requests should no longer wait for an answer.' })
export class TakeBackJoinRequestInput extends OnceInput {
  @Field(() => ID, { description: 'Id of the request, as `joinRequests` answers it.' })
  @IsUUID()
  joinRequestId: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'You have asked this firm before, and its owners have not decided yet.',
})
export class AlreadyAsked extends Refusal {
  @Field(() => ID, { description: 'The request that waits.' })
  joinRequestId: string;

  constructor(joinRequestId: string) {
    super();
    this.joinRequestId = joinRequestId;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The request was decided or taken back before.' })
export class JoinRequestClosed extends Refusal {}

export const RequestToJoinResult = resultOf('RequestToJoinResult', JoinRequestType, [AlreadyDelegate, AlreadyAsked]);
export const AcceptJoinRequestResult = resultOf('AcceptJoinRequestResult', JoinRequestType, [
  JoinRequestClosed,
  AlreadyDelegate,
]);
export const DeclineJoinRequestResult = resultOf('DeclineJoinRequestResult', JoinRequestType, [JoinRequestClosed]);
export const TakeBackJoinRequestResult = resultOf('TakeBackJoinRequestResult', JoinRequestType, [JoinRequestClosed]);
