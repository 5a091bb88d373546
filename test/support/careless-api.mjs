/**
 * The api with the two mistakes the kill test must find: the answer to a bid leaves before the commit, and a mail leaves without being
 * marked before. Everything else is as it ships; no switch of the product makes it do this.
 */
import { Db, Mails } from '#libs/platform';

const commitAfterMs = 3_000;
// oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` below
const { transaction } = Db.prototype;

Db.prototype.transaction = function answerEarly(work) {
  if (this.inTransaction) return work();

  return new Promise((answer, fail) => {
    transaction
      .call(this, async () => {
        const result = await work();
        answer(result);
        if (result?.constructor.name === 'BidVersion') await new Promise((commit) => setTimeout(commit, commitAfterMs));

        return result;
      })
      .catch(fail);
  });
};

Mails.prototype.claim = async () => true;

await import('../../dist/apps/api/src/main.js');
