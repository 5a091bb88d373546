import type { Demo } from '../read-demo.js';
import type { DemoBoardEntry, DemoOutsideInvitation } from '../partner-shapes.js';
import { NotTold, type Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

/** Firms offer and seek on the board and answer each other; two ask firms that are not here. */
export function partners({ partners: { board, outside } }: Demo, teller: Teller, time: Timeline): Step[] {
  return [
    ...board.flatMap((entry) => [put(entry, teller, time), ...answers(entry, teller)]),
    ...outside.map((invitation) => invite(invitation, teller)),
    ...outside.flatMap((invitation) => interest(invitation, teller)),
  ];
}

function put({ key, firm, side, kind, at, ...entry }: DemoBoardEntry, teller: Teller, time: Timeline): Step {
  const verb = side === 'OFFER' ? 'offerOnBoard' : 'seekOnBoard';

  return {
    at,
    async carryOut() {
      const { cpv, tender, lot, fromDays, untilDays, radiusKm, words } = entry;
      const when =
        tender === undefined
          ? { fromOn: time.day(fromDays!), untilOn: time.day(untilDays!) }
          : { lotId: teller.idOf('lot', `${tender} ${lot}`) };
      const { id } = await teller
        .ownerOf(firm)
        .carryOut(verb, { kind, cpv, radiusKm, words, ...when }, '... on BoardEntry { id }');
      teller.remember('entry', key, id);
    },
  };
}

function answers({ key, answers: given }: DemoBoardEntry, teller: Teller): Step[] {
  return given.map(({ firm, words, at }) => ({
    at,
    async carryOut() {
      await teller.ownerOf(firm).carryOut('answerBoardEntry', { entryId: teller.idOf('entry', key), words });
    },
  }));
}

function invite({ key, firm, tender, lot, at, ...asked }: DemoOutsideInvitation, teller: Teller): Step {
  const { firmName, role, shareBasisPoints, part, language, channel, address } = asked;

  return {
    at,
    async carryOut() {
      const tenderId = teller.idOf('tender', tender);
      const lotId = teller.idOf('lot', `${tender} ${lot}`);
      const question = { firmName, role, shareBasisPoints, part, language, channel, address, tenderId, lotId };
      const voice = teller.ownerOf(firm);
      const selection = '... on OutsideInvitation { link }';
      const { link } = await voice.carryOut<{ link: string | null }>('inviteOutsideFirm', question, selection);
      if (link) teller.remember('link', key, link);
    },
  };
}

/** Whoever holds the link answers, without an account: whose voice it is told with leaves no trace. */
function interest({ key, firm, answer }: DemoOutsideInvitation, teller: Teller): Step[] {
  if (!answer) return [];
  const { at, ...said } = answer;

  return [
    {
      at,
      async carryOut() {
        const link = teller.idOf('link', key);
        const input = { token: link.slice(link.lastIndexOf('/') + 1), answer: 'INTERESTED', ...said };
        const { answerOutsideInvitation: result } = await teller.ownerOf(firm).ask<{
          answerOutsideInvitation: { message?: string };
        }>('mutation ($input: AnswerOutsideInvitationInput!) { answerOutsideInvitation(input: $input) { ... on Refusal { message } } }', { input });
        if (result.message) throw new NotTold(`${key} was not answered: ${result.message}`);
      },
    },
  ];
}
