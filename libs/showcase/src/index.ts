export { Project } from './project.entity.js';
export { ProjectPartner, ProjectPerson, ProjectPicture } from './project-parts.entity.js';
export { ProjectType } from './project.graphql.js';
export { type ProjectStanding, canSeeProject, canSeeProjectSql, standingOf, standingSql } from './project.policy.js';
export { ProjectConsentsService } from './project-consents.service.js';
export { ProjectPartsService, picturePurpose } from './project-parts.service.js';
export { ProjectReading } from './project-reading.service.js';
export { ProjectsService } from './projects.service.js';
export { ShowcaseModule } from './showcase.module.js';
