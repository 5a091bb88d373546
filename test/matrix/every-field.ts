import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { allianceCells } from './alliance-matrix.js';
import { awardQuestion, bidAllianceQuestion, bidQuestion } from './bid-cells.js';
import { draftQuestions } from './draft-cells.js';
import { openFields, toldElsewhere } from './fields.js';
import { firmCells } from './firm-matrix.js';
import { projectCells } from './project-matrix.js';
import type { Question } from './table.js';
import { judgingQuestion, openingQuestion, tenderQuestion } from './tender-cells.js';

const root = join(import.meta.dirname, '..', '..');

/** Every field of every object in the committed schema: `Tender.title`. Root fields have their own table of who may call them. */
export function fieldsOfSchema(): string[] {
  const schema = buildSchema(readFileSync(join(root, 'apps', 'api', 'schema.graphql'), 'utf8'));
  const roots = [schema.getQueryType(), schema.getMutationType()];

  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .flatMap((type) => {
      if (!isObjectType(type)) return [];
      // What all refusals have is classified once, by their interface.
      const shared = type.getInterfaces().flatMap((it) => (isInterfaceType(it) ? Object.keys(it.getFields()) : []));

      return Object.keys(type.getFields())
        .filter((field) => !shared.includes(field))
        .map((field) => `${type.name}.${field}`);
    });
}

/** Types that say nothing beyond what all refusals say. */
export function typesOfSchema(): string[] {
  const schema = buildSchema(readFileSync(join(root, 'apps', 'api', 'schema.graphql'), 'utf8'));
  const roots = [schema.getQueryType(), schema.getMutationType()];

  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .map(({ name }) => name);
}

/** The fields the matrices ask. */
export function guardedFields(): string[] {
  const questions: Question[] = [
    tenderQuestion({}),
    judgingQuestion({}),
    openingQuestion({}),
    bidQuestion({}),
    bidAllianceQuestion({}),
    awardQuestion({}),
    ...draftQuestions({ lotIds: {}, allianceIds: {}, firmIds: {}, leadFirmId: '' }),
    allianceCells({}),
    firmCells({}),
    projectCells({}),
  ];
  const names = questions.flatMap(({ cells }) => Object.keys(cells).map((name) => name.split(':')[0]!));

  return [...new Set(names)].filter((name) => !name.startsWith('Query.'));
}

/** Every field that some table speaks of; twice where two do. */
export function classifiedFields(): string[] {
  const open = Object.entries(openFields).flatMap(([type, fields]) =>
    fields
      .split(' ')
      .filter((field) => field !== '')
      .map((field) => `${type}.${field}`),
  );

  return [...open, ...guardedFields(), ...Object.keys(toldElsewhere)];
}
