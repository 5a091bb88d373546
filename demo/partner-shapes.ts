/** What firms offer each other and seek from each other. Texts are in the one language of the firm. */
export interface DemoBoardEntry {
  key: string;
  firm: string;
  side: 'OFFER' | 'SEEK';
  kind: 'TRADE' | 'PERSON' | 'MACHINE' | 'ROOM';
  cpv?: string;
  /** For a part of a tender; without it the entry is for days. */
  tender?: string;
  lot?: string;
  /** Days from the first start. */
  fromDays?: number;
  untilDays?: number;
  radiusKm: number;
  words: string;
  /** Hours from the first start. */
  at: number;
  answers: { firm: string; words: string; at: number }[];
}

/** A question to a firm that is not on Kongsi. */
export interface DemoOutsideInvitation {
  key: string;
  firm: string;
  firmName: string;
  tender: string;
  lot: string;
  role: 'PARTNER' | 'SUBCONTRACTOR';
  shareBasisPoints: number;
  part: string;
  language: 'EN' | 'ID';
  channel: 'LINK' | 'MAIL';
  address?: string;
  at: number;
  /** What came back by the link; an invitation by mail waits for whoever reads `/dev/mail`. */
  answer?: { contactName: string; phone: string; trades: string[]; town: string; at: number };
}

/** How firms find each other beside the search. */
export interface DemoPartners {
  board: DemoBoardEntry[];
  outside: DemoOutsideInvitation[];
}
