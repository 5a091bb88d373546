import { resultOf } from '#libs/platform';
import { NameWithdrawn, ProjectType } from './project.graphql.js';
import * as refusals from './project.refusals.js';

const { ProjectWithdrawn, ProjectIsPublic, ProjectChanged, NotJoint, SharesBeyondWhole } = refusals;
const changing = [ProjectWithdrawn, ProjectIsPublic];

export const DraftProjectResult = resultOf('DraftProjectResult', ProjectType, [
  NotJoint,
  SharesBeyondWhole,
  refusals.AwardNotYours,
  refusals.AwardAlreadyShown,
  refusals.FixedByAward,
]);
export const ReviseProjectResult = resultOf('ReviseProjectResult', ProjectType, [
  ...changing,
  NotJoint,
  SharesBeyondWhole,
  refusals.FixedByAward,
]);
export const AddPictureResult = resultOf('AddPictureResult', ProjectType, [...changing, refusals.PicturesFull]);
export const RemovePictureResult = resultOf('RemovePictureResult', ProjectType, changing);
export const OrderPicturesResult = resultOf('OrderPicturesResult', ProjectType, changing);
export const NamePersonResult = resultOf('NamePersonResult', ProjectType, [...changing, refusals.PersonNotOfFirm]);
export const ConfirmPersonResult = resultOf('ConfirmPersonResult', ProjectType, [ProjectWithdrawn]);
export const WithdrawPersonResult = resultOf('WithdrawPersonResult', NameWithdrawn);
export const ConfirmProjectResult = resultOf('ConfirmProjectResult', ProjectType, [...changing, ProjectChanged]);
export const AskClientResult = resultOf('AskClientResult', ProjectType, [
  ProjectWithdrawn,
  refusals.NoClientFirm,
  refusals.ClientAlreadyAsked,
  refusals.ClientRefused,
]);
export const ConfirmAsClientResult = resultOf('ConfirmAsClientResult', ProjectType, [ProjectWithdrawn, ProjectChanged]);
export const RefuseAsClientResult = resultOf('RefuseAsClientResult', ProjectType, changing);
export const PublishProjectResult = resultOf('PublishProjectResult', ProjectType, [
  ...changing,
  refusals.StoryMissing,
  refusals.WorkNotFinished,
  refusals.PartnersNotConfirmed,
  refusals.ClientNotAsked,
  refusals.ClientStillThinking,
  refusals.ClientWordsMissing,
  refusals.ClientRecognisable,
]);
export const WithdrawProjectResult = resultOf('WithdrawProjectResult', ProjectType, [ProjectWithdrawn]);
