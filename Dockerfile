# Truckroll for people who run containers; compose.yaml adds the database. Nothing here depends on the machine that builds it.
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
# Not npm ci: a lock made on one platform may lack the optional binaries of another.
RUN npm install --omit=dev --no-audit --no-fund

COPY . .
# Whoever runs it can change neither the program nor its packages; only /data is his.
RUN npm run build && mkdir /data && chown node:node /data

USER node
ENV HOST=0.0.0.0 DATA_DIR=/data
EXPOSE 3000
VOLUME /data
# The launcher as everywhere else, without npm between it and the signals.
CMD ["node", "server/cli/up.mjs"]
