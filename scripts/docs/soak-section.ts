/** Section "Soak" of docs/reliability.md. The figures are of one run, printed by the command beside them. */
export const soakSection = (): string => `## Soak

\`pnpm bench soak --minutes 10 --seed N\` starts two API processes with their background work on one Postgres. Clients
place, pay (with cards that are declined, and with up to five clicks at once), cancel, capture in parts, ship and refund,
and repeat under the same idempotency key whatever was not answered. Meanwhile a schedule that is drawn from the seed

- arms faults at all six providers: the effects of [faults](faults.md), before and after the provider did what it was
  asked (a plain "no" only before), on the first to third call or a few in a row; webhooks doubled, reordered, delayed, dropped, signed wrong or
  early; services that refuse connections;
- kills one of the processes by SIGKILL every ten seconds or so; another one takes its place.

Then the faults are lifted, and everything must settle by itself within two minutes (\`--settle\`). No clock is moved and
no job is called: the relay, the sweepers and the search for unpaid orders run as they do in production, with deadlines
and leases a tenth as long. A last kill then shows a fresh process counting the stock. At the end nothing may be processing, unpublished or claimed; and of every order these must
agree: what its client was told, the API, the books, the bank (one charge, money held once, equal sums, no stray hold), the
carrier (one label), the mailbox (one mail of each kind, as the order's own state demands them) and the warehouse (what was
there less what was sold; reserved is what open orders hold). A provider that is asked twice under one key hides it, so the
two relays are watched as well: an event that was handed over, and is handed over again though no process was killed and no
call had failed in between, is a difference. Whatever differs is named, with the command that draws the same
schedule again, and the exit code is 1.

\`--seconds N\` makes it a short one. Below 20 seconds perhaps no process is killed; from 20 on a soak without a kill, and
any soak without an order, exits with 1 as well, since it tried nothing.

Half a minute of it is red with each of these of [proof/bugs](../proof/bugs) (\`--seconds 30 --seed 7\`): double-click-pays-twice (the
money was held twice), relay-without-a-lease, captures-check-then-act, idempotency-key-kept-after-the-work. It stays green with
refunds-under-way-not-counted: the bank refuses what is too much, and the refund is told as failed; its test sees it.

\`pnpm bench soak --minutes 10 --seed 20261121\` on 2 cores that other work had most of (21 November 2026): 1,325 orders
in 16,641 requests, 1,362 of them retries; 631 faults struck, 40 processes were killed, everything had settled after
65 s, the last unpaid orders expired. Nothing lost, nothing doubled, nothing stuck.
`;
