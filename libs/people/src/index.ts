export { People } from './people.js';
export { PeopleModule } from './people.module.js';
export { Person } from './person.entity.js';
export { LanguageName, PersonType } from './person.graphql.js';
