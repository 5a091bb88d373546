/** Joint projects, and notices published elsewhere. */
export const openOfShowcase: Record<string, string> = {
  // showcase
  Coordinates: 'latitude longitude',
  NameWithdrawn: 'projectId',
  Project:
    'changedAt clientIsNamed clientUnnamed country finishedOn id isPublic isToldFreely outcome partners pictures publishedAt region startedOn story title town version withdrawnAt',
  ProjectPage: 'nodes pageInfo',
  ProjectPartner: 'firm part roles shareBasisPoints',
  ProjectPerson: 'confirmedAt did firm person',
  ProjectPicture: 'alt file id url',
  ProjectReference: 'shareBasisPoints',
  // exchange
  FieldTaken: 'field mapped present',
  ImportRun: 'added fileName finishedAt id known percent problems releases sources startedAt',
  ImportedRelease: 'digest findings importedAt notice',
  ImportedSource: 'fields missing processes releases source strange taken titleDerived',
  NoticeFinding: 'kind message path times',
  PublishedAddress: 'country postalCode region street town',
  PublishedAward:
    'bid contractPeriod date description documents group items lots ocdsId reason status suppliers title value',
  PublishedBid: 'date lots ocdsId status tenderers value',
  PublishedClass: 'id name scheme',
  PublishedCondition: 'kind lot minimum text',
  PublishedContract: 'award description items ocdsId period signedAt status title value',
  PublishedCriterion: 'description kind lot name weight',
  PublishedDocument: 'format language lots ocdsId publishedAt title type url',
  PublishedHeading: 'description lots ocdsId relatedItem relatesTo source title',
  PublishedItem: 'classification description furtherClassifications lot ocdsId quantity unit',
  PublishedLegalId: 'number scheme',
  PublishedLot: 'classifications contractPeriod description minValue ocdsId status tenderPeriod title value',
  PublishedMoment: 'at original precision zone',
  PublishedMoney: 'amount currency',
  PublishedNotice:
    'awards bidStatistics bids budget buyer classifications conditions contractPeriod contracts criteria date description documents enquiryPeriod furtherValues isPlanned items language license lots mainProcurementCategory minValue ocid openingAt procurementMethod procurementMethodDetails procuringEntity publisher releaseId requirements status tags tenderId tenderPeriod tenderers title titleIsDerived value',
  PublishedParty: 'address legalIds name ocdsId roles scale shareBasisPoints',
  PublishedPeriod: 'days from until',
  PublishedRequirement: 'dataType description expected group heading isEssential maximum minimum mode ocdsId title',
  PublishedStatistic: 'currency lot measure ocdsId value',
  PublishedSum: 'path value',
  PublishedUnit: 'code name scheme value',
};
